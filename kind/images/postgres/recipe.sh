# shellcheck shell=bash
# Debian's postgresql-15 with the part of the official image's contract that the demo uses:
# POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB, PGDATA; data owned by uid 999; SIGINT for a fast shutdown.
build() {
    progress 10 40 "installing postgresql-15"
    hooks=("upload $recipe/docker-entrypoint.sh /usr/local/bin/docker-entrypoint.sh" 'chmod 0755 "$1/usr/local/bin/docker-entrypoint.sh"')
    root_file_system "$work/root.tar" postgresql-15
    progress 90 4 "importing"
    image_from_root "$work/root.tar" 'ENV PATH=/usr/lib/postgresql/15/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
        'ENV PGDATA=/var/lib/postgresql/data' 'EXPOSE 5432' 'STOPSIGNAL SIGINT' \
        'ENTRYPOINT ["/usr/local/bin/docker-entrypoint.sh"]' 'CMD ["postgres"]'
}
