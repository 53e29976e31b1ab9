# The front door for developers: `make` prints what there is.
# Another Python: make setup PYTHON=python3.12

PYTHON ?= python3
UV_VERSION := 0.13.9

BIN := .venv/bin
READY := .venv/ready
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# Universal, so that one lock serves every Python from 3.11 on and every system; no addresses, so
# that it also serves those who reach PyPI through a mirror.
COMPILE = build/uv-$(UV_VERSION)/bin/uv pip compile --quiet --no-config \
  --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" $(UPGRADE)

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format bench catalogs schema lock clean

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## Make .venv/ with the locked packages and the command .venv/bin/reihum

demo: setup ## Try everything in a browser: three phones, a clock to move; nothing leaves here
	@$(BIN)/reihum demo

test: check ## Everything that CI does: check, then all tests, also those in a browser
	tests/browser/ready
	$(BIN)/pytest --numprocesses auto --dist worksteal

check: setup ## The quick half of test: format, lint, types, layers
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup ## Format the code and mend what ruff can mend by itself
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

bench: setup ## Measure what a reply, a phase and other work cost; prints tables
	for bench in tests/bench/bench_*.py; do $(BIN)/python -m tests.bench.$$(basename $$bench .py); done

catalogs: setup ## Bring the translations up to date with the messages in the code
	$(BIN)/python -m bot.catalogs

schema: setup ## Write the JSON Schema of scripts anew, after a change of the language
	$(BIN)/reihum schema > build-schema.json && mv build-schema.json dialogs/script.schema.json

lock: ## Make the locks again from pyproject.toml; with UPGRADE=--upgrade all versions anew
	test -x build/uv-$(UV_VERSION)/bin/uv || { $(PYTHON) -m venv build/uv-$(UV_VERSION) \
	  && build/uv-$(UV_VERSION)/bin/pip install --quiet uv==$(UV_VERSION); }
	$(COMPILE) pyproject.toml --output-file requirements.lock
	$(COMPILE) pyproject.toml --output-file requirements-dev.lock --group dev \
	  --constraints requirements.lock
	$(COMPILE) --output-file requirements-aiogram.lock --group pyproject.toml:second-client

clean: ## Delete .venv/, caches and everything else that was made
	rm -rf .venv build *.egg-info
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find bot dialogs storage tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Reihum needs Python 3.11 or newer, and '$(PYTHON)' is not." \
	    "Name another: make setup PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' cannot make virtual environments." \
	    "On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(PIP_INSTALL) --require-hashes -r requirements-dev.lock
	$(PIP_INSTALL) --no-build-isolation --no-deps --editable .
	@touch $@
