"""dmgbuild's settings: the window that opens with the disk image, its background, and where the two icons lie.

    dmgbuild -s packaging/macos/dmg_settings.py -D app=PATH -D build=FOLDER Dormouse Dormouse.dmg

dmgbuild runs this file with `defines` in its names, and reads the plain names below.
"""

application = defines["app"]  # type: ignore[name-defined]  # noqa: F821  # dmgbuild's own
build = defines["build"]  # type: ignore[name-defined]  # noqa: F821

format = "ULFO"  # LZFSE: opens on every macOS that Dormouse runs on, and unpacks faster than bzip2
filesystem = "HFS+"
files = [application]
symlinks = {"Applications": "/Applications"}
icon = f"{build}/icons/dormouse.icns"
background = f"{build}/icons/dmg-background.png"
window_rect = ((200, 160), (600, 380))  # the background's size, in points
default_view = "icon-view"
icon_size = 112
text_size = 13
icon_locations = {"Dormouse.app": (150, 180), "Applications": (450, 180)}
show_status_bar = show_tab_view = show_toolbar = show_pathbar = show_sidebar = False
