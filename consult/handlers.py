"""Every kind of job, by importing the modules that do them."""

from __future__ import annotations

import consult.decisions.publishing
import consult.findings.publishing
import consult.theming.running
import consult.transfer.answers  # noqa: F401
