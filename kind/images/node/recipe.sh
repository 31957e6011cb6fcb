# shellcheck shell=bash disable=SC2034,SC2154
# A kind node image from Debian packages: Kubernetes compiled from Debian's source package, containerd and all else from
# Debian's binary packages, and the control plane's images inside, as kind expects them.
kubernetes=v1.20.2

# The compiler needs four of the seven minutes and both cores: it starts as soon as it can, and the rest works beside it.
build() {
    local build_root=$cache/build-root node_root
    progress 9 "the compiler and the source of Kubernetes"
    make_build_root "$build_root"
    node_root &
    node_root=$!
    compile_in "$build_root"
    wait "$node_root"
    progress 93 "control plane images"
    control_plane_images "$build_root/build/bin/kubernetes"
    progress 96 "node image"
    node_image
}

# Everything that is not Kubernetes; socat, conntrack and iptables serve port-forward and kube-proxy.
node_root() {
    renice -n 10 "$BASHPID" >/dev/null
    root_file_system "$work/node" containerd runc containernetworking-plugins iptables conntrack iproute2 ethtool socat \
        util-linux mount procps kmod ca-certificates hostname kubernetes-client etcd-server
}

# A Debian 12 that holds the compiler and the source, so that the machine's own release and compiler do not matter.
make_build_root() {
    local root=$1
    if [ -f "$root/build/complete" ]; then return; fi
    remove_tree "$root"
    # shellcheck disable=SC2016 # mmdebstrap's hooks have a $1 of their own
    mmdebstrap_options=(--customize-hook='mkdir -p "$1/build/source"'
        --customize-hook='cd "$1/build/source" && APT_CONFIG=$MMDEBSTRAP_APT_CONFIG apt-get source --download-only kubernetes')
    root_file_system "$root" golang-go golang-github-modern-go-reflect2-dev dpkg-dev xz-utils
    mmdebstrap_options=()
    touch "$root/build/complete"
}

compile_in() {
    local root=$1
    rm -rf "$root/build/programs"
    cp -r "$recipe/programs" "$root/build/programs"
    install -m 0755 "$recipe/compile" "$root/build/compile"
    progress 15 "unpacking the source of Kubernetes"
    chroot "$root" /build/compile "$kubernetes" 2>&1 | tee -a "$log" | compile_progress
}

# `go build -v` names each package once.
compile_progress() {
    local packages=0 expected=1650 line
    while IFS= read -r line; do
        packages=$((packages + 1))
        if [ $((packages % 50)) -eq 0 ] && [ "$packages" -lt "$expected" ]; then
            progress $((18 + 72 * packages / expected)) "compiling ${line##*/vendor/}"
        fi
    done
}

# One small root file system under every name that kubeadm pulls, as `docker save` would write it; only the entry points differ.
# Written by hand, as the user's own images may have these names.
control_plane_images() {
    local binary=$1 archive=$work/control-plane root=$work/control-plane-root registry=k8s.gcr.io program layer extensions=() manifest
    mapfile -t extensions < <(cd "$work/node" && printf '/%s\n' usr/lib/*/xtables/*.so)
    copy_with_libraries "$work/node" "$root" /usr/bin/etcd /usr/bin/sleep /usr/sbin/xtables-nft-multi /usr/sbin/conntrack "${extensions[@]}"
    install -D -m 0644 "$work/node/etc/ssl/certs/ca-certificates.crt" "$root/etc/ssl/certs/ca-certificates.crt"
    for program in {iptables,ip6tables}{,-save,-restore}; do ln -s xtables-nft-multi "$root/usr/sbin/$program"; done
    install -D "$binary" "$root/usr/local/bin/kubernetes"
    for program in kube-apiserver kube-controller-manager kube-scheduler kube-proxy cluster-dns volume-provisioner; do
        ln -s kubernetes "$root/usr/local/bin/$program"
    done
    mkdir -p "$archive"
    tar -C "$root" --numeric-owner -c . >"$archive/layer.tar"
    layer=$(sha256sum <"$archive/layer.tar" | cut -d' ' -f1)
    manifest=()
    for program in kube-apiserver kube-controller-manager kube-scheduler kube-proxy; do add_image "$archive" "$registry/$program:$kubernetes"; done
    add_image "$archive" "$registry/etcd:3.4.13-0"
    add_image "$archive" "ddd.demo/volume-provisioner:$kubernetes"
    # kubeadm's Deployment for CoreDNS gives arguments only, and a pod's sandbox gets nothing at all.
    add_image "$archive" "$registry/coredns:1.7.0" '"/usr/local/bin/cluster-dns"'
    add_image "$archive" "$registry/pause:3.2" '"/usr/bin/sleep","infinity"'
    (IFS=, && printf '[%s]\n' "${manifest[*]}") >"$archive/manifest.json"
    tar -C "$archive" -cf "$work/control-plane.tar" .
}

# add_image ARCHIVE REFERENCE [ENTRYPOINT, JSON strings]: an image of the one $layer, for the archive's $manifest.
add_image() {
    local archive=$1 config name
    config=$(printf '{"architecture":"%s","os":"linux","config":{"Entrypoint":[%s],"Env":["PATH=%s"],"Labels":{"org.opencontainers.image.title":"%s"}},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \
        "$(dpkg --print-architecture)" "${3:-}" /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$2" "$layer")
    name=$(printf '%s' "$config" | sha256sum | cut -d' ' -f1).json
    printf '%s' "$config" >"$archive/$name"
    manifest+=("$(printf '{"Config":"%s","RepoTags":["%s"],"Layers":["layer.tar"]}' "$name" "$2")")
}

# copy_with_libraries ROOT TARGET FILE...: programs of one root file system, and the libraries they need, into another.
copy_with_libraries() {
    local root=$1 target=$2 file folder
    shift 2
    mkdir -p "$target"/usr/{bin,sbin,lib,lib64,local/bin} "$target"/{etc,run,var}
    install -d -m 1777 "$target/tmp"
    for folder in bin sbin lib lib64; do ln -s "usr/$folder" "$target/$folder"; done
    { printf '%s\n' "$@"; chroot "$root" ldd "$@" | grep -oE '/[^ :]+\.so[^ :]*'; } | sort -u | while read -r file; do
        file=${file#/usr}
        install -D -m 0755 "$root/usr$file" "$target/usr$file"
    done
}

# kind loads the images into containerd's store when it makes a node image; so does this, with the node's own containerd.
node_image() {
    local root=$work/node program
    install -m 0755 "$cache/build-root/build/bin/kubernetes" "$root/usr/bin/kubernetes"
    for program in kubelet kubeadm; do ln -s kubernetes "$root/usr/bin/$program"; done
    rm "$root/usr/bin/etcd"
    cp -r "$recipe/files/." "$root/"
    install -m 0755 "$recipe"/init/* "$root/usr/local/bin/"
    ln -sf /usr/local/bin/node-init "$root/sbin/init"
    mkdir -p "$root/var/lib/kubelet" "$root/etc/kubernetes/manifests" "$root/opt/cni" "$root/kind"
    ln -sfn /usr/lib/cni "$root/opt/cni/bin"
    printf '%s' "$kubernetes" >"$root/kind/version"
    # Containers keep the limits they inherit: raising them needs CAP_SYS_RESOURCE, which some machines withhold.
    chroot "$root" ctr oci spec | sed '/"rlimits": \[/,/\],/d' >"$root/etc/containerd/base-spec.json"
    import_into_containerd "$root" "$work/control-plane.tar"
    image_from "$root" 'ENTRYPOINT ["/usr/local/bin/entrypoint", "/sbin/init"]' 'CMD []'
}

# containerd stores images without any right but that to write its folder, so no container is needed.
import_into_containerd() {
    local root=$1 archive=$2 daemon waited
    printf 'version = 2\ndisabled_plugins = ["io.containerd.grpc.v1.cri"]\n' >"$root/run/import.toml"
    chroot "$root" containerd --config /run/import.toml --state /run/containerd >>"$log" 2>&1 &
    daemon=$!
    for ((waited = 0; waited < 60; waited++)); do
        if chroot "$root" ctr version >/dev/null 2>&1; then break; fi
        sleep 0.5
    done
    chroot "$root" ctr --namespace k8s.io images import --no-unpack - <"$archive" >>"$log" 2>&1
    kill "$daemon"
    wait "$daemon" || true
    rm -rf "$root"/run/*
}
