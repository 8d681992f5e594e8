#!/usr/bin/env bash
# Installs Chromium and a CJK font from Debian's packages when the browser journeys would miss them.
set -euo pipefail
need=()
command -v chromium >/dev/null || need+=(chromium)
fc-list 2>/dev/null | grep -qi 'cjk' || need+=(fonts-noto-cjk fontconfig)
[ ${#need[@]} -eq 0 ] && exit 0
echo "Installing for the browser journeys: ${need[*]}"
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
if ! "${as_root[@]}" apt-get update -qq || ! DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; then
  echo "Could not install ${need[*]}. Install them by hand and run make test again." >&2
  exit 1
fi
