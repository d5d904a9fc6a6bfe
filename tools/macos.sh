#!/bin/sh
# A folder for macOS that brings its Python, to be run on macOS: tools/macos.sh DIST. Written by the documentation of uv, pip and
# Apple; NOT TRIED by anybody yet.
#
# The interpreter is the one of python-build-standalone, which runs from anywhere; `uv` fetches it, and pip fetches the packages
# of the lock by their digests: the network is used here, and never by what is built. For the processor that it is built on
# (arm64 or x86_64). There is no signature of ours: the first start is by right click, Open; or have it signed and notarised.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
dist=${1:-$root/dist}
version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$root/pyproject.toml" | head -1)
name=redactor-$version-macos-$(uname -m)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
app=$work/$name/redactor.app/Contents
mkdir -p "$app/MacOS" "$app/Resources" "$dist"

uv python install --install-dir "$work/pythons" 3.13
mv "$work"/pythons/cpython-3.13*-macos-* "$app/Resources/python"
python=$app/Resources/python/bin/python3.13
export SOURCE_DATE_EPOCH=315532800 PYTHONDONTWRITEBYTECODE=1
"$python" -m pip install --break-system-packages --require-hashes --no-deps --no-compile -q -r "$root/requirements.txt"
(cd "$root" && "$python" -m hatchling build -t wheel -d "$work/own")
"$python" -m pip install --break-system-packages --no-deps --no-index --no-compile -q "$work"/own/redactor-*.whl
"$python" -m compileall -q --invalidation-mode unchecked-hash "$app/Resources/python/lib" || true # some are for other versions

here='here=$(cd "$(dirname "$0")" && pwd)'
printf '#!/bin/sh\n%s\nexec "$here/redactor.app/Contents/Resources/python/bin/python3.13" -I -B -c "%s" "$@"\n' \
  "$here" "from redactor.cli import app; app(prog_name='redactor')" >"$work/$name/redactor"
printf '#!/bin/sh\n%s\nexec "$here/../Resources/python/bin/python3.13" -I -B -c "%s" "$@"\n' \
  "$here" "import sys; from redactor.desktop import main; sys.exit(main())" >"$app/MacOS/redactor"
chmod 755 "$work/$name/redactor" "$app/MacOS/redactor"
cp "$root/redactor/web/static/icon.svg" "$app/Resources/"
cat >"$app/Info.plist" <<END
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
  <key>CFBundleName</key><string>redactor</string>
  <key>CFBundleIdentifier</key><string>org.redactor.review</string>
  <key>CFBundleExecutable</key><string>redactor</string>
  <key>CFBundlePackageType</key><string>APPL</string>
  <key>CFBundleVersion</key><string>$version</string>
  <key>LSUIElement</key><string>1</string>
</dict></plist>
END
cp "$root/LICENSE" "$root/sbom.cdx.json" "$root/docs/for_it.md" "$root/docs/for_data_protection.md" "$root/docs/writing.md" "$work/$name/"
(cd "$root" && "$python" -m tools.office --to "$work/$name" >/dev/null)
(cd "$work/$name" && find . -type f ! -name SHA256SUMS -print0 | LC_ALL=C sort -z | xargs -0 shasum -a 256 >SHA256SUMS)
tar -C "$work" -czf "$dist/$name.tar.gz" "$name"
shasum -a 256 "$dist/$name.tar.gz"
