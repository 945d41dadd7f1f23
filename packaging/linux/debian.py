"""A Debian of its own to try packages in: made by debootstrap once, copied for each trial, entered without the network.

Promises: what runs inside sees its own processes, mounts and, unless it is `online`, no network at all; when the call
returns nothing of it runs any more and nothing is mounted. Packages come from where apt on this machine takes its own.
Needs root. Refuses to know what is tried.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

BUILD = Path(__file__).resolve().parents[2] / "build"
CLEAN, HERE = BUILD / "debian-clean", BUILD / "debian"
SUITE = "bookworm"
TOOLS = ("xvfb", "xauth", "xdotool", "adduser", "fonts-dejavu-core")  # a screen, keys for it, a user, letters
DEVELOPMENT = ("gcc", "g++", "cc", "c++", "python3", "make", "ld", "pkg-config")  # what must not be there

ENTER = """
here=$1; shift
mount -t proc proc "$here/proc"; mount -t sysfs -o ro sysfs "$here/sys"; mount -t tmpfs tmpfs "$here/dev/shm"
exec chroot "$here" "$@"
"""


def run(*command: object, patience: float = 900.0) -> str:
    """Run a program and return what it wrote; ends the test with its words when it fails."""
    words = [str(part) for part in command]
    done = subprocess.run(words, capture_output=True, text=True, timeout=patience, stdin=subprocess.DEVNULL)
    if done.returncode:
        print(done.stdout[-3000:], done.stderr[-3000:], sep="\n", file=sys.stderr)
        sys.exit(f"FAIL {' '.join(words[-6:])[:200]} (code {done.returncode})")
    return done.stdout


def inside(*command: object, user: str = "root", online: bool = False, patience: float = 900.0) -> str:
    """Run a program in the Debian, as `user`, with a clean environment."""
    home = "/root" if user == "root" else f"/home/{user}"
    words = ["env", "-i", f"HOME={home}", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive",
             "LANG=C.UTF-8"]  # fmt: skip
    words += [f"{name}={os.environ[name]}" for name in ("http_proxy", "https_proxy") if name in os.environ]
    if user != "root":
        words += ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups", "--no-new-privs"]
    apart = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--ipc", *([] if online else ["--net"])]
    return run(*apart, "sh", "-euc", ENTER, "enter", HERE, *words, *command, patience=patience)


def mirror() -> str:
    """Where apt on this machine takes the suite's main packages from; ends the test where it takes none."""
    said = run("apt-get", "indextargets", "--format", "$(REPO_URI) $(CODENAME) $(COMPONENT)", "Created-By: Packages")
    found = [line.split()[0] for line in said.splitlines() if line.split()[1:] == [SUITE, "main"]]
    if not found:
        sys.exit(f"FAIL apt on this machine knows no source of {SUITE} main; it is where the clean Debian comes from")
    return found[0]


def make(*users: str) -> str:
    """A bare Debian in `HERE`, with a small desktop and `users`; tells how many packages it holds."""
    if not CLEAN.exists():
        made = CLEAN.with_name("debian-making")
        shutil.rmtree(made, ignore_errors=True)
        run("debootstrap", "--variant=minbase", SUITE, made, mirror())
        made.rename(CLEAN)
    shutil.rmtree(HERE, ignore_errors=True)
    run("cp", "-a", CLEAN, HERE)
    shutil.copyfile("/etc/resolv.conf", HERE / "etc/resolv.conf")
    inside("apt-get", "update", "-qq", online=True)
    inside("apt-get", "install", "-qq", "--no-install-recommends", *TOOLS, online=True)
    for user in users:
        inside("adduser", "--disabled-password", "--gecos", "", user)
    if absent := [name for name in DEVELOPMENT if (HERE / "usr/bin" / name).exists()]:
        sys.exit(f"FAIL the clean Debian holds development files: {absent}")
    return f"{len(inside('dpkg-query', '-f', '.', '-W'))} packages"


def named(word: str) -> set[Path]:
    """Every path of the Debian with `word` in its name, outside the users' homes and apt's own records."""
    elsewhere = ("home", "proc", "sys", "tmp", "root", "var/log", "var/cache/apt")
    found: set[Path] = set()
    for folder, folders, names in os.walk(HERE):
        place = Path(folder).relative_to(HERE)
        folders[:] = [name for name in folders if str(place / name) not in elsewhere]
        found |= {place / name for name in (*folders, *names) if word in name.lower()}
    return found
