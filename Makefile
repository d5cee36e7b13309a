# Each command brings what it needs. On a bare Debian 12: python3, python3-venv, make and git.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help install demo test stories check fix bench bench-linking docs browser validators

export VIRTUAL_ENV := $(CURDIR)/.venv
export UV_PROJECT_ENVIRONMENT := $(CURDIR)/.venv
export UV_PYTHON_DOWNLOADS := never
export UV_NO_PROGRESS := 1
export UV_LINK_MODE := copy
# Where the machine has certificates of its own, such as those of an agency's network, they count.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt),)
export UV_SYSTEM_CERTS ?= 1
endif
export PATH := $(CURDIR)/.venv/bin:$(PATH)

PYTHON ?= python3
READY := .venv/ready
VALIDATORS := "csc-validator-be-cin==0.1.13" "csc-validator-be-903==0.1.17" "pandas<2" "numpy<1.25"
# As many as there are cores. Each has a database of its own, and a browser where it needs one.
WORKERS ?= auto

help: ## say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

install: $(READY) ## make .venv with everything that is locked

$(READY): pyproject.toml uv.lock
	@test -x .venv/bin/python || $(PYTHON) -m venv .venv || { \
	  echo "Python 3.11 or newer with venv is needed. On Debian: apt-get install python3-venv"; rm -rf .venv; exit 1; }
	@test -x .venv/bin/uv || .venv/bin/python -m pip install --quiet --disable-pip-version-check uv
	.venv/bin/uv sync --quiet --frozen --inexact --compile-bytecode
	.venv/bin/python -m kith.linkage.warming  # compile what links records, so that nobody waits for it later
	@touch $@

demo: $(READY) ## start a demonstration county; Ctrl-C stops it
	@exec .venv/bin/kith demo

test: $(READY) browser validators ## run every test, those in a browser too
	.venv/bin/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

stories: $(READY) browser ## run the tests in a browser alone
	.venv/bin/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder tests/stories

# Reading the settings needs a secret; this one keeps a check from making a home.
check: export KITH_SECRET := for-checking-alone-and-never-for-running
check: $(READY) ## check the lock, form, types, floors, safety and migrations; change nothing
	.venv/bin/uv lock --check --quiet
	.venv/bin/ruff format --check --quiet
	.venv/bin/ruff check --quiet
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo
	.venv/bin/bandit --quiet --recursive --configfile pyproject.toml kith
	DJANGO_SETTINGS_MODULE=kith.config.settings .venv/bin/python -W ignore::RuntimeWarning -m django makemigrations --check --dry-run

fix: $(READY) ## mend what can be mended without thinking
	.venv/bin/ruff format --quiet
	.venv/bin/ruff check --fix --quiet

bench: $(READY) ## measure, and write bench/results.json
	.venv/bin/python -m bench

bench-linking: $(READY) ## link a made county beside Splink, and write bench/linking.json
	.venv/bin/python -m bench.linking

docs: $(READY) ## write docs/generated from the code
	.venv/bin/kith docs

# What others publish to check the returns with. It needs older packages than Kith does, so it has an environment of its
# own; where that cannot be made (they need Python 3.11), its tests are skipped and say so.
validators: $(READY)
	@test -x .venv-validators/ready || { .venv/bin/uv venv --quiet --clear --python .venv/bin/python .venv-validators \
	  && .venv/bin/uv pip install --quiet --python .venv-validators/bin/python $(VALIDATORS) \
	  && ln -s bin/python .venv-validators/ready; } \
	  || { echo "The published validators could not be installed; their tests are skipped."; rm -rf .venv-validators; }

browser:
	@command -v chromium >/dev/null || bash .ci/chromium
