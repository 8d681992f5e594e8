#!/usr/bin/env bash
# tools/postgres.sh COMMAND…: runs COMMAND against a PostgreSQL cluster of its own, which is thrown away afterwards.
# GUIJU_DATABASE_URL names it. Installs Debian's packages when missing; root starts the server as user postgres.
set -euo pipefail

find_programs() { { find /usr/lib/postgresql -name initdb -printf '%h\n' 2>/dev/null || true; } | sort -V | tail -n 1; }

programs=$(find_programs)
if [ -z "$programs" ]; then
  echo "Installing for the tests: postgresql"
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  if ! "${as_root[@]}" apt-get update -qq || ! DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends postgresql >/dev/null; then
    echo "Could not install postgresql. Install it by hand and run make test again." >&2
    exit 1
  fi
  programs=$(find_programs)
fi

folder=$(mktemp -d -t guiju-postgres-XXXXXX)
server=()
if [ "$(id -u)" -eq 0 ]; then
  server=(runuser -u postgres --)
  chown postgres "$folder"
fi
stop() {
  (cd "$folder" && "${server[@]}" "$programs/pg_ctl" -D "$folder/data" -m immediate -w stop) >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
# Sorted by language, as most clusters are, unlike SQLite: what depends on the order of bytes shows here.
create=(--username=guiju --auth=trust --encoding=UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=und --no-sync)
fast=(-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=64MB)
where=(-c listen_addresses=127.0.0.1 -c "port=$port" -c "unix_socket_directories=$folder")
(
  cd "$folder"
  "${server[@]}" "$programs/initdb" -D "$folder/data" "${create[@]}" >/dev/null
  "${server[@]}" "$programs/pg_ctl" -D "$folder/data" -w -s -l "$folder/log" -o "${fast[*]} ${where[*]}" start
  "${server[@]}" "$programs/createdb" -h 127.0.0.1 -p "$port" -U guiju guiju
)
export GUIJU_DATABASE_URL="postgresql://guiju@127.0.0.1:$port/guiju"
echo "PostgreSQL $("$programs/postgres" --version | grep -oE '[0-9.]+' | head -n 1): $GUIJU_DATABASE_URL"
"$@"
