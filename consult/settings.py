"""Settings, read once from the environment; a bad value is refused at the start with its name.

Every setting is described in docs/settings.md (a test compares the two).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

MODELS = [
    "consult.organisations.models",
    "consult.accounts.models",
    "consult.consultations.models",
    "consult.responding.models",
    "consult.theming.models",
    "consult.deliberation.models",
    "consult.findings.models",
    "consult.decisions.models",
    "consult.audit",
    "consult.jobs",
]


class BadSetting(ValueError):
    """A setting has a value that cannot be used; the message names both."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this service runs."""

    database_url: str = "sqlite://var/consult.sqlite3"
    """`sqlite://PATH` or `postgres://USER:PASSWORD@HOST:PORT/NAME`."""
    secret_key: str = ""
    """At least 32 characters; signs form tokens and receipt codes. Empty: one is made and kept beside the database."""
    embedded_worker: bool = True
    """Whether the web service also works off the jobs; False where `consult worker` runs."""
    secure_cookies: bool = False
    """True behind TLS: cookies are then sent over https only."""
    body_limit: int = 200_000
    """The largest form a person may send, in bytes."""
    file_limit: int = 20_000_000
    """The largest file that a lead may bring in (answers, a whole consultation, a background document), in bytes."""
    intake_queue: int = 5_000
    """How many submissions may wait for the disk before a new one is asked to try again (503)."""
    job_lease: float = 30.0
    """Seconds after which a job whose worker fell silent is taken over by another."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read DATABASE_URL, SECRET_KEY, EMBEDDED_WORKER, SECURE_COOKIES, BODY_LIMIT, FILE_LIMIT, INTAKE_QUEUE and JOB_LEASE.

        Raises BadSetting with the name and the value where one cannot be used.
        """
        standard = cls()
        settings = cls(
            database_url=environment.get("DATABASE_URL") or standard.database_url,
            secret_key=environment.get("SECRET_KEY", ""),
            embedded_worker=_yes_or_no(environment, "EMBEDDED_WORKER", standard.embedded_worker),
            secure_cookies=_yes_or_no(environment, "SECURE_COOKIES", standard.secure_cookies),
            body_limit=int(_number(environment, "BODY_LIMIT", standard.body_limit, low=10_000)),
            file_limit=int(_number(environment, "FILE_LIMIT", standard.file_limit, low=10_000)),
            intake_queue=int(_number(environment, "INTAKE_QUEUE", standard.intake_queue, low=1)),
            job_lease=_number(environment, "JOB_LEASE", standard.job_lease, low=1),
        )
        if settings.dialect not in ("sqlite", "postgres"):
            raise BadSetting("DATABASE_URL must begin with sqlite:// or postgres://")
        if settings.secret_key and len(settings.secret_key) < 32:
            raise BadSetting("SECRET_KEY must have at least 32 characters")
        return settings

    @property
    def dialect(self) -> Literal["sqlite", "postgres", "other"]:
        scheme = self.database_url.partition("://")[0]
        if scheme == "sqlite":
            return "sqlite"
        return "postgres" if scheme in ("postgres", "postgresql", "asyncpg") else "other"

    @property
    def sqlite_path(self) -> Path:
        """Where the SQLite file is."""
        return Path(self.database_url.removeprefix("sqlite://"))


def tortoise_config(settings: Settings) -> dict[str, Any]:
    """Tortoise's configuration: two apps, so that `surveys` can live without `consult`.

    The connection's alias is the dialect: Tortoise keeps INSERT statements per alias for the life of a process, so one
    alias for both dialects would send SQLite's placeholders to PostgreSQL.
    """
    alias = settings.dialect
    return {
        "connections": {alias: _connection(settings)},
        "apps": {
            "surveys": {"models": ["surveys.models"], "default_connection": alias, "migrations": "surveys.migrations"},
            "consult": {"models": MODELS, "default_connection": alias, "migrations": "consult.migrations"},
        },
        "use_tz": True,
        "timezone": "UTC",
    }


def _connection(settings: Settings) -> dict[str, Any]:
    if settings.dialect == "sqlite":
        # Every key beside file_path becomes a PRAGMA. FULL: an acknowledged answer survives a power cut.
        return {
            "engine": "consult.sqlite",
            "credentials": {
                "file_path": str(settings.sqlite_path),
                "journal_mode": "WAL",
                "synchronous": "FULL",
                "foreign_keys": "ON",
                "busy_timeout": 10_000,
                "journal_size_limit": 67_108_864,
            },
        }
    from tortoise.backends.base.config_generator import expand_db_url

    url = settings.database_url.replace("postgresql://", "postgres://", 1)
    config: dict[str, Any] = expand_db_url(url)
    config["credentials"].setdefault("minsize", 1)
    config["credentials"].setdefault("maxsize", 10)
    return config


def _yes_or_no(environment: Mapping[str, str], name: str, standard: bool) -> bool:
    value = environment.get(name, "").strip().lower()
    if value in ("", "1", "yes", "true", "on"):
        return standard if value == "" else True
    if value in ("0", "no", "false", "off"):
        return False
    raise BadSetting(f"{name} must be yes or no, not {value!r}")


def _number(environment: Mapping[str, str], name: str, standard: float, low: float) -> float:
    value = environment.get(name, "").strip()
    try:
        number = float(value) if value else float(standard)
    except ValueError:
        raise BadSetting(f"{name} must be a number, not {value!r}") from None
    if number < low:
        raise BadSetting(f"{name} must be at least {low:g}, not {value!r}")
    return number


def __getattr__(name: str) -> Any:
    # `tortoise makemigrations` reads TORTOISE_ORM from here; made late, so that importing this module reads no environment
    if name == "TORTOISE_ORM":
        return tortoise_config(Settings.from_environment())
    raise AttributeError(name)
