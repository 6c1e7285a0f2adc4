"""Reads a PDF as a screen reader does: the structure tree in order, each element with its role and its words.

`python -m tests.reports.reading FILE.pdf` prints it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

PageId = tuple[int, int]
"""Object number and generation of a page."""


@dataclass
class Node:
    """An element as it is read: role, own words, alternative text, kids in order."""

    role: str
    words: str = ""
    alt: str = ""
    lang: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    annotations: list[str] = field(default_factory=list)
    """The words (Contents) of the annotations that it owns."""
    kids: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def text(self) -> str:
        """All words of this node and below, in order, with single spaces."""
        return " ".join(" ".join(node.words for node in self.walk()).split())


@dataclass
class Document:
    """What a PDF says: the tree, and what stands on its pages outside the tree."""

    root: Node
    marked: dict[tuple[PageId, int], str]
    """Words by page and mark."""
    reached: set[tuple[PageId, int]]
    """Marks that the tree leads to."""
    artifacts: list[list[str]]
    """Words in artifacts, by page."""
    unmarked: list[str]
    """Words in neither; always empty, we hope."""

    def all(self, role: str) -> list[Node]:
        """Every element of a role, in order."""
        return [node for node in self.root.walk() if node.role == role]


def read(pdf: bytes) -> Document:
    """Read a tagged PDF."""
    with pikepdf.open(BytesIO(pdf)) as file:
        found = Document(Node("Root"), {}, set(), [], [])
        for page in file.pages:
            found.artifacts.append([])
            _read_page(page, found)
        _read_elements(file.Root.StructTreeRoot.K, None, found.root, found)
        found.root = found.root.kids[0]
        return found


def _read_page(page: Any, found: Document) -> None:
    fonts = {name: _letters(font) for name, font in page.Resources.Font.items()}
    stack: list[int | None] = []
    letters: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, instruction.operator
        name = str(operator)
        if name in ("BDC", "BMC"):
            properties = operands[1] if len(operands) > 1 else None
            stack.append(int(properties.MCID) if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties else None)
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            letters = fonts[str(operands[0])]
        elif name in ("Tj", "TJ"):
            strings = operands[0] if name == "TJ" else operands
            words = "".join(
                "".join(letters[byte] for byte in bytes(part)) for part in strings if isinstance(part, pikepdf.String)
            )
            if not stack:
                found.unmarked.append(words)
            elif stack[-1] is None:
                found.artifacts[-1].append(words)
            else:
                key = (page.objgen, stack[-1])
                found.marked[key] = found.marked.get(key, "") + words


def _letters(font: Any) -> dict[int, str]:
    """Code to letters, from the font's ToUnicode map."""
    letters: dict[int, str] = {}
    cmap = font.ToUnicode.read_bytes().decode("latin1")
    for first, last, several in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*\[([^\]]*)\]", cmap):
        for code, value in zip(range(int(first, 16), int(last, 16) + 1), re.findall(r"<([0-9A-Fa-f]+)>", several), strict=True):
            letters[code] = bytes.fromhex(value).decode("utf-16-be")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code_hex, value in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            letters[int(code_hex, 16)] = bytes.fromhex(value).decode("utf-16-be")
    return letters


def _read_elements(kid: Any, page: Any, node: Node, found: Document) -> None:
    if isinstance(kid, pikepdf.Array):
        for each in kid:
            _read_elements(each, page, node, found)
    elif not isinstance(kid, pikepdf.Dictionary):
        _read_mark(page, int(kid), node, found)
    elif kid.get("/Type") == "/MCR":
        _read_mark(kid.Pg, int(kid.MCID), node, found)
    elif kid.get("/Type") == "/OBJR":
        node.annotations.append(str(kid.Obj.Contents))
    else:
        inner = Node(str(kid.S)[1:], alt=str(kid.get("/Alt", "")), lang=str(kid.get("/Lang", "")), attributes=_attributes(kid))
        node.kids.append(inner)
        _read_elements(kid.get("/K", pikepdf.Array()), kid.get("/Pg"), inner, found)


def _read_mark(page: Any, mark: int, node: Node, found: Document) -> None:
    key = (page.objgen, mark)
    found.reached.add(key)
    words = found.marked.get(key, "")
    # words that came after a kid (a link within a sentence) are a node of their own, so that the order is kept
    if node.kids:
        node.kids.append(Node("…", words))
    else:
        node.words += words


def _attributes(kid: Any) -> dict[str, str]:
    attributes = kid.get("/A")
    if not isinstance(attributes, pikepdf.Dictionary):
        return {}
    return {str(name)[1:]: str(value) for name, value in attributes.items() if str(name) not in ("/O", "/BBox")}


def aloud(node: Node, depth: int = 0) -> str:
    """The tree as indented lines of role and words, for golden tests and for people."""
    attributes = "".join(f" {name}={value.removeprefix('/')}" for name, value in sorted(node.attributes.items()))
    described = f" alt “{node.alt}”" if node.alt else ""
    lines = [f"{'  ' * depth}{node.role}{attributes}{described}{': ' if node.words.strip() else ''}{node.words.strip()}"]
    lines += [f"{'  ' * (depth + 1)}(link: {words})" for words in node.annotations]
    lines += [aloud(kid, depth + 1) for kid in node.kids]
    return "\n".join(lines)


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as opened:
        sys.stdout.write(aloud(read(opened.read()).root) + "\n")
