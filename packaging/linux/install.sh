#!/bin/sh
# Installs Dormouse for this user only, under ~/.local; `install.sh --remove` takes it away again (never your data).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
base=${XDG_DATA_HOME:-$HOME/.local/share}
program=$HOME/.local/lib/dormouse
case "${1:-}" in
--remove)
    rm -rf "$program"
    rm -f "$HOME/.local/bin/dormouse" "$base/applications/dormouse.desktop" "$base/icons/hicolor/scalable/apps/dormouse.svg" \
        "$base/icons/hicolor/16x16/apps/dormouse.png"
    echo "Dormouse is removed. Your conversations and memories are still in $base/dormouse."
    exit 0 ;;
"") ;;
*) echo "usage: install.sh [--remove]" >&2; exit 2 ;;
esac
mkdir -p "$HOME/.local/lib" "$HOME/.local/bin" "$base/applications" "$base/icons/hicolor/scalable/apps" \
    "$base/icons/hicolor/16x16/apps"
rm -rf "$program.new"
cp -R "$here/lib/dormouse" "$program.new"
rm -rf "$program.old"
if [ -e "$program" ]; then mv "$program" "$program.old"; fi
mv "$program.new" "$program"
rm -rf "$program.old"
ln -sf "$program/dormouse" "$HOME/.local/bin/dormouse"
sed "s|^Exec=.*|Exec=$HOME/.local/bin/dormouse|" "$here/share/dormouse.desktop" > "$base/applications/dormouse.desktop"
cp "$here/share/dormouse.svg" "$base/icons/hicolor/scalable/apps/dormouse.svg"
cp "$here/share/dormouse-16.png" "$base/icons/hicolor/16x16/apps/dormouse.png"
echo "Dormouse is installed: start it from the menu, or with $HOME/.local/bin/dormouse"
if ! ldconfig -p 2>/dev/null | grep -q libopenblas.so.0; then
    echo "Install your system's OpenBLAS (Debian: libopenblas0-pthread), or answers come slowly."
fi
