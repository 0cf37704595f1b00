# What people do here. `make` alone lists it.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

# Each of the processes that builds and tests start would compile the package anew, and make in a test wait
# for a jobserver.
unexport PYTHONDONTWRITEBYTECODE MAKEFLAGS

.DEFAULT_GOAL := help
.PHONY: help book guide serve test tests check types lint proof bench catalogues lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "%-11s%s\n", $$1, $$2}' $(MAKEFILE_LIST)

book: $(READY) ## check the book and publish both editions in _build/, at first with an environment in .venv/
	$(BIN)/qzcharts build

guide: $(READY) ## build the guide for authors, in docs/guide/_build/
	$(BIN)/qzcharts build --project docs/guide

serve: $(READY) ## show the book in the browser, each saved change at once; Ctrl-C ends it
	$(BIN)/qzcharts serve

test: check tests ## build, check and run every test

# Not after the check, so that with -j they need not wait for it.
tests: book
	$(BIN)/pytest -n auto

check: book types lint ## build, linters, types, data package, and what readers see
	$(BIN)/frictionless validate data/datapackage.json >/dev/null
	$(BIN)/qzcharts check

types: $(READY)
	$(BIN)/mypy

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports >/dev/null
	$(BIN)/deptry --no-ansi src

proof: $(READY) ## try what tests try by samples on all cases: intervals, altered digits, faults of the disk (takes long)
	HYPOTHESIS_PROFILE=proof $(BIN)/pytest -m proof --hypothesis-show-statistics

bench: book ## time builds, pages, PDFs and search beside other tools, Lighthouse on every page (takes long, needs a network)
	test -x benchmarks/node_modules/.bin/lighthouse || npm ci --prefix benchmarks --ignore-scripts
	$(BIN)/python benchmarks/lighthouse.py
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/charts.py
	$(BIN)/python benchmarks/checks.py
	$(BIN)/python benchmarks/ledger.py
	$(BIN)/python benchmarks/serve.py
	$(BIN)/python benchmarks/pdf.py
	$(BIN)/python benchmarks/cluster.py
	$(BIN)/python benchmarks/model.py
	$(BIN)/python benchmarks/build.py

catalogues: $(READY) ## renew the catalogues of words from the code, and name what has no translation
	$(BIN)/python tests/catalogues.py

lock: $(READY) ## renew requirements.lock from pyproject.toml (needs a network)
	$(BIN)/uv pip compile pyproject.toml --extra test --universal --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --quiet --output-file requirements.lock

clean: $(READY) ## remove the published edition and what builds keep for the next, nothing else
	$(BIN)/qzcharts clean

# uv itself comes from the lock, checked against its hashes by pip; then uv makes the environment equal to the lock.
$(READY): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	awk '/^uv==/ {on = 1} on {print} on && !/\\$$/ {exit}' requirements.lock > .venv/uv.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.txt
	$(BIN)/uv pip sync --quiet --compile-bytecode --require-hashes --python $(BIN)/python requirements.lock
	$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --python $(BIN)/python --editable .
	touch $@
