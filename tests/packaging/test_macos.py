"""What can be checked of the Mac build without a Mac: plists, settings of the disk image, scripts, the workflow."""

from __future__ import annotations

import plistlib
import runpy
import subprocess
import sys
import zipfile
from pathlib import Path

import icons
import pytest
import yaml
from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]
MAC = ROOT / "packaging" / "macos"
sys.path.append(str(MAC))

import check  # noqa: E402  (packaging/ is a folder of scripts)


def test_the_plists_say_what_they_must() -> None:
    about = plistlib.loads((MAC / "Info.plist").read_bytes())
    assert about["LSMinimumSystemVersion"] == "14.0" and about["LSArchitecturePriority"] == ["arm64"]
    assert about["CFBundleIdentifier"].count(".") >= 2 and about["CFBundlePackageType"] == "APPL"
    wanted = plistlib.loads((MAC / "entitlements.plist").read_bytes())
    assert wanted == {"com.apple.security.cs.allow-unsigned-executable-memory": True}, "each further one needs a reason"


def test_the_disk_image_shows_the_app_and_where_to_drag_it(tmp_path: Path) -> None:
    icons.make(tmp_path / "icons")
    names = runpy.run_path(str(MAC / "dmg_settings.py"), {"defines": {"app": "x/Dormouse.app", "build": str(tmp_path)}})
    assert set(names["icon_locations"]) == {"Dormouse.app", *names["symlinks"]} and names["files"] == ["x/Dormouse.app"]
    assert Path(names["icon"]).is_file()
    picture = QImage(names["background"])
    assert (picture.width(), picture.height()) == names["window_rect"][1] == icons.DMG
    sharp = QImage(names["background"].replace(".png", "@2x.png"))
    assert (sharp.width(), sharp.height()) == (2 * icons.DMG[0], 2 * icons.DMG[1])
    for x, y in names["icon_locations"].values():
        assert names["icon_size"] / 2 < x < 600 - names["icon_size"] / 2 and names["icon_size"] / 2 < y < 380


@pytest.mark.parametrize("script", [MAC / "sign.sh", ROOT / "packaging/linux/install.sh", ROOT / "packaging/setup.sh"])
def test_shell_scripts_parse_and_refuse_wrong_usage(script: Path) -> None:
    assert subprocess.run(["sh", "-n", script]).returncode == 0
    if script.parent == MAC:
        done = subprocess.run(
            ["sh", script, "dance", "x"], capture_output=True, text=True, env={"DORMOUSE_IDENTITY": "-"}
        )
        assert done.returncode == 2 and "usage" in done.stderr


def test_the_workflow_tests_builds_and_keeps_the_image_on_an_arm_mac() -> None:
    job = yaml.safe_load((ROOT / ".github/workflows/macos.yml").read_text())["jobs"]["build"]
    commands = [step.get("run", "") for step in job["steps"]]
    assert job["runs-on"] == "macos-14" and commands.index("make test") < commands.index("make installer")
    kept = next(step for step in job["steps"] if "upload-artifact" in step.get("uses", ""))
    assert kept["with"]["path"] == "dist/*.dmg" and kept["with"]["if-no-files-found"] == "error"


def test_the_spec_puts_the_kernels_beside_the_library() -> None:
    spec = (ROOT / "packaging/dormouse.spec").read_text()
    assert '"mlx.metallib"), ".")' in spec and "Info.plist" in spec and "dormouse.icns" in spec


def test_wheels_without_the_kernels_beside_the_library_are_noticed(tmp_path: Path) -> None:
    def wheel(*names: str) -> Path:
        with zipfile.ZipFile(tmp_path / "mlx_metal-1-py3-none-macosx_14_0_arm64.whl", "w") as archive:
            for name in names:
                archive.writestr(name, "")
        return tmp_path

    assert check.kernels(wheel("mlx/lib/libmlx.dylib")) == ["mlx/lib/mlx.metallib"]
    assert check.kernels(wheel("mlx/lib/libmlx.dylib", "mlx/lib/mlx.metallib")) == []
