.DEFAULT_GOAL := help
.PHONY: help setup curate test check fuzz chaos bench dictionary configuration answers lock clean

PYTHON ?= python3
UPGRADE ?=
VENV := .venv
BIN := $(VENV)/bin
RAW ?= data/raw
OUT ?= data/processed
PROFILE ?= default
INPUTS ?= 100000
KILLS ?= 100
# One worker a core, a file stays with one; tests/conftest.py says in which order they go.
SIDE_BY_SIDE := -n auto --dist loadfile --no-loadscope-reorder
# The workflow engine and Great Expectations report usage unless told not to.
export DO_NOT_TRACK := 1

help: ## Say what each target does
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

setup: $(VENV)/.ready ## Make the virtual environment from the lock file

$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "found Python %d.%d; expected 3.11 or later; name one with PYTHON=" % sys.version_info[:2])'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes --no-deps -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	$(BIN)/python -m flows.ahead data/raw
	@touch $@

curate: setup ## Curate RAW (data/raw) into OUT (data/processed)
	@$(BIN)/depeche curate "$(RAW)" --out "$(OUT)" --profile "$(PROFILE)"

test: setup ## Run the tests, but for the longest
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) -m "not end_to_end"

check: setup ## Format, lint, types, import rules, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest $(SIDE_BY_SIDE)

fuzz: setup ## Throw damaged files at readers and cleaning for some minutes
	$(BIN)/python -m pytest --hypothesis-profile=fuzz tests/tasks/ingest/test_fuzz.py tests/tasks/ingest/test_fuzz_exports.py tests/tasks/clean/test_fuzz.py
	$(BIN)/python tests/tasks/ingest/fuzz_readers.py --inputs $(INPUTS)

chaos: setup ## Kill runs at every stage (KILLS times) while others read
	$(BIN)/python benchmarks/chaos.py --kills $(KILLS)

bench: setup ## Measure speed (benchmarks/)
	@for file in benchmarks/bench_*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

dictionary: setup ## Write docs/data-dictionary.md from the contracts
	$(BIN)/python -c 'from pathlib import Path; from schemas.dictionary import data_dictionary; Path("docs/data-dictionary.md").write_text(data_dictionary(), encoding="utf-8")'

configuration: setup ## Write docs/configuration.md from the settings
	$(BIN)/python -c 'from pathlib import Path; from schemas.configuration import configuration_page; Path("docs/configuration.md").write_text(configuration_page(), encoding="utf-8")'

answers: setup ## Write the answers of docs/reading.md from a release of data/raw in OUT
	$(BIN)/python docs/answers.py "$(OUT)"

lock: setup ## Resolve the dependencies; pins stay where they can, or with UPGRADE=--upgrade are the latest
	$(BIN)/uv pip compile pyproject.toml --all-extras --group dev --group bench --universal --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url $(UPGRADE) -o requirements.lock

clean: ## Remove the environment and what runs have made; data/raw stays
	rm -rf $(VENV) data/processed data/work
