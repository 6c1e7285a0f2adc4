"""Settings refuse bad values early, and each of them is documented."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from consult.security import keyring
from consult.settings import BadSetting, Settings

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"


def test_every_setting_is_in_the_documentation_and_nothing_else() -> None:
    documented = set(re.findall(r"^\| `([A-Z_]+)`", DOCS.read_text(encoding="utf-8"), re.M))
    assert documented == {f.name.upper() for f in fields(Settings)}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://somewhere/else"),
        ("SECRET_KEY", "too short"),
        ("EMBEDDED_WORKER", "perhaps"),
        ("BODY_LIMIT", "huge"),
        ("BODY_LIMIT", "10"),
        ("FILE_LIMIT", "some"),
        ("JOB_LEASE", "0"),
    ],
)
def test_a_bad_value_is_refused_with_the_name_of_the_setting(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name):
        Settings.from_environment({name: value})


def test_the_secret_never_shows_in_a_refusal() -> None:
    with pytest.raises(BadSetting) as refusal:
        Settings.from_environment({"SECRET_KEY": "hush-hush"})
    assert "hush-hush" not in str(refusal.value)


def test_a_sqlite_service_makes_its_own_secret_once_and_keeps_it(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite://{tmp_path}/new/consult.sqlite3")
    first = keyring(settings)
    assert len(first.secret) >= 32
    assert keyring(settings) == first
    assert (tmp_path / "new" / "consult.key").stat().st_mode & 0o077 == 0


def test_a_postgres_service_needs_a_secret_of_its_operators() -> None:
    with pytest.raises(BadSetting, match="SECRET_KEY"):
        keyring(Settings(database_url="postgres://somebody@somewhere/else"))


def test_an_empty_environment_serves_sqlite_with_a_worker_inside() -> None:
    settings = Settings.from_environment({})
    assert (settings.dialect, settings.embedded_worker) == ("sqlite", True)
