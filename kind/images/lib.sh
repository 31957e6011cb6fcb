# shellcheck shell=bash
# What the image recipes share. A recipe sets nothing at load time and defines `build`, which makes image $reference
# in the empty folder $work, writing what tools say to $log. It runs with $here, $recipe, $cache and $name set.

export DEBIAN_FRONTEND=noninteractive

say() { printf '%s\n' "$*"; }
fail() { printf '%s\nNext: %s\n' "$1" "$2" >&2; exit 1; }

# The hash covers the recipe and what it shares with the others.
reference_of() {
    local hash
    hash=$(cd "$here" && find lib.sh debian "$1" -type f -print0 | LC_ALL=C sort -zu | xargs -0 sha256sum | sha256sum | cut -c1-12)
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

remove_tree() {
    if ! grep -q " $1/" /proc/self/mounts; then rm -rf "$1"; fi
}

need_packages() {
    local package missing=()
    for package in "$@"; do dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package"); done
    [ ${#missing[@]} -gt 0 ] || return 0
    [ -n "$(find /var/lib/apt/lists -name '*_Packages*' -mmin -1440 2>/dev/null | head -n 1)" ] || apt-get update >>"$log" 2>&1
    apt-get install -y --no-install-recommends "${missing[@]}" >>"$log" 2>&1
}

# The mirror this machine already uses; Debian's own where it uses none of Debian 12.
debian_mirror() {
    local mirror
    mirror=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' | awk '$2 == "bookworm" { print $1; exit }')
    printf '%s' "${mirror:-http://deb.debian.org/debian/}"
}

# root_file_system TAR PACKAGE... : a small Debian 12 with those packages, without the mirror's name in it.
# The array `hooks` may hold mmdebstrap customize hooks, such as "upload FILE /path".
hooks=()
root_file_system() {
    local tar=$1 hook customize=()
    shift
    for hook in ${hooks[@]+"${hooks[@]}"}; do customize+=(--customize-hook="$hook"); done
    need_packages mmdebstrap debian-archive-keyring
    mmdebstrap --mode=root --variant=essential --include="$(IFS=,; printf '%s' "$*")" \
        --aptopt='Apt::Install-Recommends "false"' \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/info/*' \
        ${customize[@]+"${customize[@]}"} \
        --customize-hook='rm -rf "$1"/var/lib/apt/lists/* "$1"/var/cache/apt/* "$1"/etc/apt/sources.list* "$1"/var/log/*' \
        bookworm "$tar" "deb $(debian_mirror) bookworm main" >>"$log" 2>&1
}

# image_from_root TAR CHANGE... : the tar as image $reference, with Dockerfile instructions.
image_from_root() {
    local tar=$1 changes=() change
    shift
    for change in "$@"; do changes+=(--change "$change"); done
    docker import ${changes[@]+"${changes[@]}"} "$tar" "$reference" >>"$log"
}
