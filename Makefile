# Each word does all its own set-up in .venv on a machine with Python 3.11 and no more.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# What looks at every state of a request, and at many histories: a sample in the suite, whole here.
LEDGER := tests/core/test_next_action_liveness.py tests/core/test_ledger_histories.py \
	tests/core/test_ledger_guesses.py tests/flows/test_log_histories.py
PAGES := $(wildcard *.md) .github benchmarks docs tests

.PHONY: run test check update docs bench torture coverage bench-scale budget newest oldest packages recheck release clean windows windows-test

run: $(READY)   ## make run ARGS="unlink gosuslugi"
	@$(BIN)/sferum $(ARGS)

# Each process of the tests would compile them and their libraries anew where that is not kept.
test: export PYTHONDONTWRITEBYTECODE :=
test: $(READY)  ## all tests; one worker more than processors, since some wait for a terminal
	@$(BIN)/python -m pytest -n "$$(( $$(getconf _NPROCESSORS_ONLN) + 1 ))" --dist worksteal -q $(ARGS)

check: $(READY) ## linters, types and generated pages
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/mdformat --check $(PAGES)
	@$(BIN)/check-jsonschema -qq --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(BIN)/check-jsonschema -qq --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/[0-9]*.yml
	@$(BIN)/python tools/commands_page.py --check
	@$(BIN)/python tools/man_page.py --check
	@$(BIN)/python tools/completions.py --check
	@$(BIN)/python tools/paths_page.py --check
	@$(BIN)/python tools/name_accuracy.py --check
	@$(BIN)/python tools/problems_page.py --check

update: $(READY) ## rewrite what is generated: stories, pages and pictures
	@$(BIN)/ruff check --fix -q . ; $(BIN)/ruff format -q .
	@$(BIN)/python tools/commands_page.py
	@$(BIN)/python tools/man_page.py
	@$(BIN)/python tools/completions.py
	@$(BIN)/python tools/paths_page.py
	@$(BIN)/python tools/search_figures.py
	@$(BIN)/python tools/name_accuracy.py
	@$(BIN)/python tools/problems_page.py
	@$(BIN)/mdformat $(PAGES)
	@$(BIN)/python tools/pictures.py
	@$(BIN)/python tools/letter_picture.py
	@$(BIN)/python -m pytest -q tests/test_stories.py tests/test_docs.py -k "story or console" --update

docs: $(VENV)/.docs-ready ## the pages as a site in site/; a broken link stops it
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

bench: $(READY) ## how long the commands take, written into docs/performance.md
	@$(BIN)/python benchmarks/start.py

budget: $(READY) ## instructions of each command against benchmarks/budget.toml (valgrind); ARGS=--write
	@$(BIN)/python benchmarks/budget.py $(ARGS)

torture: $(READY) ## the long run: 2,000 kills, 32 writers, 118,500 hostile inputs, every state and many histories of the ledger; a failure leaves its folder in .venv/torture
	@SFERUM_TORTURE=2000 $(BIN)/python -m pytest -n auto --dist worksteal -v --basetemp $(VENV)/torture tests/torture $(LEDGER) $(ARGS)

coverage: $(VENV)/.coverage-ready ## what no test reaches (without the torture: it kills what is measured)
	@$(BIN)/python -m pytest -n auto -q --ignore=tests/torture --cov --cov-report= --cov-fail-under=0
	@$(BIN)/coverage json -q -o - | $(BIN)/python -c 'import json, sys; print("branches: {percent_branches_covered:.1f} %".format(**json.load(sys.stdin)["totals"]))'
	@$(BIN)/coverage report

bench-scale: $(READY) ## what 1,000 open and 10,000 archived requests cost, as ratios to 10 open ones
	@$(BIN)/python benchmarks/scale.py

packages: $(VENV)/.package-ready ## wheel, sdist and sferum.pyz in dist/, checked
	@rm -rf dist
	@$(BIN)/python -m hatchling build
	@$(BIN)/twine check --strict dist/*
	@$(BIN)/check-wheel-contents dist/*.whl
	@$(BIN)/python tools/single_file.py
	@SFERUM_DIST=dist $(BIN)/python -m pytest -q tests/test_packages.py

windows: $(VENV)/.package-ready ## dist/sferum-VERSION-windows.zip, which needs no Python; tried where there is wine
	@$(BIN)/python tools/windows.py zip
	@SFERUM_WINDOWS_ZIP="$$(ls dist/*-windows.zip)" $(BIN)/python -m pytest -q tests/test_windows_zip.py

windows-test: $(READY) ## the tests in a Windows Python under wine; ARGS="tests/core" for a part
	@$(BIN)/python tools/windows.py test $(ARGS)

recheck: $(READY) ## the facts to check again before 1 September; ARGS=2027-09-01 for another day
	@$(BIN)/python tools/recheck.py $(ARGS)

release: $(READY) ## all that must hold, then dist/ with its check sums and a tag; see CONTRIBUTING.md
	@$(BIN)/python tools/release.py ready
	@$(MAKE) --no-print-directory check docs test packages windows
	@$(BIN)/python tools/release.py seal
	@$(BIN)/python tools/release.py tag

newest: $(READY) ## the tests with the newest version of every library that is allowed
	@$(PYTHON) -m venv --clear .venv-newest
	@.venv-newest/bin/python -m pip install --quiet --disable-pip-version-check --upgrade --upgrade-strategy eager --editable '.[test]'
	@.venv-newest/bin/python -m pytest -n auto -q --ignore=tests/torture

oldest: $(READY) ## the tests with the oldest version of every library that is allowed
	@$(PYTHON) -m venv --clear .venv-oldest
	@$(BIN)/python tools/oldest.py >.venv-oldest/oldest.txt
	@.venv-oldest/bin/python -m pip install --quiet --disable-pip-version-check --constraint .venv-oldest/oldest.txt --editable '.[test]'
	@.venv-oldest/bin/python -m pytest -n auto -q --ignore=tests/torture

clean:          ## forget the set-up
	rm -rf $(VENV) .venv-bench .venv-newest .venv-oldest .venv-windows

$(READY): pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: https://www.python.org/downloads/"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@$(BIN)/python tools/keep_knowledge.py
	@touch $@

# Editable: what runs from here stays the tree itself, not a copy of it.
$(VENV)/.%-ready: $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[$*]'
	@touch $@
