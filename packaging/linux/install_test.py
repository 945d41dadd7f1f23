"""Tries the .deb as a person would: in a Debian of its own, as a user without rights and without development files.

    python packaging/linux/install_test.py [--before OLD.deb] [--keep] [--only STEP …]

lintian · desktop files · install · self-test · window · chat in it · models · nap · upgrade · archive · purge

Root, debootstrap, lintian and a network for the packages are needed; everything that Dormouse does runs without one.
Without --before, the package itself plays its older version, under a lower number and with a file that the new one has
not. Prints a line and the seconds for each step; ends with 1 at the first that fails.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import debian
from debian import BUILD, HERE, inside, run

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT))  # for the hub of the tests
USER, OTHER = "sleeper", "carrier"  # the one has the package, the other the archive
DATA = f"/home/{USER}/.local/share/dormouse"
LOG = f"{DATA}/engine.log"
START = 1.5  # seconds from the command to the window, at most
STARTS = 5
TOLD = "My sister Priya lives in Lisbon and teaches physics there."
OLD_FILE = "usr/lib/dormouse/_internal/of-the-version-before"
SAMPLE = ROOT / "tests/engine/store/samples/v1.db"
SAMPLE_KEY = bytes(range(32)).hex()  # of the sample databases, which hold nothing of anybody

AT_THE_WINDOW = (ROOT / "packaging/linux/window_user.sh").read_text()


def older(package: Path, into: Path) -> Path:
    """`package` under the version 0.0.1, with one file more."""
    work, made = into / "older", into / "dormouse-before.deb"
    shutil.rmtree(work, ignore_errors=True)
    run("dpkg-deb", "--raw-extract", package, work)
    control = work / "DEBIAN/control"
    lines = ["Version: 0.0.1" if line.startswith("Version:") else line for line in control.read_text().splitlines()]
    control.write_text("\n".join(lines) + "\n")
    (work / OLD_FILE).write_text("gone after the upgrade\n")
    run("dpkg-deb", "--root-owner-group", "-Znone", "--build", work, made)
    shutil.rmtree(work)
    return made


def install(package: Path) -> None:
    """As a user does it: apt finds what else is needed."""
    shutil.copyfile(package, HERE / "root/dormouse.deb")
    inside("apt-get", "install", "-qq", "/root/dormouse.deb", online=True)
    (HERE / "root/dormouse.deb").unlink()


def dormouse(*words: str, patience: float = 900.0, user: str = USER) -> str:
    """The installed program, as the user, offline."""
    return inside("dormouse", *words, user=user, patience=patience)


def at_the_window(*words: str) -> tuple[float, float]:
    """Seconds from the command to the window, and of the processor until then; see `window_user.sh` for `words`."""
    said = inside("sh", "-c", AT_THE_WINDOW, "user", LOG, *words, user=USER)
    wall, used = (int(each) / 1000 for each in said.split()[:2])
    return wall, used


def facts(*words: str) -> list[str]:
    """The sentences that the user's database holds as facts."""
    return [each["text"] for each in json.loads(dormouse("memory", "--json", *words))["facts"]]


class Trial:
    """The steps, in the order of their definition; each tells what it found, or ends the test."""

    def __init__(self, package: Path, before: Path | None) -> None:
        self.package, self.before = package, before

    def lintian(self) -> str:
        """No error; the tags below that are counted."""
        said = run("lintian", "--fail-on", "error", "--tag-display-limit", "0", self.package)
        return f"{sum(line.startswith('W:') for line in said.splitlines())} warnings"

    def desktop_files(self) -> str:
        """The desktop entry and the AppStream metadata are valid, as the tools that shops use say."""
        place = BUILD / "shown"
        shutil.rmtree(place, ignore_errors=True)
        run("dpkg-deb", "--raw-extract", self.package, place)
        run("desktop-file-validate", place / "usr/share/applications/dormouse.desktop")
        run("appstreamcli", "validate", "--no-net", *place.glob("usr/share/metainfo/*.xml"))
        extra = {path.name for path in (place / "DEBIAN").iterdir()} - {"control", "md5sums"}
        shutil.rmtree(place)
        return "no maintainer scripts" if not extra else sys.exit(f"FAIL the package runs scripts: {extra}")

    def debian(self) -> str:
        """Bare, with two users."""
        return debian.make(USER, OTHER)

    def install_before(self) -> str:
        """The version before, by apt."""
        install(self.before or older(self.package, BUILD))
        return inside("dpkg-query", "-W", "dormouse").split()[-1]

    def self_test(self) -> str:
        """Every part once, as a user who has never started it."""
        said = dormouse("--self-test")
        return " ".join(line.split()[1] + " " + line.split("(")[-1].rstrip(")") for line in said.splitlines())

    def first_window(self) -> str:
        """A new user's first start."""
        return "{:.2f} s, processor {:.2f} s".format(*at_the_window())

    def window_chat(self) -> str:
        """Through the welcome, something told, an answer, and out, by the keyboard."""
        at_the_window(TOLD)
        return "told, answered, quit"

    def chat(self) -> str:
        """In the terminal, with an answer that can be checked."""
        answer = dormouse("chat", "--new", "What is the capital of France?")
        return answer.strip().splitlines()[-1][:60] if "Paris" in answer else sys.exit(f"FAIL answered {answer!r}")

    def models(self) -> str:
        """A model from a hub on this machine: fetched, used, left for the starter model again, removed."""
        from tests.engine.model.fake_hub import Hub
        from tests.fakes import tiny_model

        name, place = "mlx-community/tiny", BUILD / "tiny"
        shutil.rmtree(place, ignore_errors=True)
        files = {path.name: path.read_bytes() for path in tiny_model(place, listed=False).iterdir()}
        hub = Hub(name, files, {"model.safetensors"})
        try:
            for words in (("get", name), ("use", name), ("use", "SmolLM2 135M Instruct"), ("remove", name)):
                inside("env", f"HF_ENDPOINT={hub.url}", "dormouse", "models", *words, user=USER, online=True)
        finally:
            hub.close()
        return f"{hub.served} bytes from the hub" if hub.served >= sum(map(len, files.values())) else sys.exit("FAIL")

    def nap(self) -> str:
        """What was told in the window is read and learned."""
        dormouse("sleep", "--depth", "nap", "--json", patience=3600.0)
        known = facts()
        told = any("Priya" in fact and "Lisbon" in fact for fact in known)
        return f"{len(known)} facts" if told else sys.exit(f"FAIL what it knows is {known}")

    def window_again(self) -> str:
        """Start to window, the median of some."""
        found = [at_the_window() for _ in range(STARTS)]
        words = " ".join(f"{wall:.2f}" for wall, _ in found)
        middle, used = (statistics.median(each) for each in zip(*found, strict=True))
        told = f"{middle:.2f} s ({words}), processor {used:.2f} s"
        return told if middle <= START else sys.exit(f"FAIL {told}")

    def upgrade(self) -> str:
        """The new version, by apt; what was learned stays, what the old version had and the new has not goes."""
        if not self.before and not (HERE / OLD_FILE).exists():
            sys.exit("FAIL the version before was not installed as it should be")
        words = (("memory", "--json"), ("report", "--json"))
        before = [dormouse(*each) for each in words]
        install(self.package)
        left, now = (HERE / OLD_FILE).exists(), [dormouse(*each) for each in words]
        if left or now != before:
            sys.exit(f"FAIL {before} -> {now}, left: {left}")
        return f"{len(facts())} facts and the report as before"

    def older_data(self) -> str:
        """A folder of the first schema is taken to today's, and a copy of it is kept first."""
        folder = HERE / f"home/{USER}/old"
        folder.mkdir()
        shutil.copyfile(SAMPLE, folder / "dormouse.db")
        (folder / "dormouse.key").write_text(SAMPLE_KEY + "\n")
        inside("chown", "-R", f"{USER}:{USER}", f"/home/{USER}/old")
        inside("chmod", "600", f"/home/{USER}/old/dormouse.key")
        known = facts("--data", f"/home/{USER}/old")
        copies = [path for path in folder.rglob("*") if path.is_file() and path.parent != folder and "db" in path.name]
        good = any("Porto" in fact for fact in known) and copies
        return f"{len(copies)} copy kept" if good else sys.exit(f"FAIL knows {known}, copies {copies}")

    def archive(self) -> str:
        """The .tar.xz for one user: installed, tested, installed over itself, removed with the data kept."""
        found = max(ROOT.glob("dist/dormouse-*-linux-*.tar.xz"))
        home = HERE / f"home/{OTHER}"
        run("tar", "-C", home, "-xJf", found)
        inside("chown", "-R", f"{OTHER}:{OTHER}", f"/home/{OTHER}")
        script = f"/home/{OTHER}/{next(home.glob('dormouse-*')).name}/install.sh"
        program = f"/home/{OTHER}/.local/bin/dormouse"
        inside("sh", script, user=OTHER)
        inside(program, "--self-test", "--no-model", user=OTHER)
        inside(program, "memory", user=OTHER)
        inside("sh", script, user=OTHER)
        inside("sh", script, "--remove", user=OTHER)
        data = home / ".local/share/dormouse"
        left = [path for path in (home / ".local").rglob("*dormouse*") if path != data and data not in path.parents]
        good = not left and (data / "dormouse.db").exists()
        return "data kept" if good else sys.exit(f"FAIL left {left}")

    def purge(self) -> str:
        """Every file of the package goes, and nothing of the user's."""
        listed = inside("dpkg-query", "-L", "dormouse").split("\n")
        own = [HERE / path[1:] for path in listed if path and not (HERE / path[1:]).is_dir()]
        kept = {path: path.stat().st_size for path in (HERE / DATA[1:]).rglob("*") if path.is_file()}
        inside("apt-get", "purge", "-qq", "dormouse")
        left = [path for path in own if path.exists() or path.is_symlink()] + sorted(debian.named("dormouse"))
        lost = [path for path, size in kept.items() if not path.exists() or path.stat().st_size != size]
        good = len(own) > 100 and kept and not left and not lost
        return f"{len(own)} files gone, data kept" if good else sys.exit(f"FAIL left {left[:5]}, lost {lost[:5]}")

    def steps(self) -> dict[str, Callable[[], str]]:
        """All of them, by name."""
        return {name: getattr(self, name) for name, each in vars(Trial).items()
                if callable(each) and name not in ("__init__", "steps")}  # fmt: skip


def main() -> int:
    """All steps in order."""
    parser = argparse.ArgumentParser(description="Try the .deb in a Debian of its own.")
    parser.add_argument("--before", type=Path, help="the package of the version before")
    parser.add_argument("--keep", action="store_true", help="leave the Debian in build/debian")
    parser.add_argument("--only", nargs="+", metavar="STEP", help="these steps, in the Debian that --keep has left")
    chosen = parser.parse_args()
    package = max(ROOT.glob("dist/dormouse_*.deb"), default=None)
    needed = ("debootstrap", "lintian", "desktop-file-validate", "appstreamcli", "unshare")
    missing = [name for name in needed if not shutil.which(name)]
    if package is None or os.geteuid() or missing:
        sys.exit(f"This needs root, a package (make installer) and {', '.join(needed)}; missing: {missing or 'none'}.")
    steps = Trial(package, chosen.before).steps()
    for name in chosen.only or steps:
        begun = time.monotonic()
        found = steps[name]()
        print(f"ok   {name.replace('_', ' '):<18} {time.monotonic() - begun:6.1f} s  {found}", flush=True)
    if not (chosen.keep or chosen.only):
        shutil.rmtree(HERE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
