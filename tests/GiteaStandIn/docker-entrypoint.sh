#!/bin/sh
# As Gitea's rootless image: settings come by variables and go into a file that stays in the volume; then the server runs.
mkdir -p "$HOME"
env | grep '^GITEA__' | sort >"$GITEA_APP_INI"
if [ $# -gt 0 ]; then exec "$@"; fi
exec /usr/local/bin/gitea -c "$GITEA_APP_INI" web
