# shellcheck shell=bash
# What the images have in common; with the recipe's folder it decides what an image is, and with that its reference. `make` sets
# $here (this folder), $name, $recipe (its folder), $reference, $cache (kept between attempts), $base (see root_from_nothing),
# $work (emptied after each) and $log (for what tools say); a recipe defines `build`.
# shellcheck disable=SC2154

export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

# The container engine, chosen as kind is told it. Podman calls an image without a registry by the registry "localhost".
engine=${KIND_EXPERIMENTAL_PROVIDER:-docker}

# The hash covers the recipe and what it shares with the others.
reference_of() {
    local hash
    hash=$(cd "$here" && find lib.sh "$1" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-12)
    if [ "$engine" = podman ]; then printf 'localhost/'; fi
    printf 'ddd-%s:%s\n' "$1" "$hash"
}

base_id() { sha256sum "$here/lib.sh" | cut -c1-12; }

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

# install_debian FOLDER OPTION... : a small Debian 12, no manuals.
install_debian() {
    local folder=$1 check_dates
    shift
    # A mirror that stands still is past the date until which its lists are valid; the machine's own apt knows.
    check_dates=$(apt-config dump --format '%v' Acquire::Check-Valid-Until)
    # A folder that is half done when the machine stops is made anew: dpkg need not wait for the disk after each file.
    debian_sources | mmdebstrap --mode=root --format=directory \
        --aptopt='Apt::Install-Recommends "false"' --aptopt="Acquire::Check-Valid-Until \"${check_dates:-true}\"" \
        --aptopt='Acquire::Languages "none"' --keyring=/usr/share/keyrings/debian-archive-keyring.gpg --dpkgopt=force-unsafe-io \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/info/*' \
        --dpkgopt='path-exclude=/usr/share/lintian/*' "$@" bookworm "$folder" - >>"$log" 2>&1
}

# root_from_nothing FOLDER: what every image holds and a natively compiled .NET program needs. It keeps the package lists.
root_from_nothing() {
    install_debian "$1" --variant=essential --include='ca-certificates libssl3 zlib1g libstdc++6' --skip=cleanup/apt/lists
}

# root_file_system FOLDER PACKAGE... : the base with those packages, no package lists and without the mirror's name in it. Further
# options for mmdebstrap are taken from the array mmdebstrap_options; its setup hooks see the base.
mmdebstrap_options=()
root_file_system() {
    local folder=$1
    shift
    install_debian "$folder" --variant=custom --skip=update --include="$*" --setup-hook="cp -a '$base/.' \"\$1/\"" \
        ${mmdebstrap_options[@]+"${mmdebstrap_options[@]}"}
    without_traces "$folder"
}

without_traces() {
    rm -rf "$1"/var/lib/apt/lists/* "$1"/var/cache/apt/* "$1"/etc/apt/sources.list* "$1"/var/log/*
}

# image_from FOLDER CHANGE... : the folder as image $reference, with Dockerfile instructions.
image_from() {
    local folder=$1 changes=() change
    shift
    for change in "$@"; do changes+=(--change "$change"); done
    tar -C "$folder" --numeric-owner --exclude='./dev/*' -c . | "$engine" import "${changes[@]}" - "$reference" >>"$log"
}
