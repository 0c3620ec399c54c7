# make run    start the app on the VSO 2021 plan (http://127.0.0.1:8501)
# make test   everything: linter, formatter, types, unit tests, then the browser tests
# make tackning  the unit tests once more, with which lines they run; takes some two thirds longer
# make bench  speed as ratios; make bilder takes pictures of the pages and their states in three sizes and two themes
# make las    resolve the locks anew from requirements.txt and tests/requirements.txt
# make mutanter  how many of ANTAL small faults the types and the unit tests notice, drawn with the seed FRO
# make sbom   what the app is built on, with licences: sbom.json (CycloneDX) and docs/drift/beroenden.md
# make fuzz   whether ANTAL faulty plans, models, demands, addresses and requests, drawn with the seed FRO, are read or refused
# make ord    every Swedish string of the product by file, to be read together; ORD="ruta rad" for those that hold a word
# make granska  known vulnerabilities in the locked versions; says so and passes when it cannot ask
PYTHON ?= python3
PORT ?= $(or $(STREAMLIT_SERVER_PORT),8501)
VENV := .venv
PY := $(VENV)/bin/python
RUN_READY := $(VENV)/.run-ready
TEST_READY := $(VENV)/.test-ready

# As many processes as there are cores, at most eight. In the browser tests each has a server and a browser of its own;
# tests that share a server of their own stay together (xdist_group).
N ?= logical
PROCESSES = -n $(N) --maxprocesses 8
ANTAL ?= 300
FRO ?= 1

# The tests start Python some two hundred times: what has been compiled is kept, whatever the machine else asks for.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check unit tackning browser bench bilder ord mutanter fuzz las sbom granska clean

run: $(RUN_READY)
	$(PY) -m prioritering start --port $(PORT)

# The linters take one core, so they run beside the unit tests; a fault in either stops it before the browser tests.
test: $(TEST_READY)
	$(MAKE) --jobs=2 check unit
	$(MAKE) browser

check: $(TEST_READY)
	$(PY) -m pip check --quiet
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

UNIT = $(PY) -m pytest tests --ignore=tests/browser --ignore=tests/bench $(PROCESSES) --dist worksteal

unit: $(TEST_READY)
	$(UNIT)

tackning: $(TEST_READY)
	$(UNIT) --cov --cov-report=term

browser: $(TEST_READY)
	$(PY) -m pytest tests/browser $(PROCESSES) --dist loadgroup --no-loadscope-reorder

bench: $(TEST_READY)
	for name in rangordning reglage robusthet mote rummet svar; do $(PY) -m tests.bench.bench_$$name || exit 1; done

bilder: $(TEST_READY)
	$(PY) -m tests.browser.bilder

ord: $(TEST_READY)
	@$(PY) -m tests.tools.ord $(ORD)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 eller nyare behövs, det här är " + sys.version.split()[0] + ". Ange en annan: make run PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

mutanter: $(TEST_READY)
	$(PY) -m tests.tools.mutanter --antal $(ANTAL) --fro $(FRO)

fuzz: ANTAL = 10000
fuzz: $(TEST_READY)
	$(PY) -m tests.tools.fuzz --antal $(ANTAL) --fro $(FRO)

# The tests resolve within the app's own lock, so that both run on the same versions.
LOCK = $(PY) -m uv --no-config pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-emit-index-url --custom-compile-command 'make las'

las: $(TEST_READY)
	$(LOCK) requirements.txt --output-file requirements.lock
	$(LOCK) tests/requirements.txt --constraint requirements.lock --output-file tests/requirements.lock

sbom: $(TEST_READY)
	$(PY) -m tests.tools.sbom sbom.json docs/drift/beroenden.md

granska: $(TEST_READY)
	@$(PY) -m tests.tools.granska tests/requirements.lock

# The lock is whole, so nothing is resolved anew: older pip would else ask for the newest of a package with extras.
$(RUN_READY): requirements.lock | $(PY)
	$(PY) -m pip install --quiet --require-hashes --no-deps -r requirements.lock
	@touch $@

# What the tests use is compiled when it is first imported: a small part of all that is installed for them.
$(TEST_READY): requirements.lock tests/requirements.lock | $(PY)
	$(PY) -m pip install --quiet --no-compile --require-hashes --no-deps -r tests/requirements.lock
	@touch $@ $(RUN_READY)
