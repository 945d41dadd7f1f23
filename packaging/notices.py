"""Collects the licence texts of every package that the bundle carries, and their list as a CycloneDX 1.6 document.

    python packaging/notices.py FOLDER

Reads the metadata of the installed packages that pyproject.toml's run-time dependencies reach, so it cannot forget
one that ships. Refuses to guess: a package that names no licence is listed as such.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
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
        line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or () if line.startswith("License ::")
    ]
    text = about.get("License-Expression") or ", ".join(classes) or (about.get("License") or "").strip().split("\n")[0]
    return text or "not named by the package"


def component(name: str, distribution: metadata.Distribution) -> dict[str, object]:
    """One entry of the CycloneDX list."""
    version = distribution.version
    found = [{"license": {"name": licence(distribution)}}]
    purl = f"pkg:pypi/{name}@{version}"
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl, "licenses": found}


def collect(folder: Path) -> int:
    """Write `sbom.cdx.json` and one text file a package into `folder`; returns how many packages there are."""
    folder.mkdir(parents=True, exist_ok=True)
    packages = reached()
    for name, distribution in packages.items():
        texts = [path for path in distribution.files or () if TEXTS.search(str(path))]
        parts = [f"{name} {distribution.version}\n{licence(distribution)}\n"]
        parts += [
            f"--- {path.name} ---\n{path.locate().read_text(errors='replace')}"
            for path in texts
            if path.locate().is_file()
        ]
        (folder / f"{name}.txt").write_text("\n".join(parts), encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    about = {"type": "application", "name": "dormouse", "version": project["version"]}
    model = {
        "type": "machine-learning-model",
        "name": "SmolLM2-135M-Instruct",
        "licenses": [{"license": {"id": "Apache-2.0"}}],
    }
    listed = [component(name, distribution) for name, distribution in packages.items()]
    bom = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": {"component": about}}
    document = {**bom, "components": [*listed, model]}
    (folder / "sbom.cdx.json").write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    return len(packages)


if __name__ == "__main__":
    print(f"{collect(Path(sys.argv[1]))} packages")
