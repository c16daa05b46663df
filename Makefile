# Two commands on a fresh machine (Python 3.11 or later, the package index): make demo, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint benchmark example clean

demo: $(VENV)/.installed
	$(BIN)/eventwire run corpus --output outputs/demo
	$(BIN)/eventwire peek outputs/demo --rows 25
	@echo
	@echo "The tables lie in outputs/demo (events.csv, arguments.csv, ...); datapackage.json is their codebook."
	@echo "One article to read row by row: $(BIN)/eventwire article corpus/$(shell ls corpus | grep '\.txt$$' | head -1)"

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

SHARED ?= ../shared
benchmark: $(VENV)/.installed-test
	$(BIN)/python benchmarks/score_model.py
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/gold.py seed
	$(BIN)/python benchmarks/gold.py corpus --totals
	$(BIN)/python benchmarks/score_roles.py
	$(BIN)/python benchmarks/score_events.py
	$(BIN)/python benchmarks/draw_types.py score
	$(BIN)/python benchmarks/score_factuality.py
	$(BIN)/python benchmarks/score_dates.py
	$(BIN)/python benchmarks/score_gum_dates.py
	$(BIN)/python benchmarks/score_linking.py
	$(BIN)/python benchmarks/speed_parts.py
	$(BIN)/python benchmarks/score_attribution.py --split dev --articles 60
	$(BIN)/python benchmarks/score_duplicates.py
	$(BIN)/python benchmarks/score_incidents.py
	$(BIN)/python benchmarks/score_coreference.py --split test
	$(BIN)/python benchmarks/score_gap.py

# Renew the committed example output.
example: $(VENV)/.installed
	$(BIN)/eventwire run corpus --output outputs/example

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("eventwire needs Python 3.11 or later; set PYTHON=" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[html]'
	touch $@

$(VENV)/.installed-test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@ $(VENV)/.installed

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@ $(VENV)/.installed $(VENV)/.installed-test

clean:
	rm -rf $(VENV) outputs/demo build dist
