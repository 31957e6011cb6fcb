# shellcheck shell=bash
# Debian's docker-registry with the official image's port, volume and configuration path.
build() {
    progress 10 30 "installing docker-registry"
    hooks=('mkdir -p "$1/etc/docker/registry" "$1/var/lib/registry"' "upload $recipe/config.yml /etc/docker/registry/config.yml")
    root_file_system "$work/root.tar" docker-registry ca-certificates
    progress 90 3 "importing"
    image_from_root "$work/root.tar" 'VOLUME /var/lib/registry' 'EXPOSE 5000' \
        'ENTRYPOINT ["/usr/bin/docker-registry"]' 'CMD ["serve", "/etc/docker/registry/config.yml"]'
}
