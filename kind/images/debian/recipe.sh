# shellcheck shell=bash disable=SC2154
# The base of our own images: what a self-contained or natively compiled .NET program needs, and a shell for exec hooks.
build() {
    progress 10 20 "installing Debian 12"
    root_file_system "$work/root" ca-certificates libssl3 zlib1g libstdc++6
    progress 90 2 "importing"
    image_from "$work/root" 'CMD ["/bin/sh"]'
}
