"""Set-up's own promises: the lock covers pyproject.toml, names no host, and hashes everything."""

import importlib
import re
import subprocess
import tomllib
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements" / "locked.txt").read_text(encoding="utf-8")


def locked() -> dict[str, list[Requirement]]:
    found: dict[str, list[Requirement]] = {}
    for line in re.findall(r"^([a-z0-9][^\\\n]*==[^\\\n]*)", LOCK, flags=re.MULTILINE):
        pin = Requirement(line.strip())
        found.setdefault(canonicalize_name(pin.name), []).append(pin)
    return found


def applies(marker: Marker | None, platform: str) -> bool:
    return marker is None or marker.evaluate({"sys_platform": platform, "python_full_version": "3.13.1"})


def test_the_lock_satisfies_pyproject_on_linux_and_macos() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = locked()
    for line in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        wish = Requirement(line)
        for platform in ("linux", "darwin"):
            if applies(wish.marker, platform):
                chosen = [p for p in pins[canonicalize_name(wish.name)] if applies(p.marker, platform)]
                versions = [next(iter(pin.specifier)).version for pin in chosen]
                assert len(versions) == 1, f"{wish.name} on {platform}: run make lock"
                assert wish.specifier.contains(versions[0]), f"{line} is locked to {versions[0]}: run make lock"


def test_mlx_has_its_backend_on_both_platforms() -> None:
    pins = locked()
    assert applies(pins["mlx-cpu"][0].marker, "linux")
    assert applies(pins["mlx-metal"][0].marker, "darwin")


def test_every_pin_is_hashed_and_no_host_is_named() -> None:
    assert "://" not in LOCK
    assert not re.search(r"^\s*--(?!hash)", LOCK, flags=re.MULTILINE)
    for block in re.split(r"\n(?=[a-z0-9])", LOCK)[1:]:
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_the_folder_packaging_does_not_hide_the_library() -> None:
    # `python -m` puts this checkout first on the path; an __init__.py in packaging/ would break half of PyPI.
    assert not (ROOT / "packaging" / "__init__.py").exists()
    assert importlib.import_module("packaging.version").Version("1.0")


def test_the_shell_scripts_parse() -> None:
    for shell, script in (("sh", "packaging/setup.sh"), ("bash", ".ci/run")):
        assert subprocess.run([shell, "-n", str(ROOT / script)]).returncode == 0
