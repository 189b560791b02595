#!/usr/bin/env bash
# What a bare Debian 12 lacks to render papers: LibreOffice, poppler, Noto CJK, Liberation, and the Fandol faces out of the TeX package
# (no TeX is installed). Writes a fonts.conf of its own and prints its path; nothing of the system's font settings is changed.
# Safe to run again: what is there is left alone. Needs root only when a package is missing.
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/vanguard-box/fonts
mkdir -p "$cache/fandol"

installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }
missing=()
for package in fontconfig fonts-noto-cjk fonts-noto-cjk-extra fonts-liberation poppler-utils libreoffice-writer libreoffice-calc; do
  installed "$package" || missing+=("$package")
done

as_root=()
if [[ $(id -u) -ne 0 ]] && command -v sudo >/dev/null; then as_root=(sudo); fi
updated=
update() { [[ -n $updated ]] || { "${as_root[@]}" apt-get update -qq >&2; updated=1; }; }

if ((${#missing[@]})); then
  echo "installing: ${missing[*]}" >&2
  update
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
fi

faces=(FandolFang FandolKai FandolHei FandolSong)
complete() { for face in "${faces[@]}"; do [[ -s $cache/fandol/$face-Regular.otf ]] || return 1; done; }
if ! complete; then
  echo "unpacking the Fandol faces (49 MB download)" >&2
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  chmod 755 "$work"
  # The package list may be empty or stale on a fresh machine.
  (cd "$work" && { apt-get download -qq texlive-lang-chinese >&2 || { update; apt-get download -qq texlive-lang-chinese >&2; }; })
  dpkg-deb -x "$work"/texlive-lang-chinese_*.deb "$work/unpacked"
  for face in "${faces[@]}"; do
    found=$(find "$work/unpacked" -name "$face-Regular.otf" -print -quit)
    [[ -n $found ]] || { echo "$face is not in texlive-lang-chinese" >&2; exit 1; }
    # Moved into place whole, so that a run that was stopped half-way is seen as unfinished.
    cp "$found" "$cache/fandol/.$face" && mv "$cache/fandol/.$face" "$cache/fandol/$face-Regular.otf"
  done
fi

cat > "$cache/fonts.conf" <<CONF
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include>$here/09-official-faces.conf</include>
  <include>/etc/fonts/fonts.conf</include>
  <dir>$cache/fandol</dir>
  <cachedir>$cache/cache</cachedir>
</fontconfig>
CONF
FONTCONFIG_FILE=$cache/fonts.conf fc-match '仿宋_GB2312' | grep -q FandolFang || { echo "仿宋 is not mapped: see $cache/fonts.conf" >&2; exit 1; }
echo "$cache/fonts.conf"
