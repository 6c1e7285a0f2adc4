# Our Survey Said: `make help` lists what this file does.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
PYTEST_FLAGS ?= -q -n auto --dist loadfile
BUILT := pyproject.toml hatch_build.py package-lock.json

.DEFAULT_GOAL := help
.PHONY: help setup demo test check fix serve migrate bench lock clean

help: ## List the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

setup: $(VENV)/.dev ## Install everything that developing needs into .venv

demo: $(VENV)/.run ## Load the sample consultation, theme it, write its findings, serve it (NOSERVE=1: stop before serving)
	$(BIN)/consult demo --port $(PORT) $(if $(NOSERVE),--no-serve)

test: $(VENV)/.dev ## Run every test; K="words" picks some
	$(BIN)/pytest $(if $(K),-k "$(K)") $(PYTEST_FLAGS)

check: $(VENV)/.dev ## Look for faults without running: ruff, mypy --strict, who imports whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -q tests/test_layout.py

fix: $(VENV)/.dev ## Mend what ruff can mend, and format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

serve: $(VENV)/.run ## Serve on 127.0.0.1:8000 with the database of DATABASE_URL
	$(BIN)/consult migrate
	$(BIN)/consult serve --port $(PORT)

migrate: $(VENV)/.run ## Bring the database of DATABASE_URL up to date
	$(BIN)/consult migrate

bench: $(VENV)/.dev ## Run the measurements: ratios, side by side in one run
	for file in bench/*.py; do $(BIN)/python $$file || exit 1; done

lock: ## Pin all dependencies anew, with hashes and without addresses (needs uv)
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --python-version 3.11 pyproject.toml --group build -o requirements/run.txt
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --python-version 3.11 pyproject.toml --group dev -o requirements/dev.txt

clean: ## Remove what was made here, but not databases in var/
	rm -rf $(VENV) build dist consult/static/vendor .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.11 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# Hash-checked from the lock; then this package itself, with the build tools that the lock holds.
$(VENV)/.run: requirements/run.txt $(BUILT) | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(BUILT) | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.run
