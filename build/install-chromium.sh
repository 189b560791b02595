#!/bin/sh
# A Chromium for the whole-app tests on a bare Debian or Ubuntu, with its Chinese texts and a Chinese face.
set -eu
command -v apt-get >/dev/null || { echo "no apt-get here" >&2; exit 1; }
sudo=""; [ "$(id -u)" = 0 ] || sudo=sudo
$sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends chromium chromium-l10n fonts-noto-cjk >/dev/null
