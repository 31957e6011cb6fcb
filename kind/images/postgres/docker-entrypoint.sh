#!/bin/bash
# Initialises the data folder once, then becomes the server.
set -euo pipefail
owner=999

if [ "$(id -u)" -eq 0 ]; then
    mkdir -p "$PGDATA"
    find "$PGDATA" ! -user "$owner" -exec chown "$owner:$owner" {} +
    chmod 0700 "$PGDATA"
    exec setpriv --reuid="$owner" --regid="$owner" --clear-groups "$0" "$@"
fi

# PG_VERSION comes last, so that a first start that was killed half-way is done again.
initialise() {
    : "${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD: without one the database would be open to all}"
    local user=${POSTGRES_USER:-postgres} fresh=$PGDATA/.initialising
    local database=${POSTGRES_DB:-$user}
    mkdir -p "$PGDATA"
    chmod 0700 "$PGDATA"
    rm -rf "$fresh"
    initdb --pgdata="$fresh" --username="$user" --pwfile=<(printf '%s' "$POSTGRES_PASSWORD") \
        --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8
    echo 'host all all all scram-sha-256' >>"$fresh/pg_hba.conf"
    if [ "$database" != postgres ]; then
        printf 'CREATE DATABASE "%s";\n' "$database" | postgres --single -j -D "$fresh" postgres >/dev/null
    fi
    find "$fresh" -mindepth 1 -maxdepth 1 ! -name PG_VERSION -exec mv -t "$PGDATA" {} +
    mv "$fresh/PG_VERSION" "$PGDATA/"
    rmdir "$fresh"
}

if [ "${1:-}" = postgres ]; then
    if [ ! -s "$PGDATA/PG_VERSION" ]; then initialise; fi
    shift
    exec postgres -c listen_addresses='*' "$@"
fi
exec "$@"
