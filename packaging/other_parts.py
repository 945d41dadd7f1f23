"""The parts of the bundle that are no Python packages: CPython, the boot loader, and on Debian the system's libraries.

Finds each library of the frozen folder in dpkg's own list, so it cannot forget one that ships; one that dpkg does not
know (Qt's and the wheels' own) belongs to a package that is listed already. Refuses to guess a licence: a system
library's is what its copyright file says.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.component import Component, ComponentType
from packageurl import PackageURL

COPYRIGHTS = Path("/usr/share/doc")


@dataclass(frozen=True)
class Part:
    """A part: what the list of components says of it, and the text that ships beside it."""

    component: Component
    text: str


def parts(bundle: Path | None) -> dict[str, Part]:
    """All of them by the name of their notice; the system's libraries only where a frozen `bundle` is given."""
    found = {"cpython": _python(), "pyinstaller": _boot_loader()}
    for name, version in sorted(_system(bundle).items()):
        found[f"system-{name}"] = _library(name, version)
    return found


def _component(name: str, version: str, purl: PackageURL, said: str) -> Component:
    licences = [LicenseFactory().make_from_string(said)]
    return Component(
        name=name, version=version, purl=purl, bom_ref=str(purl), licenses=licences, type=ComponentType.LIBRARY
    )


def _python() -> Part:
    version = platform.python_version()
    folder = Path(sys.base_prefix) / "lib" / f"python{version.rpartition('.')[0]}"
    text = next((path.read_text() for path in (folder / "LICENSE.txt", folder / "LICENSE") if path.is_file()), "")
    purl = PackageURL("generic", None, "cpython", version)
    return Part(_component("cpython", version, purl, "PSF-2.0"), f"CPython {version}\nPSF-2.0\n\n{text}")


def _boot_loader() -> Part:
    about = metadata.distribution("pyinstaller")
    texts = [path.locate().read_text() for path in about.files or () if path.name.startswith("COPYING")]
    said = "GPL-2.0-or-later WITH Bootloader-exception"
    purl = PackageURL("pypi", None, "pyinstaller", about.version)
    text = "\n".join([f"PyInstaller {about.version} (its boot loader)\n{said}\n", *texts])
    return Part(_component("pyinstaller", about.version, purl, said), text)


def _system(bundle: Path | None) -> dict[str, str]:
    """Debian's packages whose libraries lie in the bundle, with their versions."""
    query = shutil.which("dpkg-query")
    found = bundle.glob("_internal/lib*.so*") if bundle else ()
    names = sorted(each.name for each in found if not each.is_symlink() and not each.name.startswith("libpython"))
    if not query or not names:
        return {}
    said = subprocess.run([query, "-S", *(f"*/{name}" for name in names)], capture_output=True, text=True).stdout
    owners = {line.partition(":")[0] for line in said.splitlines() if line.partition(":")[0].startswith("lib")
              or line.partition(":")[0] in ("zlib1g",)}  # fmt: skip
    form = ["-f", "${binary:Package} ${Version}\n", "-W"]
    listed = subprocess.run([query, *form, *sorted(owners)], capture_output=True, text=True).stdout
    return {line.split()[0].partition(":")[0]: line.split()[1] for line in listed.splitlines()}


def _library(name: str, version: str) -> Part:
    path = COPYRIGHTS / name / "copyright"
    text = path.read_text(errors="replace") if path.is_file() else "No copyright file was found.\n"
    purl = PackageURL("deb", "debian", name, version)
    said = f"see notices/system-{name}.txt"
    return Part(_component(name, version, purl, said), f"{name} {version} (Debian)\n\n{text}")
