# Two commands do all the set-up on a machine with Python 3.11 and make: `make demo`, `make test`.
SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: help demo test lint types unit fuzz oracle bench lock wheel clean

help: ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: .venv/runtime ## environment, specimens, index on the embedded engine, server; prints the address
	$(BIN)/gongkai demo

test: lint types unit ## everything: style, types, tests (missing services are skipped loudly)

lint: .venv/dev ## ruff with all rules, and the formatter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev ## mypy --strict over the four packages
	$(BIN)/mypy

unit: .venv/dev ## pytest; GONGKAI_STRICT=1 forbids skipping
	$(BIN)/python -m pytest

fuzz: .venv/dev ## 21,000 damaged files, 20,000 query texts, 10,000 trees; make fuzz SEED=2 makes others
	$(BIN)/python -m tests.fuzzing --seed $(or $(SEED),1)
	$(BIN)/python -m tests.fuzzing.queries --seed $(or $(SEED),1)

oracle: .venv/dev ## 10,000 queries of every node on every engine, judged by brute force
	GONGKAI_ORACLE=10000 $(BIN)/python -m pytest tests/indexer/test_oracle.py --timeout 1800

bench: .venv/dev ## one table of ratios, measured on this machine
	$(BIN)/python -m benchmarks

lock: .venv/dev ## pin the newest allowed versions
	$(PIP) install uv
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	printf 'hatchling\neditables\n' | $(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url -c requirements-dev.lock - -o requirements-build.lock

wheel: .venv/dev ## dist/gongkai-*.whl with templates, translations, grammar inside
	$(BIN)/python -m hatchling build -t wheel

clean: ## remove what make made; data folders stay
	rm -rf .venv dist build .mypy_cache .ruff_cache .hypothesis

.venv/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=/path/to/python")'
	$(PYTHON) -m venv .venv
	touch $@

.venv/runtime: .venv/python requirements.lock requirements-build.lock pyproject.toml
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --require-hashes -r requirements-build.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

.venv/dev: .venv/runtime requirements-dev.lock
	$(PIP) install --require-hashes -r requirements-dev.lock
	touch $@
