# Every target makes the environment first, from the hash-pinned lock, if it is missing or out of date.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: run test test-browser test-faults test-matrix audit lab reference lock benchmark clean

run: $(READY)  ## build the tables, execute the notebooks into output/, write pages and charts
	$(BIN)/visits run

test: $(READY)  ## lint, unit tests, every notebook against its stored outputs on a copy of the shipped data, then the browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest -n 2 --dist loadfile --ignore=tests/browser
	$(MAKE) test-browser

test-browser: $(READY)  ## the notebooks and pages in Chromium; without one it says that they were left out
	$(BIN)/python -m pytest -n 2 --dist loadfile -rs tests/browser

test-faults: $(READY)  ## end a build and a save 200 times each with signal 9, and say how many were survived
	FAULTS=200 $(BIN)/python -m pytest -s tests/faults

test-matrix:  ## every Python found here with the oldest and newest packages allowed; says what could not be tried
	$(PYTHON) tests/matrix.py

audit: $(READY)  ## hold the pinned packages against the published lists of holes (asks a service)
	$(BIN)/python tests/audit.py

lab: $(READY)  ## open JupyterLab at notebooks of your own, my-notebooks/00_start_here.ipynb
	$(BIN)/visits lab

reference: $(READY)  ## refresh the stored outputs of the notebooks, from the shipped data alone
	$(BIN)/python tests/refresh_reference.py

benchmark: $(READY)  ## print how fast the suite is
	$(BIN)/python benchmarks/build.py
	$(BIN)/python benchmarks/coding.py
	$(BIN)/python benchmarks/run.py

lock:  ## pin every dependency of pyproject.toml anew, for every system and Python from 3.11 on (needs uv)
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --no-emit-find-links --upgrade -q -o requirements.lock

clean:  ## remove the environment and everything that can be made again
	rm -rf .venv output data/processed .pytest_cache .ruff_cache .hypothesis

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; name one: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	touch $(READY)
