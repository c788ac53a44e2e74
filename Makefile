# The commands of the project. `make help` lists them.

PYTHON ?= python3
READY := .venv/installed
PEERS := .venv-bench/installed

.DEFAULT_GOAL := build
.PHONY: build release setup ui site test test-all lint eval speed bench lock clean help

build: $(READY) ## read raw/ and build the warehouse (also plain `make`)
	.venv/bin/hakusho build

release: build ## build, then make a new version of the dataset in releases/, if its content changed
	.venv/bin/hakusho release

setup: $(READY) ## make .venv, if it is missing or out of date

ui: $(READY) ## start the Dagster UI
	.venv/bin/hakusho ui

site: $(READY) ## make pages to look at from the warehouse, and show them
	.venv/bin/hakusho site --open

test: $(READY) ## run the tests, without the slow ones
	.venv/bin/python -m pytest -n auto

test-all: $(READY) ## run all tests
	.venv/bin/python -m pytest -n auto -m ""

lint: $(READY) ## check style and types
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

eval: $(READY) ## measure the extraction on annotated documents and statements, and keep the figures for a release
	.venv/bin/python -m tests.evaluation.evaluate --record

speed: $(READY) ## measure how fast Hakusho reads, and hostile texts
	.venv/bin/python -m tests.benchmark.speed

# quantulum3 chooses among units in the order of hashes: the seed makes its figures repeatable.
bench: $(PEERS) ## compare with other readers (makes .venv-bench for them), build collections, print all targets (SIZES="100 1000")
	PYTHONHASHSEED=0 .venv-bench/bin/python -m tests.benchmark.peers
	PYTHONHASHSEED=0 .venv-bench/bin/python -m tests.benchmark.peers --sentences
	.venv/bin/python -m benchmarks.table $(SIZES)

# Known versions stay as they are unless pyproject.toml forbids them; newest ones: make lock LOCK=--upgrade
lock: $(READY) ## resolve the dependencies of pyproject.toml again into requirements.lock
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --upgrade --target .venv/uv uv==0.13.9
	.venv/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	  --no-header $(LOCK) pyproject.toml --group dev -o requirements.lock
	.venv/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	  --no-header $(LOCK) --group bench --constraints requirements.lock -o tests/benchmark/bench.lock
	.venv/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	  --no-header $(LOCK) pyproject.toml --extra cluster --constraints requirements.lock -o deploy/cluster.lock

clean: ## remove both environments and caches; the warehouse stays
	rm -rf .venv .venv-bench .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): pyproject.toml requirements.lock bootstrap.py
	@$(PYTHON) bootstrap.py

# Hakusho is not installed there: the benchmark runs it from this folder.
$(PEERS): tests/benchmark/bench.lock | $(READY)
	.venv/bin/python -m venv --clear --without-pip .venv-bench
	.venv/bin/python -m pip --quiet --python .venv-bench/bin/python install --disable-pip-version-check --no-deps \
	  --require-hashes --requirement tests/benchmark/bench.lock
	touch $@
