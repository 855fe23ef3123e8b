# Two commands: `make conformance` judges the reference provider, in the standards' dialect and in
# that of the documented contract; `make test` proves the suite.
# Either sets up a virtual environment of its own the first time; a later run finds it ready.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready-$(shell cat pyproject.toml coatcheck/__init__.py | cksum | cut -d' ' -f1)

FAST := $(wildcard tests/test_[acdfmprs]*.py) $(addprefix tests/,contract expect kinds net \
	protocol relying_party report scenario target)

.PHONY: conformance test check lint unit matrix interop compat bench docs flow clean

conformance: $(READY)
	$(BIN)/coatcheck run --target targets/reference.yaml --target targets/reference-mosaic.yaml

test: lint unit matrix interop

# What a developer runs after every change: no browser, no provider of others, under a minute.
check: lint
	$(BIN)/python -m pytest -q -n 2 $(FAST)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

unit: $(READY)
	$(BIN)/python -m pytest -n 4 tests --ignore tests/faults --ignore tests/interop

matrix: $(READY)
	$(BIN)/python -m pytest tests/faults

interop: $(READY)
	$(BIN)/python -m pytest tests/interop

# The adapter to pytest and pytest-bdd, with the lowest and the newest versions allowed.
compat: $(READY)
	$(BIN)/python -m tests.compatibility

# What a run spends its time on, as shares and ratios; no part of the tests.
bench: $(READY)
	$(BIN)/python benchmarks/scenarios.py

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
