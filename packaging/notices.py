"""Collects the licence texts of everything that the bundle carries, and its list as a CycloneDX 1.6 document.

    python packaging/notices.py FOLDER [BUNDLE]

Reads the metadata of the installed packages that pyproject.toml's run-time dependencies reach, so it cannot forget
one that ships; with the frozen BUNDLE, the system's libraries in it too. A wheel that forgets its licence's text gets
it from `licences/`. Refuses to guess: a package that names no licence is listed as such.
"""

from __future__ import annotations

import re
import sys
import tomllib
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from other_parts import Part, parts
from packageurl import PackageURL
from packaging.markers import default_environment
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
# What the wheels that carry no text name as their licence, in its own words, and the texts of it.
STANDARD = {
    "apache": (ROOT / "LICENSE",),
    "lgpl": tuple(ROOT / "packaging/licences" / name for name in ("LGPL-3.0.txt", "GPL-3.0.txt")),
}
TEXTS = re.compile(r"(^|/)(LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*$", re.IGNORECASE)


def reached() -> dict[str, metadata.Distribution]:
    """All distributions that the project needs at run time on this platform, by normalised name."""
    wanted = [(text, "") for text in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]]
    found: dict[str, metadata.Distribution] = {}
    while wanted:
        text, extra = wanted.pop()
        need = Requirement(text)
        if need.marker and not need.marker.evaluate({**default_environment(), "extra": extra}):
            continue
        name = re.sub(r"[-_.]+", "-", need.name).lower()
        distribution = metadata.distribution(need.name)
        wanted += [(line, option) for option in need.extras for line in distribution.requires or ()]
        if name not in found:
            found[name] = distribution
            wanted += [(line, "") for line in distribution.requires or ()]
    return dict(sorted(found.items()))


def licence(distribution: metadata.Distribution) -> str:
    """The licence in the package's own words, on one line."""
    about = distribution.metadata
    classes = [
        line.rpartition(" :: ")[2]
        for line in about.get_all("Classifier") or ()
        if line.startswith("License ::") and not line.endswith("OSI Approved")
    ]
    text = about.get("License-Expression") or ", ".join(classes) or (about.get("License") or "").strip().split("\n")[0]
    return text or "not named by the package"


def component(name: str, distribution: metadata.Distribution) -> Component:
    """One entry of the CycloneDX list."""
    version, said = distribution.version, licence(distribution)
    purl = PackageURL("pypi", None, name, version)
    return Component(
        name=name, version=version, purl=purl, bom_ref=str(purl), licenses=[LicenseFactory().make_from_string(said)]
    )


def texts_of(distribution: metadata.Distribution) -> list[Path]:
    """The licence texts in a package; else the standard text of the licence that it names."""
    own = [Path(str(path.locate())) for path in distribution.files or () if TEXTS.search(str(path))]
    if own := [path for path in own if path.is_file()]:
        return own
    said = licence(distribution).lower()
    return [path for word, paths in STANDARD.items() if word in said for path in paths]


def bom(packages: dict[str, metadata.Distribution], others: dict[str, Part]) -> str:
    """The list of all components as a CycloneDX 1.6 document: ours, the starter model, and each part by name.

    Its serial number follows from what it lists, and its date is the epoch's: same components, same bytes.
    """
    listed = {name: component(name, each) for name, each in packages.items()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    free = LicenseFactory().make_from_string("Apache-2.0")
    ours = Component(name="dormouse", version=project["version"], type=ComponentType.APPLICATION, bom_ref="dormouse",
                     licenses=[free])  # fmt: skip
    model = Component(name="SmolLM2-135M-Instruct", type=ComponentType.MACHINE_LEARNING_MODEL, bom_ref="starter-model",
                      licenses=[free])  # fmt: skip
    everything = [*listed.values(), *(part.component for part in others.values()), model]
    names = " ".join(sorted(each.bom_ref.value or "" for each in (ours, *everything)))
    document = Bom(components=everything, serial_number=uuid5(NAMESPACE_URL, names))
    document.metadata = BomMetaData(component=ours, timestamp=datetime.fromtimestamp(0, UTC))
    document.register_dependency(ours, everything)
    for name, distribution in packages.items():
        needs = {Requirement(line).name.replace("_", "-").lower() for line in distribution.requires or ()}
        document.register_dependency(listed[name], [listed[each] for each in sorted(needs & listed.keys())])
    return make_outputter(document, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=1)


def collect(folder: Path, bundle: Path | None = None) -> int:
    """Write `sbom.cdx.json` and one text file a part into `folder`; returns how many parts there are."""
    folder.mkdir(parents=True, exist_ok=True)
    packages, others = reached(), parts(bundle)
    for name, distribution in packages.items():
        made = [f"{name} {distribution.version}\n{licence(distribution)}\n"]
        made += [f"--- {path.name} ---\n{path.read_text(errors='replace')}" for path in texts_of(distribution)]
        (folder / f"{name}.txt").write_text("\n".join(made), encoding="utf-8")
    for name, part in others.items():
        (folder / f"{name}.txt").write_text(part.text, encoding="utf-8")
    (folder / "sbom.cdx.json").write_text(bom(packages, others) + "\n", encoding="utf-8")
    return len(packages) + len(others)


if __name__ == "__main__":
    print(f"{collect(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)} parts")
