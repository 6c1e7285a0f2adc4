"""Every kind of job, by importing the modules that do them."""

from __future__ import annotations

import consult.findings.publishing  # noqa: F401  importing registers the job
import consult.theming.running  # noqa: F401
