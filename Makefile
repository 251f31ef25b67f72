# make demo   install, validate the sample batch, write build/report.html and build/claims.duckdb
# make test   install with the developer tools; format, lint, types, layers, tests
# make bench  the benchmarks, each with its ratio against a peer or a floor
# make wheel  dist/*.whl with the reading stages compiled: needs a C compiler and some minutes

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLES := data/claims_data/samples

.PHONY: demo test bench wheel check clean

demo: $(VENV)/installed
	@mkdir -p build
	@rm -f build/claims.duckdb build/claims.duckdb.wal
	$(BIN)/claims validate $(SAMPLES) --db build/claims.duckdb --batch samples --fail-on never
	$(BIN)/claims report --db build/claims.duckdb --batch samples --format html -o build/report.html
	@echo
	@echo "Look at   build/report.html         the findings, each document with its claims marked, the charts"
	@echo "Ask SQL   $(BIN)/claims sql \"SELECT code, message FROM open_findings\" --db build/claims.duckdb"
	@echo "          $(BIN)/claims sql \"SELECT * FROM timeline WHERE measure = 'launched:drone'\" --db build/claims.duckdb"
	@echo "          $(BIN)/claims sql \"SELECT * FROM disagreements\" --db build/claims.duckdb"

test: $(VENV)/installed-dev check

check:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

bench: $(VENV)/installed-dev
	$(BIN)/python benchmarks/run.py

wheel: $(VENV)/installed-dev
	CLAIMS_COMPILE=1 $(BIN)/python -m build --wheel

clean:
	rm -rf build dist $(VENV)

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[dev]"
	@touch $@ $(VENV)/installed
