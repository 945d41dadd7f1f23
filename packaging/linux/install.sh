#!/bin/sh
# Installs Dormouse for this user only, under ~/.local; `install.sh --remove` takes it away again (never your data).
# An older version never takes the place of a newer one: your data may already be in the newer one's shape.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
base=${XDG_DATA_HOME:-$HOME/.local/share}
icons=$base/icons/hicolor
program=$HOME/.local/lib/dormouse
case "${1:-}" in
--remove)
    rm -rf "$program" "$program.new" "$program.old"
    rm -f "$HOME/.local/bin/dormouse" "$base/applications/dormouse.desktop" "$icons/scalable/apps/dormouse.svg" \
        "$icons/16x16/apps/dormouse.png"
    echo "Dormouse is removed. Your conversations and memories are still in $base/dormouse,"
    echo "and the models in ${XDG_CACHE_HOME:-$HOME/.cache}/dormouse."
    exit 0 ;;
"") ;;
*) echo "usage: install.sh [--remove]" >&2; exit 2 ;;
esac
ours=$(cat "$here/lib/dormouse/VERSION")
theirs=$(cat "$program/VERSION" 2>/dev/null || echo 0)
if [ "$(printf '%s\n%s\n' "$ours" "$theirs" | sort -V | tail -n 1)" != "$ours" ]; then
    echo "Dormouse $theirs is installed, and this is $ours, which is older: Dormouse does not go back." >&2
    echo "Nothing was changed. Take the newer archive, or use install.sh --remove first." >&2
    exit 1
fi
mkdir -p "$HOME/.local/lib" "$HOME/.local/bin" "$base/applications" "$icons/scalable/apps" "$icons/16x16/apps"
rm -rf "$program.new"
cp -R "$here/lib/dormouse" "$program.new"
rm -rf "$program.old"
if [ -e "$program" ]; then mv "$program" "$program.old"; fi
mv "$program.new" "$program"
rm -rf "$program.old"
ln -sf "$program/dormouse" "$HOME/.local/bin/dormouse"
sed "s|^Exec=.*|Exec=\"$HOME/.local/bin/dormouse\"|" "$here/share/dormouse.desktop" > "$base/applications/dormouse.desktop"
cp "$here/share/dormouse.svg" "$icons/scalable/apps/dormouse.svg"
cp "$here/share/dormouse-16.png" "$icons/16x16/apps/dormouse.png"
echo "Dormouse is installed: start it from the menu, or with $HOME/.local/bin/dormouse"
if ! PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | grep -q libopenblas.so.0; then
    echo "Install your system's OpenBLAS (Debian: libopenblas0-pthread), or answers come slowly."
fi
