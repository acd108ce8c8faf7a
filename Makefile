# Prerequisites: Python 3.11 or newer with venv, and make. Everything else comes by itself.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000

BIN = .venv/bin
READY = .venv/.ready
CATALOGS = $(wildcard src/homeward/locale/*/LC_MESSAGES/django.po)
COMPILED = $(CATALOGS:.po=.mo)
# Checks and tests work on an installation of their own.
FOR_CHECKS = HOMEWARD_DEMO=1 HOMEWARD_DB_POOL=0 HOMEWARD_HOME=.var/check \
	DJANGO_SETTINGS_MODULE=homeward.config.settings

.PHONY: run test test-deep test-spark check format benchmark docs pictures fresh clean \
	environment fuzz rules attack release-check

run: environment
	@$(BIN)/homeward serve --demo --host $(HOST) --port $(PORT)

# Many tests start a process of its own: what was compiled is kept, whatever the machine says.
test: export PYTHONDONTWRITEBYTECODE =
test: environment
	$(BIN)/python scripts/browser.py
	$(BIN)/pytest -n auto --maxprocesses 4 --dist loadgroup --no-loadscope-reorder \
		--durations=60 --durations-min=5

# Plays 2,000 random sequences against the gate, other ones each time. Hours.
DEEP ?= 2000
test-deep: environment
	HOMEWARD_DEEP=$(DEEP) $(BIN)/pytest -q -s tests/gate

# The model of duplicates on local Spark and on DuckDB; needs Java 17 or newer.
test-spark: environment
	@$(PYTHON) scripts/environment.py spark
	$(BIN)/pytest -q -m spark src/homeward/linkage tests/spark

check: environment
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(FOR_CHECKS) $(BIN)/mypy
	$(BIN)/lint-imports
	$(FOR_CHECKS) $(BIN)/django-admin check --fail-level WARNING
	$(FOR_CHECKS) $(BIN)/python -W ignore::RuntimeWarning -m django makemigrations --check --dry-run
	$(BIN)/pytest -q tests/architecture/test_templates.py
	$(FOR_CHECKS) $(BIN)/python scripts/messages.py check

# The house's own rules by semgrep, which uv fetches the first time.
rules: environment
	$(BIN)/python scripts/rules.py

# Each way in for files, fed with mutated ones. Minutes a door: make fuzz SECONDS=60 DOORS="sheet card"
SECONDS ?= 60
DOORS ?=
fuzz: environment
	@$(PYTHON) scripts/environment.py attack
	$(BIN)/python fuzz/run.py $(DOORS) --seconds $(SECONDS)

# Everybody attacks a served demo of its own. Hours.
CALLS ?= 100000
attack: environment
	$(BIN)/python benchmarks/attack.py --calls $(CALLS)

# What stands before a release: docs/operate/release.md.
release-check: environment
	@$(PYTHON) scripts/environment.py attack
	$(BIN)/python scripts/release.py

format: environment
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Fills databases of their own under .var, and keeps them for the next time.
PERSONS ?= 100000
NAMES ?= 250000
benchmark: environment
	@missed=""; for name in pages gate seal keys readlog search; do \
		if [ $$name = search ]; then persons=$(NAMES); else persons=$(PERSONS); fi; \
		echo; echo "== $$name"; \
		$(BIN)/python benchmarks/$$name.py --keep --persons $$persons || missed="$$missed $$name"; \
	done; echo; echo "== directory"; \
	$(BIN)/python benchmarks/directory.py --keep || missed="$$missed directory"; \
	[ -z "$$missed" ] || { echo; echo "A limit was missed:$$missed"; exit 1; }

# The documentation's site, in build/site. The dictionary comes from a database of its own.
FOR_DOCS = HOMEWARD_DEMO=1 HOMEWARD_HOME=.var/docs
docs: environment
	@$(PYTHON) scripts/environment.py docs
	@mkdir -p build
	$(FOR_DOCS) $(BIN)/homeward migrate
	$(FOR_DOCS) $(BIN)/homeward dictionary write -o build/dictionary.csv
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet
	$(BIN)/pytest -q tests/architecture/test_site.py

# The tutorials' pictures, taken by the browser that walks through them.
pictures: environment
	$(BIN)/python scripts/browser.py
	HOMEWARD_PICTURES=1 $(BIN)/pytest -q tests/journeys/test_by_tutorials.py

# Stops the embedded server and forgets all data.
fresh:
	@if [ -x $(BIN)/python ] && [ -d .var ]; then $(BIN)/python -m homeward.config.embedded stop; fi
	rm -rf .var

clean: fresh
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache screenshots $(COMPILED)

environment: $(READY) $(COMPILED)

$(READY): uv.lock scripts/environment.py
	@$(PYTHON) scripts/environment.py
	@touch $@

%.mo: %.po $(READY)
	@$(BIN)/python scripts/messages.py compile
