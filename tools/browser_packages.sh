#!/usr/bin/env bash
# Installs what the browser journeys need from Debian's packages: Chromium without windows, and a CJK font.
# That Chromium takes a third of the work of the whole one, which serves as well where it is there already.
set -euo pipefail
need=()
command -v chromium-headless-shell >/dev/null || need+=(chromium-headless-shell)
fc-list 2>/dev/null | grep -qi 'cjk' || need+=(fonts-noto-cjk fontconfig)
[ ${#need[@]} -eq 0 ] && exit 0
echo "Installing for the browser journeys: ${need[*]}"
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
if ! "${as_root[@]}" apt-get update -qq || ! DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null; then
  if [ "${need[*]}" = chromium-headless-shell ] && command -v chromium >/dev/null; then
    echo "Could not install ${need[*]}: the journeys run in the whole Chromium, which takes longer."
    exit 0
  fi
  echo "Could not install ${need[*]}. Install them by hand and run make test again." >&2
  exit 1
fi
