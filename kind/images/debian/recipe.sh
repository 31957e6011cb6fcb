# shellcheck shell=bash disable=SC2154
# The base of our own images: what a self-contained or natively compiled .NET program needs, and a shell for exec hooks.
build() {
    progress 80 "importing"
    cp -a "$base" "$work/root"
    without_traces "$work/root"
    image_from "$work/root" 'CMD ["/bin/sh"]'
}
