FROM scratch AS control-plane
COPY root/ /

# kubeadm's Deployment for CoreDNS gives arguments only, and a pod's sandbox gets nothing at all.
FROM control-plane AS cluster-dns
ENTRYPOINT ["/usr/local/bin/cluster-dns"]

FROM control-plane AS pause
ENTRYPOINT ["/usr/bin/sleep", "infinity"]
