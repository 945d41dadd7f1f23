"""Tries the .deb as a person would: in a Debian of its own, as a user without rights and without development files.

    python packaging/linux/install_test.py [--before OLD.deb] [--keep]

lintian · install · the program's own test · a chat · the window · a nap · an upgrade that keeps the data · purge

The Debian is made by debootstrap (once, in build/debian-clean, then copied), so root and a network are needed. Without
--before, the package itself plays its older version, under a lower number. Prints a line and the seconds for each
step; ends with 1 at the first that fails.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
CLEAN, HERE = BUILD / "debian-clean", BUILD / "debian"
SUITE, MIRROR = "bookworm", os.environ.get("DEBIAN_MIRROR", "")
USER = "sleeper"
START = 1.5  # seconds from the command to the window, at most
TOLD = "My sister Priya lives in Lisbon and teaches physics there."


def say(name: str, begun: float, found: str = "") -> None:
    """One line of the table."""
    print(f"ok   {name:<34} {time.monotonic() - begun:6.1f} s  {found}", flush=True)


def run(*command: object, patience: float = 900.0) -> str:
    """Run a program and return what it wrote; ends the test with its words when it fails."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=patience)
    if done.returncode:
        print(done.stdout[-2000:], done.stderr[-2000:], sep="\n", file=sys.stderr)
        sys.exit(f"FAIL {' '.join(str(part) for part in command[:6])} (code {done.returncode})")
    return done.stdout


def inside(*command: object, user: str = "root", patience: float = 900.0) -> str:
    """Run a program in the Debian, as `user`, with a clean environment."""
    home = "/root" if user == "root" else f"/home/{user}"
    words = ("env", "-i", f"HOME={home}", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive",
             "LANG=C.UTF-8")  # fmt: skip
    proxies = [f"{name}={os.environ[name]}" for name in ("http_proxy", "https_proxy") if name in os.environ]
    who = () if user == "root" else ("setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups", "--no-new-privs")
    return run("chroot", HERE, *words, *proxies, *who, *command, patience=patience)


def debian() -> None:
    """A bare Debian in `HERE`, with a user."""
    if not CLEAN.exists():
        made = CLEAN.with_name("debian-making")
        shutil.rmtree(made, ignore_errors=True)
        run("debootstrap", "--variant=minbase", SUITE, made, *([MIRROR] if MIRROR else []))
        made.rename(CLEAN)
    shutil.rmtree(HERE, ignore_errors=True)
    run("cp", "-a", CLEAN, HERE)
    shutil.copyfile("/etc/resolv.conf", HERE / "etc/resolv.conf")
    inside("apt-get", "update", "-qq")
    inside(
        "apt-get",
        "install",
        "-qq",
        "--no-install-recommends",
        "xvfb",
        "xauth",
        "xdotool",
        "adduser",
        "fonts-dejavu-core",
    )
    inside("adduser", "--disabled-password", "--gecos", "", USER)
    absent = [name for name in ("gcc", "g++", "cc", "python3", "make") if (HERE / "usr/bin" / name).exists()]
    if absent:
        sys.exit(f"FAIL the clean Debian holds development files: {absent}")


def older(package: Path, into: Path) -> Path:
    """`package` under the version 0.0.1: its control file is written anew, its data taken over as it is."""
    work = into / "older"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    run("ar", "x", f"--output={work}", package)
    (work / "control").mkdir()
    run("tar", "-C", work / "control", "-xJf", work / "control.tar.xz")
    control = work / "control" / "control"
    lines = ["Version: 0.0.1" if line.startswith("Version:") else line for line in control.read_text().splitlines()]
    control.write_text("\n".join(lines) + "\n")
    run("tar", "-C", work / "control", "--owner=0", "--group=0", "-cJf", work / "control.tar.xz", ".")
    made = into / "dormouse-before.deb"
    made.unlink(missing_ok=True)
    run("ar", "rcD", made, *(work / name for name in ("debian-binary", "control.tar.xz", "data.tar.xz")))
    return made


def install(package: Path) -> None:
    """As a user does it: apt finds what else is needed."""
    shutil.copyfile(package, HERE / "root/dormouse.deb")
    inside("apt-get", "install", "-qq", "--allow-downgrades", "/root/dormouse.deb")


def dormouse(*words: str, patience: float = 900.0) -> str:
    """The installed program, as the user."""
    return inside("dormouse", *words, user=USER, patience=patience)


def remembered() -> int:
    """How many facts the user's database holds."""
    return len(json.loads(dormouse("memory", "--json"))["facts"])


def window() -> float:
    """Seconds from the command to the window, on a screen of memory; the window is then closed kindly."""
    script = (
        "Xvfb :7 -screen 0 1280x800x24 >/dev/null 2>&1 & x=$!; export DISPLAY=:7; sleep 2; "
        "begun=$(date +%s%N); dormouse >/dev/null 2>&1 & d=$!; "
        "xdotool search --sync --onlyvisible --name Dormouse >/dev/null; end=$(date +%s%N); "
        "echo $(( (end - begun) / 1000000 )); sleep 3; kill $d; wait $d; kill $x"
    )
    return int(inside("sh", "-c", script, user=USER, patience=120.0).split()[0]) / 1000


def main() -> int:
    """All steps in order."""
    parser = argparse.ArgumentParser(description="Try the .deb in a Debian of its own.")
    parser.add_argument("--before", type=Path, help="the package of the version before")
    parser.add_argument("--keep", action="store_true", help="leave the Debian in build/debian")
    chosen = parser.parse_args()
    package = max(ROOT.glob("dist/dormouse_*.deb"), default=None)
    if package is None or os.geteuid() or not shutil.which("debootstrap"):
        sys.exit("This needs root, debootstrap and a package: run make installer first.")
    data = f"/home/{USER}/.local/share/dormouse"
    facts: list[int] = []

    def first() -> str:
        install(older(chosen.before or package, BUILD))
        return inside("dpkg-query", "-W", "dormouse").split()[-1]

    def chat() -> str:
        dormouse("chat", "--new", TOLD)
        answer = dormouse("chat", "--new", "What is the capital of France?")
        return answer.strip().splitlines()[-1][:60] if "Paris" in answer else sys.exit(f"FAIL answered {answer!r}")

    def nap() -> str:
        dormouse("sleep", "--depth", "nap", "--json", patience=3600.0)
        facts.append(remembered())
        return f"{facts[0]} facts"

    def upgrade() -> str:
        install(package)
        facts.append(remembered())
        return f"{facts[1]} facts" if facts[0] == facts[1] > 0 else sys.exit(f"FAIL facts before and after: {facts}")

    def start() -> str:
        window()  # once for the disk's cache
        seconds = min(window() for _ in range(3))
        return f"{seconds:.2f} s" if seconds <= START else sys.exit(f"FAIL the window took {seconds:.2f} s")

    def purge() -> str:
        inside("apt-get", "purge", "-qq", "dormouse")
        left = list(HERE.glob("usr/**/*dormouse*"))
        kept = (HERE / data[1:]).is_dir()
        return "data kept" if kept and not left else sys.exit(f"FAIL left {left[:5]}, data kept: {kept}")

    steps: list[tuple[str, Callable[[], object]]] = [
        ("lintian finds no error", lambda: run("lintian", "--fail-on", "error", "--no-tag-display-limit", package)[:0]),
        ("a Debian of its own", debian), ("install the version before", first),
        ("self-test", lambda: dormouse("--self-test").count("ok ")), ("chat", chat), ("window", start), ("nap", nap),
        ("upgrade", upgrade), ("purge", purge),
    ]  # fmt: skip
    for name, step in steps:
        begun = time.monotonic()
        say(name, begun, str(step() or ""))
    if not chosen.keep:
        shutil.rmtree(HERE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
