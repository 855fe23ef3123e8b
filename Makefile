# Two commands: `make conformance` judges the reference provider, in the standards' dialect and in
# that of the documented contract; `make test` proves the suite.
# Either sets up a virtual environment of its own the first time; a later run finds it ready.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready-$(shell cat pyproject.toml coatcheck/__init__.py | cksum | cut -d' ' -f1)

.PHONY: conformance test lint unit matrix interop docs flow clean

conformance: $(READY)
	$(BIN)/coatcheck run --target targets/reference.yaml --target targets/reference-mosaic.yaml

test: lint unit matrix interop

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

unit: $(READY)
	$(BIN)/python -m pytest -n 2 tests --ignore tests/faults --ignore tests/interop

matrix: $(READY)
	$(BIN)/python -m pytest tests/faults

interop: $(READY)
	$(BIN)/python -m pytest tests/interop

docs: $(READY)
	$(BIN)/python docs/generate.py

# Writes the skeleton of a flow: make flow NAME=token_exchange
flow: $(READY)
	$(BIN)/python docs/new_flow.py $(NAME)
	$(BIN)/ruff format --quiet .
	$(BIN)/python docs/generate.py

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "coatcheck needs Python 3.11 or newer; set PYTHON to one")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	$(BIN)/python -m coatcheck.user_agent.setup
	rm -f $(VENV)/.ready-*
	touch $@

clean:
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache
