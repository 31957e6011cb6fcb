ARG ROOT
FROM ${ROOT} AS base
COPY bin/ /usr/local/bin/
RUN cp /usr/bin/sleep /pause

FROM base AS pause
ENTRYPOINT ["/pause", "infinity"]

FROM base AS dns
COPY cluster-dns /usr/local/bin/cluster-dns
ENTRYPOINT ["/usr/local/bin/cluster-dns"]
