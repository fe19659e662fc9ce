# Everything a newcomer needs: `make run`, `make test`, `make long`, `make check`,
# `make bench`.
PYTHON ?= python3
VENV := .venv
BENCH := .venv-bench
MINING := .venv-mining

.PHONY: run test long check bench mining lock clean

run: $(VENV)/ready
	$(VENV)/bin/vmeste play $(ARGS)

test: $(VENV)/ready
	$(VENV)/bin/pytest -n auto --dist loadfile -m "not long" $(ARGS)

# What takes longer: everything on PostgreSQL, random people, simulations; then, one after another, a
# real schedule, a browser, the whole play, and outages, in which servers are really killed and
# started; prints what it counted.
long: $(VENV)/ready
	$(VENV)/bin/pytest -n auto --dist loadfile -m "long and not alone" $(ARGS)
	$(VENV)/bin/pytest -m alone $(ARGS)

check: $(VENV)/ready
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

bench: $(BENCH)/ready
	$(BENCH)/bin/python -m benchmarks.gate $(ARGS)
	$(BENCH)/bin/python -m benchmarks.assignment
	$(BENCH)/bin/python -m benchmarks.sweep
	$(BENCH)/bin/python -m benchmarks.workers
	$(BENCH)/bin/python -m benchmarks.monitoring
	$(BENCH)/bin/python -m benchmarks.history
	$(BENCH)/bin/python -m benchmarks.verify

# A process mining library that reads our event logs in a few tests, which are skipped without it. It
# is AGPL: it has an environment of its own, and nothing of ours is installed there.
mining: $(MINING)/ready

$(MINING)/ready: requirements-mining.lock
	$(PYTHON) -m venv --clear $(MINING)
	$(MINING)/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $<
	touch $@

# The lock names every package with its hash, so pip need not and may not look for others.
$(VENV)/ready: requirements.lock
$(BENCH)/ready: requirements-bench.lock
%/ready: pyproject.toml
	$(PYTHON) -m venv --clear $*
	$*/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $(filter %.lock,$^)
	$*/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# After a change of versions in pyproject.toml; needs uv. Debian 12 has Python 3.11.2, where some
# packages need others that later ones do without.
LOCK := uv pip compile --quiet --python-version 3.11.2 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-header --no-annotate
OURS := --extra build --extra dev pyproject.toml
lock:
	$(LOCK) $(OURS) --output-file requirements.lock
	$(LOCK) $(OURS) --extra bench --constraint requirements.lock --output-file requirements-bench.lock
	echo pm4py==2.7.23.11 | $(LOCK) - --output-file requirements-mining.lock

clean:
	rm -rf $(VENV) $(BENCH) $(MINING) var
