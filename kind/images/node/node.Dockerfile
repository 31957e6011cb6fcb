ARG ROOT
FROM ${ROOT}
COPY bin/ /usr/bin/
COPY files/ /
COPY version /kind/version
# Containers keep the limits they inherit: raising them needs CAP_SYS_RESOURCE, which some machines withhold.
RUN mkdir -p /var/lib/kubelet /etc/kubernetes/manifests /opt/cni \
    && ln -sfn /usr/lib/cni /opt/cni/bin \
    && ctr oci spec | sed '/"rlimits": \[/,/\],/d' > /etc/containerd/base-spec.json \
    && ln -sf /usr/local/bin/node-init /sbin/init
STOPSIGNAL SIGTERM
