# shellcheck shell=bash
# What the image recipes share. `make` sets $here (this folder), $name, $recipe (its folder), $reference, $cache (kept
# between attempts), $work (emptied after each) and $log (for what tools say); a recipe defines `build`.
# shellcheck disable=SC2154

export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

# The container engine, chosen as kind is told it. Podman calls an image without a registry by the registry "localhost".
engine=${KIND_EXPERIMENTAL_PROVIDER:-docker}

say() { printf '%s\n' "$*"; }
fail() { printf '%s\nNext: %s\n' "$1" "$2" >&2; exit 1; }

# The hash covers the recipe and what it shares with the others.
reference_of() {
    local hash
    hash=$(cd "$here" && find lib.sh "$1" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-12)
    if [ "$engine" = podman ]; then printf 'localhost/'; fi
    printf 'ddd-%s:%s\n' "$1" "$hash"
}

# progress PERCENT SECONDS-LEFT WHAT
progress() {
    if [ "$2" -ge 90 ]; then
        printf '[%3d %%, about %d min left] %s: %s\n' "$1" $((($2 + 30) / 60)) "$name" "$3"
    else
        printf '[%3d %%, about %d s left] %s: %s\n' "$1" "$2" "$name" "$3"
    fi
}

# Never follows a mount that a killed build left behind.
remove_tree() { rm -rf --one-file-system -- "$1"; }

# need_packages PACKAGE... : on the machine that builds.
need_packages() {
    local package missing=()
    for package in "$@"; do dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package"); done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "installing ${missing[*]}"
    apt-get update >>"$log" 2>&1
    apt-get install -y --no-install-recommends "${missing[@]}" >>"$log" 2>&1
}

# The mirror that this machine uses for an archive of Debian's (Debian, Debian-Security).
mirror_of() {
    # shellcheck disable=SC2016 # apt-get's own variables
    apt-get indextargets --format '$(LABEL) $(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' |
        awk -v label="$1" '$1 == label && !found { print $2; found = 1 }'
}

# Debian 12's sources, from this machine's own mirrors where it runs Debian.
debian_sources() {
    local debian security
    debian=$(mirror_of Debian)
    security=$(mirror_of Debian-Security)
    if [ -z "$debian" ]; then
        debian=http://deb.debian.org/debian/ security=http://deb.debian.org/debian-security/
    fi
    printf 'deb %s bookworm main\ndeb %s bookworm-updates main\ndeb-src %s bookworm main\n' "$debian" "$debian" "$debian"
    [ -z "$security" ] || printf 'deb %s bookworm-security main\n' "$security"
}

# root_file_system FOLDER PACKAGE... : a small Debian 12 with those packages, no manuals, no package lists and without
# the mirror's name in it. Further options for mmdebstrap are taken from the array mmdebstrap_options.
mmdebstrap_options=()
root_file_system() {
    local folder=$1 check_dates
    shift
    # A mirror that stands still is past the date until which its lists are valid; the machine's own apt knows.
    check_dates=$(apt-config dump --format '%v' Acquire::Check-Valid-Until)
    # shellcheck disable=SC2016 # mmdebstrap's hooks have a $1 of their own
    debian_sources | mmdebstrap --mode=root --format=directory --variant=essential --include="$*" \
        --aptopt='Apt::Install-Recommends "false"' --aptopt="Acquire::Check-Valid-Until \"${check_dates:-true}\"" \
        --keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/info/*' \
        --dpkgopt='path-exclude=/usr/share/lintian/*' \
        ${mmdebstrap_options[@]+"${mmdebstrap_options[@]}"} \
        --customize-hook='rm -rf "$1"/var/lib/apt/lists/* "$1"/var/cache/apt/* "$1"/etc/apt/sources.list* "$1"/var/log/*' \
        bookworm "$folder" - >>"$log" 2>&1
}

# image_from FOLDER CHANGE... : the folder as image $reference, with Dockerfile instructions.
image_from() {
    local folder=$1 changes=() change
    shift
    for change in "$@"; do changes+=(--change "$change"); done
    tar -C "$folder" --numeric-owner --exclude=./dev/* -c . | "$engine" import "${changes[@]}" - "$reference" >>"$log"
}
