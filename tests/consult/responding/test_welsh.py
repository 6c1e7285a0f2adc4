"""Everything that the public reads on its way through a consultation is there in Welsh too."""

from __future__ import annotations

import re

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from consult import templating

OPTIONS = {"**.html": {"extensions": "jinja2.ext.do", "trim_blocks": "true", "lstrip_blocks": "true"}}


@pytest.mark.parametrize("folder", ["consultations", "responding", "deliberation"])
def test_every_word_of_the_public_pages_has_its_welsh_with_the_same_figures_in_it(folder: str) -> None:
    templates = templating.HERE / "templates"
    with (templating.LOCALES / "cy/LC_MESSAGES/messages.po").open("rb") as file:
        catalog = read_po(file, locale="cy")
    found = list(extract_from_dir(templates, [(f"{folder}/**.html", "jinja2")], OPTIONS))
    assert found
    for _file, _line, message, _comments, _context in found:
        first = message[0] if isinstance(message, tuple) else message
        entry = catalog.get(first)
        assert entry is not None, first
        texts = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        assert texts
        for text in texts:
            assert placeholders(str(text)) == placeholders(first), first
            assert text, first


def placeholders(text: str) -> list[str]:
    return sorted(set(re.findall(r"%\(\w+\)s", text)))
