# Everything a developer runs. Each target sets the machine up first (packaging/setup.sh), which takes about
# half a second when there is nothing to do. Needs make, git and Python 3.11 to 3.13; PYTHON=path chooses one.
#
#   make run          open the app                        make bench        measure it (tables for LOG.md)
#   make test         every check and test                make soak         the long tests (QUICK=1: 5 minutes)
#   make demo         one scripted day and night          make screenshots  every view as a PNG in build/
#   make lint         the checks without the tests        make format       let ruff rewrite what it can
#   make setup        only set up                         make lock         pin what pyproject.toml asks for
#   make installer    the .deb and the archive into dist/ (installer-test tries them, mac-check looks at the Mac's)
#   make clean        remove what the above made here (never your data, nor the models)

PY = .venv/bin/python
# More for pytest: make test ARGS="-k tokenizer -x"
ARGS =
LOCKARGS =

.DEFAULT_GOAL := run
.PHONY: run test demo bench soak screenshots installer installer-test mac-check setup lint format lock clean

setup:
	@PYTHON="$(PYTHON)" sh packaging/setup.sh

run: setup
	@.venv/bin/dormouse

demo: setup
	@$(PY) -m tests.journey.demo

bench: setup
	@$(PY) -m tests.bench

soak: setup
	@QUICK="$(QUICK)" $(PY) -m tests.soak

# What this platform can build (Linux: a .deb and an archive), with sizes and times, into dist/.
installer: setup
	@$(PY) packaging/installer.py

# The .deb in a Debian of its own: install, chat, nap, upgrade with data kept, purge. Linux, as root; needs debootstrap.
installer-test: setup
	@$(PY) packaging/linux/install_test.py

# What can be known of the Mac build without a Mac: every pinned package has a wheel for it. Downloads about 300 MB.
mac-check: setup
	@$(PY) packaging/macos/check.py

screenshots: setup
	@$(PY) -m tests.journey.screenshots

lint: setup
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/mypy --strict engine desktop
	@.venv/bin/lint-imports

# pytest's closing line is the last line.
test: lint
	@QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} $(PY) -m pytest $(ARGS)

format: setup
	@.venv/bin/ruff check --fix
	@.venv/bin/ruff format

# One file for Linux and macOS, Python 3.11 to 3.13: hashes of every wheel, markers where they differ.
# It keeps the pins that still fit; LOCKARGS=--upgrade takes the newest allowed ones.
lock: setup
	@$(PY) -m venv .venv/lock
	@.venv/lock/bin/pip --disable-pip-version-check install --quiet uv
	@.venv/lock/bin/uv --no-config pip compile pyproject.toml requirements/tools.in --extra dev --universal \
		--python-version 3.11 --generate-hashes --no-annotate --quiet $(LOCKARGS) \
		--custom-compile-command "make lock" --output-file requirements/locked.txt

clean:
	@rm -rf .venv build dist dormouse.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
