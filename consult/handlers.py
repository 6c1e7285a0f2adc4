"""Every kind of job, by importing the modules that do them."""

from __future__ import annotations

import consult.theming.running  # noqa: F401  importing registers the job
