"""Who may import whom (HOUSE.md), read from the source itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("consult", "surveys", "nlp", "reports")
FEATURES = [
    "organisations",
    "accounts",
    "consultations",
    "designing",
    "responding",
    "channels",
    "theming",
    "transfer",
    "deliberation",
    "findings",
    "decisions",
    "engagement",
]
"""In the order of the flow: a later feature may import an earlier one, never the reverse."""

SEAMS = {
    "nlp": {"consult/theming"},
    "reports": {"consult/findings", "consult/decisions", "consult/engagement", "consult/responding", "consult/channels"},
}
"""The folders of `consult` through which alone a package is called. Plain dataclasses may be named anywhere in `consult`."""

DATA_ONLY = {"nlp.types", "reports.data"}
FORBIDDEN = {
    "surveys": {"starlette", "jinja2", "sklearn", "nltk", "reportlab", "uvicorn"},
    "nlp": {"starlette", "tortoise", "jinja2", "reportlab", "asyncpg", "sqlite3", "socket", "urllib"},
    "reports": {"starlette", "tortoise", "jinja2", "sklearn", "nltk", "asyncpg", "sqlite3"},
}


def sources(package: str) -> Iterator[Path]:
    return (p for p in sorted((ROOT / package).rglob("*.py")) if "migrations" not in p.parts)


def imports(file: Path) -> set[str]:
    """Every module that a file imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def breaches(package: str, banned: set[str]) -> list[str]:
    return [f"{name(f)} imports {m}" for f in sources(package) for m in sorted(imports(f)) if m.split(".")[0] in banned]


@pytest.mark.parametrize("package", ["surveys", "nlp", "reports"])
def test_a_package_below_imports_none_of_the_others(package: str) -> None:
    assert breaches(package, set(PACKAGES) - {package}) == []


@pytest.mark.parametrize("package", ["surveys", "nlp", "reports"])
def test_a_package_below_keeps_out_of_what_is_not_its_business(package: str) -> None:
    assert breaches(package, FORBIDDEN[package]) == []


@pytest.mark.parametrize("package", ["nlp", "reports"])
def test_each_package_below_is_called_through_its_seam_only(package: str) -> None:
    wrong = []
    for file in sources("consult"):
        called = {m for m in imports(file) if m.split(".")[0] == package}
        called = {m for m in called if not any(m == d or m.startswith(d + ".") for d in DATA_ONLY) and m != package}
        if called and not any(name(file).startswith(seam + "/") for seam in SEAMS[package]):
            wrong.append(f"{name(file)} calls {sorted(called)}")
    assert wrong == []


def test_a_later_feature_may_import_an_earlier_one_and_never_the_reverse() -> None:
    wrong = []
    for file in sources("consult"):
        feature = file.relative_to(ROOT / "consult").parts[0]
        if feature not in FEATURES:
            continue
        for module in imports(file):
            parts = module.split(".")
            later = parts[0] == "consult" and len(parts) > 1 and parts[1] in FEATURES
            if later and FEATURES.index(parts[1]) > FEATURES.index(feature):
                wrong.append(f"{name(file)} imports {module}")
    assert wrong == []


def test_pages_never_import_another_features_pages() -> None:
    wrong = []
    for file in sources("consult"):
        if "pages" not in file.stem or file.parent == ROOT / "consult":
            continue
        feature = file.relative_to(ROOT / "consult").parts[0]
        for module in imports(file):
            parts = module.split(".")
            if parts[0] == "consult" and len(parts) > 2 and "pages" in parts[2] and parts[1] != feature:
                wrong.append(f"{name(file)} imports {module}")
    assert wrong == []


def test_models_never_import_functions_or_pages() -> None:
    wrong = [
        f"{name(file)} imports {module}"
        for file in sources("consult")
        if file.name == "models.py"
        for module in imports(file)
        if module.startswith("consult.") and ".models" not in module
    ]
    assert wrong == []


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    odd = {"utils", "helpers", "misc", "common", "services"}
    assert [name(f) for p in PACKAGES for f in sources(p) if odd & {f.stem, *f.relative_to(ROOT).parts[:-1]}] == []


def test_the_web_service_starts_without_scikit_learn_or_reportlab() -> None:
    """They cost memory and seconds; only the worker's child process needs them."""
    import subprocess
    import sys

    code = (
        "import os, sys; os.environ['DATABASE_URL'] = 'sqlite://:memory:'; os.environ['SECRET_KEY'] = 'x' * 40\n"
        "import consult.asgi\n"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'sklearn', 'scipy', 'nltk', 'reportlab', 'numpy'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"
