# Two commands do everything on a fresh machine with Python 3.11 or newer, make and git:
#   make site    set up, then build the site
#   make test    set up, then run every check and test
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PEERS := .venv-bench
OUT ?= site
YEAR ?=
ARCHIVED := 2016
BRANCHES ?= 1 10 100 1000

.PHONY: site wheel test static dynamic serve desk pictures archive bench proof cover proof-tools setup setup-dev browser webserver lock clean

# Of the demonstration the first year is archived, so that its site shows one; a unit's own years are put away when its
# office says so.
site: setup
	@if grep -qs '^demonstration:' site_config.yml && [ -d records/$(ARCHIVED) ] && [ ! -e archive/$(ARCHIVED)-v1 ]; then \
		$(BIN)/wuhao archive $(ARCHIVED) || :; fi
	@$(BIN)/wuhao build --out $(OUT)

# dist/ then holds the program as one file, with the exact versions of what it needs beside it.
wheel: setup
	@rm -rf build dist
	@$(BIN)/python -m pip --quiet --disable-pip-version-check wheel --no-deps --no-build-isolation --wheel-dir dist .
	@cp requirements.lock dist/ && rm -rf build && ls dist

serve: setup
	@$(BIN)/wuhao serve --out $(OUT)

# The desk on the demonstration, in a gate for the time being, with an account for each role.
desk: setup
	@$(BIN)/wuhao desk --trial

# The guides' pictures, taken anew from the pages of desk and site.
pictures: setup-dev browser
	@$(BIN)/python -m tests.pictures

# Puts a year away: make archive YEAR=2017; once more with REASON="why", with matters still open with FORCE="why".
archive: setup
	@$(BIN)/wuhao archive $(YEAR) $(if $(REASON),--reason "$(REASON)") $(if $(FORCE),--force "$(FORCE)")

# What reads the program and what runs it, side by side; each tells its failures, whatever the other finds.
test: setup-dev browser webserver
	@$(MAKE) --no-print-directory --keep-going --jobs=2 static dynamic

static:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy generator
	$(BIN)/lint-imports

# Tests start the program a hundred times: what Python compiles is written down, also where a shell forbids it.
TESTS := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n auto --dist worksteal

dynamic:
	$(TESTS)

# Times the commands at several sizes beside MkDocs with Material, Zensical and Hugo over the same texts. All sizes take
# an hour and are written down; a few, make bench BRANCHES="1 10", are only printed.
bench: setup-dev $(PEERS)/.installed
	@$(BIN)/python -m benchmarks --peers $(PEERS) --branches $(BRANCHES) \
		$(if $(filter 1000,$(BRANCHES)),--results benchmarks/RESULTS.md)

$(PEERS)/.installed: requirements-bench.lock | $(BIN)/python
	@$(BIN)/python -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@

# What takes long; what a missing tool keeps from being proved is said in the last lines.
proof: setup-dev browser webserver proof-tools
	$(TESTS) -m proof -v --durations=0

# Which branches of the program the tests go through; watching takes twice as long as running.
cover: setup-dev browser webserver
	$(TESTS) --cov --cov-report=term:skip-covered

proof-tools:
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory $(VENV)/.node || \
		echo "### npm could not install them: vnu, LIGHTHOUSE AND THE VALIDATOR OF .docx WILL NOT RUN ###"; \
	else echo "### npm is not installed: vnu, LIGHTHOUSE AND THE VALIDATOR OF .docx WILL NOT RUN ###"; fi
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && apt-get install -y -qq libreoffice-writer-nogui libreoffice-calc-nogui libpdfbox2-java libjaxb-api-java \
			libactivation-java openssh-server >/dev/null || \
			echo "### LibreOffice, PDFBox AND sshd ARE NOT INSTALLED ###"; \
	else echo "### PROOFS NEED LibreOffice, PDFBox (libpdfbox2-java) AND sshd (openssh-server) ###"; fi

# `npm ci` would want what other systems need in the lock too, and not every registry has it; hashes are looked at anyway.
$(VENV)/.node: tests/proof/node/package.json tests/proof/node/package-lock.json
	@mkdir -p $(VENV)/node && cp $^ $(VENV)/node
	npm install --prefix $(VENV)/node --no-save --ignore-scripts --no-audit --no-fund
	@touch $@

setup: $(VENV)/.run
setup-dev: $(VENV)/.dev

# Installs exactly what the lock files name, each checked by its hash.
$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.run

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name it with make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "python3 -m venv failed; on Debian: apt-get install python3-venv"; exit 1; }

# The browser tests run in Debian's Chromium; without it they are reported as not run.
browser:
	@command -v chromium >/dev/null || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && apt-get install -y -qq chromium fonts-noto-cjk >/dev/null; \
	else echo "### Chromium is not installed: THE BROWSER TESTS WILL NOT RUN ###"; fi

# What the guide for who runs the server configures is served by Debian's nginx.
webserver:
	@command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && apt-get install -y -qq nginx-light openssl >/dev/null; \
	else echo "### nginx is not installed: WHAT THE GUIDE CONFIGURES WILL NOT BE SERVED ###"; fi

# Renews the lock files; needs uv.
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-strip-extras -q pyproject.toml
lock:
	$(LOCK) --extra build --extra desk -o requirements.lock
	$(LOCK) --extra build --extra desk --extra cluster --extra dev -o requirements-dev.lock
	$(LOCK:pyproject.toml=benchmarks/requirements.in) -c requirements.lock -o requirements-bench.lock

clean:
	rm -rf $(OUT) .wuhao
