#!/bin/sh
# Signs Dormouse.app from the inside out and, with a notary profile, has Apple notarise the disk image.
#
#   sign.sh app PATH/Dormouse.app      needs DORMOUSE_IDENTITY ("Developer ID Application: …"; "-" signs ad hoc)
#   sign.sh dmg PATH/Dormouse.dmg      needs DORMOUSE_IDENTITY and DORMOUSE_NOTARY (a profile of `notarytool
#                                      store-credentials`)
#
# No secret is read from the command line or written anywhere: the keychain holds them.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
identity=${DORMOUSE_IDENTITY:?name the signing identity, or "-"}
target=${2:?name the app or the disk image}
case "$identity" in -) stamp=--timestamp=none ;; *) stamp=--timestamp ;; esac

sign() { codesign --force --options runtime "$stamp" --sign "$identity" "$@"; }

case "${1:-}" in
app)
    # Libraries first: a signature over the app covers those of what lies inside it.
    find "$target/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) -print | while IFS= read -r file; do
        sign "$file"
    done
    find "$target/Contents/Frameworks" -type d -name '*.framework' -prune -print 2>/dev/null | while IFS= read -r file; do
        sign "$file"
    done
    sign --entitlements "$here/entitlements.plist" "$target"
    codesign --verify --deep --strict --verbose=2 "$target" ;;
dmg)
    sign "$target"
    xcrun notarytool submit "$target" --keychain-profile "${DORMOUSE_NOTARY:?name the notary profile}" --wait
    xcrun stapler staple "$target"
    spctl --assess --type open --context context:primary-signature --verbose=2 "$target" ;;
*)
    echo "usage: sign.sh app|dmg PATH" >&2
    exit 2 ;;
esac
