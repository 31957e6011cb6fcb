#!/bin/bash
# Initialises the data folder once, then becomes the server.
set -euo pipefail
uid=999
if [ "$(id -u)" -eq 0 ]; then
    mkdir -p "$PGDATA" /var/run/postgresql
    chown -R "$uid:$uid" "$PGDATA" /var/run/postgresql
    chmod 0700 "$PGDATA"
    getent passwd "$uid" >/dev/null || echo "postgres-data:x:$uid:$uid::/var/lib/postgresql:/bin/bash" >>/etc/passwd
    exec setpriv --reuid="$uid" --regid="$uid" --clear-groups "$0" "$@"
fi
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    : "${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD: without one the database would be open to all}"
    user=${POSTGRES_USER:-postgres}
    password_file=$(mktemp)
    printf '%s' "$POSTGRES_PASSWORD" >"$password_file"
    initdb --username="$user" --pwfile="$password_file" --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8
    rm -f "$password_file"
    echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
    database=${POSTGRES_DB:-$user}
    if [ "$database" != postgres ]; then
        echo "CREATE DATABASE \"$database\";" | postgres --single -j postgres >/dev/null
    fi
fi
exec "$@" -c listen_addresses='*' -c unix_socket_directories=/tmp
