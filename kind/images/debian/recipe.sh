# shellcheck shell=bash
# The base of our own images: what a self-contained or natively compiled .NET program needs, and a shell for exec hooks.
build() {
    progress 10 30 "installing Debian 12"
    root_file_system "$work/root.tar" ca-certificates libssl3 zlib1g libstdc++6
    progress 90 3 "importing"
    image_from_root "$work/root.tar" 'CMD ["/bin/sh"]'
}
