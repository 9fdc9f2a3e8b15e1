# `make refresh` and `make test` are all that a newcomer needs; both set up what they use.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
BIN := .venv/bin
# One lock for all Pythons and systems; no address of an index in the file.
LOCKED := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header

# A process of pytest per processor, the tests of a file in one; tests/conftest.py says which begin.
PARALLEL := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder --max-worker-restart 0

.DEFAULT_GOAL := help
.PHONY: help refresh ui test test-all check format answers lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

refresh: .venv/users.stamp ## build the warehouse from raw/ and say what was found
	@$(BIN)/hearsay refresh

ui: .venv/users.stamp ## open Dagster's pages on this machine
	@$(BIN)/hearsay ui

test: .venv/developers.stamp ## the tests, less the slow ones
	$(BIN)/python -m pytest -q -m "not slow" $(PARALLEL)

test-all: .venv/developers.stamp ## all tests
	$(BIN)/python -m pytest -q $(PARALLEL)

check: .venv/developers.stamp ## everything: lint, types, import rules, SQL, tests, a build of the sample corpus
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint dbt
	$(BIN)/python -m pytest -q -m "not slow" $(PARALLEL)
	$(BIN)/hearsay refresh --warehouse "$$(mktemp -d)"
	$(BIN)/dagster definitions validate -m dagster_project.definitions

format: .venv/developers.stamp ## put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/sqlfluff fix dbt

answers: .venv/developers.stamp ## write the answers in README.md and docs/ anew, after a change of the rules
	$(BIN)/python tests/documented_queries.py

lock: .venv/developers.stamp ## resolve the dependencies anew
	$(BIN)/uv pip compile -q $(LOCKED) --output-file requirements.lock pyproject.toml
	$(BIN)/uv pip compile -q $(LOCKED) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

clean: ## delete the environment and everything that was made
	rm -rf .venv warehouse dbt/target dbt/logs

# --no-deps: the lock is complete, and pip alone refuses one of its extras under --require-hashes.
.venv/users.stamp: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed: install it, or name it with PYTHON=/path/to/python"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all: -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m pip check --disable-pip-version-check
	@touch $@

.venv/developers.stamp: .venv/users.stamp requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all: -r requirements-dev.lock
	$(BIN)/python -m pip check --disable-pip-version-check
	@touch $@
