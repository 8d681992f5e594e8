# 规矩 Guiju — make run, make test, make check; make help lists everything.
SHELL := /bin/bash
PY := .venv/bin/python
# Compiled code is kept: everything that starts the program, as many tests do, would compile all of it again.
unexport PYTHONDONTWRITEBYTECODE
PORT ?= 8000
# Two workers, a file on one of them; in the order found, so that what takes long (databases, browser) comes first.
TWO := -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: help run test check types house format accuracy bench faults fuzz lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "%-10s %s\n", $$1, $$2}'

.venv/base.stamp: requirements/base.lock pyproject.toml
	python3 -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: .venv/base.stamp requirements/dev.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $@

.venv/bench.stamp: .venv/dev.stamp requirements/bench.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.lock
	@touch $@

run: .venv/base.stamp ## install, fill var/ from the carried catalogue, serve http://127.0.0.1:8000
	$(PY) -m guiju setup
	$(PY) -m guiju serve --port $(PORT)

test: .venv/dev.stamp ## run every test save those of check, those that ask a database on both (installs what is missing from Debian)
	bash tools/browser_packages.sh
	$(PY) -m pytest $(TWO) --ignore tests/architecture --ignore tests/docs
	bash tools/postgres.sh $(PY) -m pytest $(TWO) tests/kernel tests/apps

check: .venv/dev.stamp ## format, lint, types, import contracts, architecture and docs tests
	@$(MAKE) --no-print-directory --jobs 2 --output-sync types house

types: .venv/dev.stamp
	$(PY) -m mypy

house: .venv/dev.stamp
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	.venv/bin/lint-imports --cache-dir var/.import_linter
	$(PY) -m pytest tests/architecture tests/docs

format: .venv/dev.stamp ## rewrite the code in the house format
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

accuracy: .venv/dev.stamp ## score numbers, citations, policies and search on labelled sets, list gains and losses
	$(PY) -m tools.accuracy

bench: .venv/bench.stamp ## measure speed, as ratios within one run
	$(PY) -m tools.bench
	bash tools/postgres.sh $(PY) -m tools.bench_search
	$(PY) -m tools.bench_registers
	bash tools/postgres.sh $(PY) -m tools.bench_registers
	$(PY) -m tools.bench_ledger
	bash tools/postgres.sh $(PY) -m tools.bench_ledger

faults: .venv/dev.stamp ## kill, load and hostile-file trials on installations of their own
	$(PY) -m tools.faults

fuzz: .venv/dev.stamp ## try many inputs on every operation of the API
	GUIJU_FUZZ=200 $(PY) -m pytest -n 2 tests/web/test_api_fuzz.py

lock: ## pin requirements/*.in with hashes (needs uv)
	uv pip compile -q --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 requirements/base.in -o requirements/base.lock
	uv pip compile -q --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 -c requirements/base.lock requirements/dev.in -o requirements/dev.lock
	uv pip compile -q --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 -c requirements/base.lock -c requirements/dev.lock requirements/bench.in -o requirements/bench.lock

clean: ## remove the virtual environment (the data in var/ stays)
	rm -rf .venv
