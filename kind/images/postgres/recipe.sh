# shellcheck shell=bash disable=SC2034,SC2154
# Debian's postgresql-15 with the part of the official image's contract that the demo uses:
# POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB, PGDATA; data owned by uid 999; SIGINT for a fast shutdown.
build() {
    progress 50 "installing postgresql-15"
    # Debian would make a cluster of its own, and its postgres user has another number than the official image's.
    # shellcheck disable=SC2016 # mmdebstrap's hooks have a $1 of their own
    mmdebstrap_options=(
        --setup-hook='mkdir -p "$1/etc/postgresql-common"'
        --setup-hook='echo "create_main_cluster = false" >"$1/etc/postgresql-common/createcluster.conf"'
        --setup-hook='echo "postgres:x:999:" >>"$1/etc/group"'
        --setup-hook='echo "postgres:x:999:999::/var/lib/postgresql:/bin/bash" >>"$1/etc/passwd"')
    root_file_system "$work/root" postgresql-15
    # The just-in-time compiler is a third of the whole, and of no use to short queries; without it the server does without.
    rm -rf "$work"/root/usr/lib/postgresql/15/lib/{llvmjit*,bitcode} "$work"/root/usr/lib/*/libLLVM*
    install -m 0755 "$recipe/docker-entrypoint.sh" "$work/root/usr/local/bin/"
    install -d -m 0700 -o 999 -g 999 "$work/root/var/lib/postgresql/data"
    install -d -m 3777 -o 999 -g 999 "$work/root/run/postgresql"
    progress 80 "importing"
    image_from "$work/root" 'ENV PATH=/usr/lib/postgresql/15/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
        'ENV PGDATA=/var/lib/postgresql/data' 'ENV LANG=C.UTF-8' 'VOLUME /var/lib/postgresql/data' 'EXPOSE 5432' \
        'STOPSIGNAL SIGINT' 'ENTRYPOINT ["docker-entrypoint.sh"]' 'CMD ["postgres"]'
}
