# What people do here. `make` alone lists it.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.DEFAULT_GOAL := help
.PHONY: help book serve test check proof bench lock clean

help: ## list these commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

book: $(READY) ## build both editions into _build/
	$(BIN)/qzcharts build

serve: $(READY) ## show the book in the browser, and each saved change at once
	$(BIN)/qzcharts serve

test: $(READY) check ## run every check and every test
	$(BIN)/pytest -n auto

check: $(READY) ## linters, types, the book and its data
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/frictionless validate data/datapackage.json >/dev/null
	$(BIN)/qzcharts check

proof: $(READY) ## the properties of printed intervals on 10,000 random cases each, with counts
	HYPOTHESIS_PROFILE=proof $(BIN)/pytest -m proof --hypothesis-show-statistics

bench: book ## builds, pages and PDFs beside other tools, search, and Lighthouse over every page (takes long)
	test -x node_modules/.bin/lighthouse || npm install --no-save --no-package-lock --ignore-scripts lighthouse vnu-jar
	$(BIN)/python benchmarks/lighthouse.py
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/charts.py
	$(BIN)/python benchmarks/checks.py
	$(BIN)/python benchmarks/serve.py
	$(BIN)/python benchmarks/pdf.py
	$(BIN)/python benchmarks/build.py

lock: $(READY) ## renew requirements.lock from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --extra test --universal --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --quiet --output-file requirements.lock

clean: ## remove what was built, keep the environment
	rm -rf _build .qzcharts

# uv itself comes from the lock, checked against its hashes by pip; then uv makes the environment equal to the lock.
$(READY): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	awk '/^uv==/ {on = 1} on {print} on && !/\\$$/ {exit}' requirements.lock > .venv/uv.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.txt
	$(BIN)/uv pip sync --quiet --compile-bytecode --require-hashes --python $(BIN)/python requirements.lock
	$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --python $(BIN)/python --editable .
	touch $@
