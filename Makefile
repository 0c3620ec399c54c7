# make run    start the app on the VSO 2021 plan (http://127.0.0.1:8501)
# make test   everything: linter, formatter, types, unit tests with coverage, then the browser tests
# make bench  speed as ratios; make bilder takes pictures of the pages
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
PY := $(VENV)/bin/python
RUN_READY := $(VENV)/.run-ready
TEST_READY := $(VENV)/.test-ready

.PHONY: run test check unit browser bench bilder clean

run: $(RUN_READY)
	$(PY) -m streamlit run app.py --server.port $(PORT)

test: check unit browser

check: $(TEST_READY)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

unit: $(TEST_READY)
	$(PY) -m pytest tests --ignore=tests/browser --ignore=tests/bench -n 2 --cov --cov-report=term

browser: $(TEST_READY)
	$(PY) -m pytest tests/browser

bench: $(TEST_READY)
	$(PY) -m pytest tests/bench -s

bilder: $(TEST_READY)
	$(PY) -m tests.browser.bilder

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 eller nyare behövs, det här är " + sys.version.split()[0] + ". Ange en annan: make run PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(RUN_READY): requirements.txt | $(PY)
	$(PY) -m pip install --quiet -r requirements.txt
	@touch $@

$(TEST_READY): requirements.txt tests/requirements.txt | $(PY)
	$(PY) -m pip install --quiet -r tests/requirements.txt
	@touch $@ $(RUN_READY)
