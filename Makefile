# make demo · run · init · login · doctor · quick · one · test · cover · lint · format · walk · conform · torture · mutants ·
# figures · lock · clean; each sets up what it needs.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo run init login doctor walk quick one test whole cover plan lint form walls types gates format conform torture \
	bench bench-table pictures mutants figures lock newcomer release update sbom audit clean setup setup-demo setup-quick setup-test browser server proxy fonts own-clock
MAKEFLAGS += --no-print-directory
# Where nothing compiled is kept, each process of a test compiles the whole bot anew.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
PY := $(VENV)/bin/python
CAIGOU := $(PY) -P -m bot
INSTALL := $(PY) -m pip install --quiet --no-input --disable-pip-version-check --require-hashes --only-binary :all:
UV_COMPILE := pip compile --quiet --system-certs --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' --exclude-newer '1 week' --upgrade
QUICK := -m quick tests
PYTEST := $(PY) -m pytest -q
# Files of quick tests lie in memory, where a commit waits for no disk.
IN_MEMORY := $(if $(wildcard /dev/shm/.),TMPDIR=/dev/shm)
SAMPLES ?=
ONLY ?=
T ?=
VERSION ?=
ARGS ?=

help:
	@echo 'make demo      the whole bot with a pretend 1688 and Telegram, in the browser'
	@echo 'make run       the real bot, with the settings of .env'
	@echo 'make init · login · doctor    the settings, the 1688 account, a check of everything'
	@echo 'make quick     what decides, buys and answers, without a server, a network or a browser: under a minute'
	@echo 'make one T=tests/walk [ARGS=-x]   one file, folder or test, or those whose names hold some words'
	@echo 'make test      everything: all tests, and beside them form, walls, types and gates'
	@echo 'make whole     the same with every example of what is tried at random, and new ones'
	@echo 'make plan      what make test would install first; it says so itself before it does'
	@echo 'make cover     which lines the quick tests reach'
	@echo 'make walk      the happy story without a browser, as a transcript'
	@echo 'make lint      form, walls, types and gates only; each has a target: make form · walls · types · gates'
	@echo 'make format    put the code into its form'
	@echo 'make conform SAMPLES=folder   read sample answers of 1688, run bots of other libraries'
	@echo 'make torture [ONLY="R1 R4"]   attack the bot until it breaks, and keep the figures'
	@echo 'make bench [ONLY="B1 B6"]     measure the bot beside bare baselines, and keep the figures'
	@echo 'make bench-table   write tests/programmes/bench/FIGURES.md from bench.json'
	@echo 'make pictures   take the film, the pictures of the pages and those of all cards anew'
	@echo 'make mutants   put small wrongs into what decides, and count those that no test sees'
	@echo 'make figures   write tests/programmes/torture/FIGURES.md from figures.json'
	@echo 'make lock      newer packages, a week old at least, into the lock files'
	@echo 'make release VERSION=0.2.0   wheel, source, image context, bill of materials and checksums, into dist; publishes nothing'
	@echo 'make newcomer   type the steps of the README as somebody new would; needs the registries'
	@echo 'make update    update a database that release 0.1.0 filled, through 0.2.0, with their own wheels, and put it back; needs the registries'
	@echo 'make sbom      the bill of materials, CycloneDX'
	@echo 'make audit     known advisories on the locked packages; needs the network'
	@echo 'make clean     remove the environment and all caches; .env and data/ stay'

demo: setup-demo
	@exec $(CAIGOU) demo $(ARGS)

run: setup
	@exec $(CAIGOU) run $(ARGS)

init login doctor: setup
	@exec $(CAIGOU) $@

walk: setup-demo
	@exec $(CAIGOU) demo --walk $(ARGS)

quick: setup-quick
	@$(IN_MEMORY) $(PYTEST) -n 2 $(QUICK) $(ARGS)

one: setup-quick
	@test -n '$(T)' || { echo 'Say which: make one T=tests/walk/test_happy.py, or T="words of its name"' >&2; exit 2; }
	@case '$(T)' in tests/*) $(PYTEST) $(T) $(ARGS) ;; *) files=$$($(PY) -m tests.house.finding '$(T)') && \
	$(PYTEST) -k '$(subst $() ,_,$(T))' $$files $(ARGS) ;; esac

# What looks at the code runs beside the tests; its words come after theirs, and one failure of either fails both.
test: plan
	@$(MAKE) setup-test browser server proxy fonts
	@$(MAKE) form
	@said=$$(mktemp) && trap 'rm -f "$$said"' EXIT && { $(MAKE) walls types gates >"$$said" 2>&1 & beside=$$!; } && \
	tests=0; $(PYTEST) -n 2 --durations 15 $(ARGS) || tests=$$?; \
	lint=0; wait $$beside || lint=$$?; cat "$$said" >&2; exit $$((tests || lint))

whole:
	@TESTS=whole $(MAKE) test

plan:
	@for each in .packages-test=dev semgrep/.packages=gates foreign/.packages=foreign; do \
		$(MAKE) -q "$(VENV)/$${each%=*}" >/dev/null 2>&1 || \
		echo "Will install the packages of requirements-$${each#*=}.lock into $(VENV)."; \
	done
	@.ci/machine missing python chromium postgresql caddy fonts

cover: setup-quick
	@$(PY) -m coverage run -m pytest -q $(QUICK) $(ARGS)
	@$(PY) -m coverage report

lint: form
	@$(MAKE) -j2 walls types gates

form: setup-quick
	@$(PY) -m ruff format --quiet --check --output-format concise . || { echo 'Type: make format' >&2; exit 1; }
	@$(PY) -m ruff check --quiet .

walls: setup-quick
	@$(VENV)/bin/lint-imports --no-logo

types: setup-quick
	@$(PY) -m tests.house.unchanged types $(PY) -m mypy

gates: setup-test
	@$(PY) -m tests.house.unchanged gates $(PY) -m tests.house.gates

format: setup-quick
	@$(PY) -m ruff check --quiet --fix-only .
	@$(PY) -m ruff format .

conform: setup-test
	@test -n '$(SAMPLES)' || { echo 'Say where the samples are: make conform SAMPLES=folder' >&2; exit 2; }
	@foreign=0; $(PY) -m tests.programmes.conform.foreign || foreign=1; $(PY) tests/programmes/conform/run.py '$(SAMPLES)' && exit $$foreign

torture: setup-test server own-clock
	@$(PY) -m tests.programmes.torture.runner $(ONLY) $(ARGS)

bench: setup-test server
	@$(PY) -m tests.programmes.bench $(ONLY) $(ARGS)

bench-table: setup-test
	@$(PY) -m tests.programmes.bench --table

pictures: setup-test browser fonts
	@$(PY) -m tests.browser.pictures
	@$(PY) -m tests.browser.card_sheets

mutants: setup-test
	@$(PY) -m tests.programmes.torture.runner R18 $(ARGS)

figures: setup-test
	@$(PY) -m tests.programmes.torture.runner --table

lock:
	@home=$$(mktemp -d) && trap 'rm -rf "$$home"' EXIT && \
	python=$$(.ci/machine python) && "$$python" -m venv "$$home" && \
	"$$home/bin/python" -m $(wordlist 3,99,$(INSTALL)) -r requirements-uv.lock && \
	"$$home/bin/uv" $(UV_COMPILE) -o requirements.lock pyproject.toml --extra sheets && \
	"$$home/bin/uv" $(UV_COMPILE) -o requirements-demo.lock -c requirements.lock pyproject.toml --extra sheets --extra pretend && \
	"$$home/bin/uv" $(UV_COMPILE) -o requirements-dev.lock -c requirements-demo.lock pyproject.toml --extra sheets --extra pretend --group dev && \
	"$$home/bin/uv" $(UV_COMPILE) -o requirements-gates.lock --group pyproject.toml:gates && \
	"$$home/bin/uv" $(UV_COMPILE) -o requirements-uv.lock --group pyproject.toml:lock && \
	"$$home/bin/uv" $(UV_COMPILE) -o requirements-audit.lock --group pyproject.toml:audit && \
	"$$home/bin/uv" $(UV_COMPILE) -o requirements-foreign.lock --group pyproject.toml:foreign

release: setup-quick
	@$(PY) deploy/release.py '$(VERSION)'

newcomer: setup-quick
	@$(PY) -m tests.programmes.newcomer

update: setup-test
	@$(PY) -m tests.programmes.update $(ARGS)

sbom: setup
	@$(PY) deploy/sbom.py requirements.lock > sbom.cdx.json && echo 'sbom.cdx.json' >&2

# Advisories are known on the network only: what fails here is no finding, what passes without a network is none.
audit:
	@home=$$(mktemp -d) && trap 'rm -rf "$$home"' EXIT && \
	python=$$(.ci/machine python) && "$$python" -m venv "$$home" && \
	"$$home/bin/python" -m $(wordlist 3,99,$(INSTALL)) -r requirements-audit.lock && \
	"$$home/bin/pip-audit" --strict --require-hashes --disable-pip --no-deps -r requirements.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage build dist *.egg-info
	find bot storage tests -name __pycache__ -type d -prune -exec rm -rf {} +

setup: $(VENV)/.packages
setup-demo: $(VENV)/.packages-demo
setup-quick: $(VENV)/.packages-test
setup-test: setup-quick $(VENV)/semgrep/.packages $(VENV)/foreign/.packages
browser:
	@.ci/machine chromium
server:
	@.ci/machine postgresql >/dev/null
proxy:
	@.ci/machine caddy >/dev/null
fonts:
	@.ci/machine fonts
own-clock:
	@.ci/machine faketime >/dev/null

$(VENV)/.made:
	@if ! $(PY) -m pip --version >/dev/null 2>&1; then \
		python=$$(.ci/machine python) || exit 1; \
		echo "Making $(VENV) with $$python ..." >&2; \
		"$$python" -m venv --clear $(VENV) || exit 1; \
	fi
	@printf '#!/bin/sh\nexec "%s/$(PY)" -P -m bot "$$@"\n' '$(CURDIR)' > $(VENV)/bin/caigou
	@chmod 755 $(VENV)/bin/caigou
	@$(PY) -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "caigou.pth").write_text("$(CURDIR)\n")'
	@touch $@

$(VENV)/.packages: requirements.lock | $(VENV)/.made
	@echo 'Installing the packages of $< into $(VENV) ...' >&2
	@$(INSTALL) -r $<
	@touch $@

$(VENV)/.packages-demo: requirements-demo.lock | $(VENV)/.made
	@echo 'Installing the packages of $< into $(VENV) ...' >&2
	@$(INSTALL) -r $<
	@touch $@

$(VENV)/.packages-test: requirements-dev.lock | $(VENV)/.made
	@echo 'Installing the packages of $< into $(VENV) ...' >&2
	@$(INSTALL) -r $<
	@touch $@

$(VENV)/semgrep/.packages: requirements-gates.lock | $(VENV)/.made
	@echo 'Installing the packages of $< into $(VENV)/semgrep ...' >&2
	@$(PY) -m venv --clear $(VENV)/semgrep
	@$(VENV)/semgrep/bin/python -m $(wordlist 3,99,$(INSTALL)) -r $<
	@touch $@

$(VENV)/foreign/.packages: requirements-foreign.lock | $(VENV)/.made
	@echo 'Installing the packages of $< into $(VENV)/foreign ...' >&2
	@$(PY) -m venv --clear $(VENV)/foreign
	@$(VENV)/foreign/bin/python -m $(wordlist 3,99,$(INSTALL)) -r $<
	@touch $@
