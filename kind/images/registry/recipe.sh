# shellcheck shell=bash disable=SC2154
# Debian's docker-registry with the official image's port, volume and configuration path.
build() {
    progress 50 "installing docker-registry"
    root_file_system "$work/root" docker-registry ca-certificates
    install -D -m 0644 "$recipe/config.yml" "$work/root/etc/docker/registry/config.yml"
    mkdir -p "$work/root/var/lib/registry"
    progress 80 "importing"
    image_from "$work/root" 'VOLUME /var/lib/registry' 'EXPOSE 5000' \
        'ENTRYPOINT ["/usr/bin/docker-registry"]' 'CMD ["serve", "/etc/docker/registry/config.yml"]'
}
