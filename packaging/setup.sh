#!/bin/sh
# Makes this checkout ready to run, and does nothing when it is: `make` calls it before everything else.
#
#   system libraries   Debian or Ubuntu as root: installed when missing; elsewhere the missing ones are named
#   .venv              a private Python 3.11 to 3.13 with exactly the packages of requirements/locked.txt
#   the project        editable, so that `dormouse` runs from here
#   the starter model  verified, in the user's cache (or in DORMOUSE_MODELS)
#
# It compares contents, not times, so a fresh clone over an old .venv is noticed. PYTHON chooses the interpreter.
set -eu
cd "$(dirname "$0")/.."

say() { printf 'set-up: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# Two makes at once would install over each other. (macOS has no flock; there the second one is on its own.)
if command -v flock >/dev/null 2>&1; then exec 9<packaging && flock 9; fi

# --- system libraries -------------------------------------------------------------------------------------------

# soname:Debian package. OpenBLAS makes MLX 40 times faster on the CPU; the rest is what Qt's xcb and EGL link.
LIBRARIES="
libopenblas.so.0:libopenblas0-pthread libEGL.so.1:libegl1 libGL.so.1:libgl1 libX11-xcb.so.1:libx11-xcb1
libdbus-1.so.3:libdbus-1-3 libfontconfig.so.1:libfontconfig1 libfreetype.so.6:libfreetype6 libglib-2.0.so.0:libglib2.0-0
libgssapi_krb5.so.2:libgssapi-krb5-2 libxcb-cursor.so.0:libxcb-cursor0 libxcb-icccm.so.4:libxcb-icccm4
libxcb-image.so.0:libxcb-image0 libxcb-keysyms.so.1:libxcb-keysyms1 libxcb-randr.so.0:libxcb-randr0
libxcb-render-util.so.0:libxcb-render-util0 libxcb-shape.so.0:libxcb-shape0 libxcb-sync.so.1:libxcb-sync1
libxcb-xfixes.so.0:libxcb-xfixes0 libxcb-xkb.so.1:libxcb-xkb1 libxkbcommon.so.0:libxkbcommon0
libxkbcommon-x11.so.0:libxkbcommon-x11-0
"

missing_packages() {
    known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true)
    for pair in $LIBRARIES; do
        case "$known" in *"${pair%%:*} "*) ;; *) printf '%s ' "${pair#*:}" ;; esac
    done
}

# What a machine without a screen needs to draw the window all the same; a person at a desktop has no use for it.
missing_for_headless() {
    command -v Xvfb >/dev/null 2>&1 || printf 'xvfb '
    [ -d /usr/share/fonts/truetype ] || printf 'fonts-dejavu-core '
}

system_libraries() {
    [ "$(uname -s)" = Linux ] || return 0
    missing=$(missing_packages)
    if [ "$(id -u)" = 0 ]; then missing="$missing$(missing_for_headless)"; fi
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        say "these system packages (Debian's names) are missing: $missing"
        say "the chat runs without them, slowly without OpenBLAS; the window needs the others"
        return 0
    fi
    say "installing system packages: $missing"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086  # a list of words on purpose
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing; } >"$LOG" 2>&1 || {
        tail -n 5 "$LOG" >&2
        say "apt-get could not install them; going on without (the window may not open, and the model is slow)"
    }
}

# --- Python -----------------------------------------------------------------------------------------------------

# By running it: a version manager's shim may be on the PATH with no such version behind it.
suits() { "$1" -c 'import sys, ensurepip, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
        if suits "$candidate"; then printf '%s' "$candidate"; return; fi
    done
    fail "no Python 3.11 to 3.13 with venv was found; install one (Debian: python3 python3-venv) or set PYTHON=path"
}

virtual_environment() {
    # Its scripts hold this folder's path, so a .venv that moved with its checkout is made again.
    here=$(cat .venv/folder 2>/dev/null || pwd)
    if suits .venv/bin/python && [ "$here" = "$(pwd)" ]; then return; fi
    python=$(find_python)
    say "making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
}

pip_install() { .venv/bin/python -m pip --disable-pip-version-check install -qq "$@"; }  # -qq: errors only

packages() {
    if cmp -s requirements/locked.txt .venv/locked.txt; then return; fi
    say "installing the pinned packages (about 300 MB the first time) ..."
    pip_install --no-deps --only-binary=:all: --require-hashes -r requirements/locked.txt ||
        fail "the packages could not be installed; check the network and the disk, then run make again"
    cp requirements/locked.txt .venv/locked.txt
}

project() {
    if cmp -s pyproject.toml .venv/pyproject.toml; then return; fi
    pip_install --no-deps --no-build-isolation --editable . 2>"$LOG" || {
        tail -n 20 "$LOG" >&2
        fail "the project itself could not be installed; see above what pyproject.toml lacks"
    }
    pwd >.venv/folder
    cp pyproject.toml .venv/pyproject.toml
}

LOG=$(mktemp) && trap 'rm -f "$LOG"' EXIT
system_libraries
virtual_environment
packages
project
.venv/bin/python packaging/starter_model.py --quick >/dev/null
