# shellcheck shell=bash disable=SC2154
# Debian's nats-server under the official image's entry point.
build() {
    progress 50 "installing nats-server"
    root_file_system "$work/root" nats-server
    progress 80 "importing"
    image_from "$work/root" 'EXPOSE 4222' 'USER 65534:65534' 'ENTRYPOINT ["/usr/sbin/nats-server"]'
}
