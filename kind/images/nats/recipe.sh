# shellcheck shell=bash
# Debian's nats-server under the official image's entry point.
build() {
    progress 10 25 "installing nats-server"
    root_file_system "$work/root.tar" nats-server
    progress 90 2 "importing"
    image_from_root "$work/root.tar" 'EXPOSE 4222' 'USER 65534:65534' 'ENTRYPOINT ["/usr/sbin/nats-server"]'
}
