"""The application for an ASGI server: `uvicorn consult.asgi:app`."""

from __future__ import annotations

from consult.app import create_app
from consult.settings import Settings

app = create_app(Settings.from_environment())
