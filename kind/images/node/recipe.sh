# shellcheck shell=bash disable=SC2034,SC2154
# A kind node image from Debian packages: Kubernetes compiled from Debian's source package, containerd and all else from
# Debian's binary packages, and the control plane's images inside, as kind expects them.
kubernetes=v1.20.2

# The percentages and seconds are of a machine with two cores.
build() {
    progress 1 360 "root file systems of the node and of the compiler"
    node_root &
    local node_root=$! build_root=$cache/build-root
    make_build_root "$build_root"
    compile_in "$build_root"
    wait "$node_root"
    progress 88 25 "control plane images"
    control_plane_images "$build_root/build/bin/kubernetes"
    progress 93 15 "node image"
    node_image
}

# Everything that is not Kubernetes; socat, conntrack and iptables serve port-forward and kube-proxy.
node_root() {
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
    touch "$root/build/complete"
}

compile_in() {
    local root=$1
    rm -rf "$root/build/programs"
    cp -r "$recipe/programs" "$root/build/programs"
    install -m 0755 "$recipe/compile" "$root/build/compile"
    progress 12 310 "unpacking the source of Kubernetes"
    chroot "$root" /build/compile "$kubernetes" 2>&1 | tee -a "$log" | compile_progress
}

# `go build -v` names each package once.
compile_progress() {
    local packages=0 expected=1650 began=$SECONDS left line
    while IFS= read -r line; do
        packages=$((packages + 1))
        if [ $((packages % 150)) -eq 0 ] && [ "$packages" -lt "$expected" ]; then
            left=$(((SECONDS - began) * (expected - packages) / packages + 50))
            progress $((15 + 70 * packages / expected)) "$left" "compiling ${line##*/vendor/}"
        fi
    done
}

# One small root file system under every name that kubeadm pulls; only the entry points differ.
control_plane_images() {
    local binary=$1 context=$work/control-plane program image images=()
    local root=$context/root registry=k8s.gcr.io extensions=() save=(save)
    mapfile -t extensions < <(cd "$work/node" && printf '/%s\n' usr/lib/*/xtables/*.so)
    copy_with_libraries "$work/node" "$root" /usr/bin/etcd /usr/bin/sleep /usr/sbin/xtables-nft-multi /usr/sbin/conntrack "${extensions[@]}"
    install -D -m 0644 "$work/node/etc/ssl/certs/ca-certificates.crt" "$root/etc/ssl/certs/ca-certificates.crt"
    for program in {iptables,ip6tables}{,-save,-restore}; do ln -s xtables-nft-multi "$root/usr/sbin/$program"; done
    install -D "$binary" "$root/usr/local/bin/kubernetes"
    for program in kube-apiserver kube-controller-manager kube-scheduler kube-proxy cluster-dns volume-provisioner; do
        ln -s kubernetes "$root/usr/local/bin/$program"
        if [[ $program == kube-* ]]; then images+=("control-plane $registry/$program:$kubernetes"); fi
    done
    images+=("control-plane $registry/etcd:3.4.13-0" "cluster-dns $registry/coredns:1.7.0" "pause $registry/pause:3.2"
        "control-plane ddd.demo/volume-provisioner:$kubernetes")
    cp "$recipe/control-plane.Dockerfile" "$context/Dockerfile"
    for image in "${images[@]}"; do
        "$engine" build --target "${image% *}" --label "org.opencontainers.image.title=${image#* }" -t "${image#* }" "$context" >>"$log" 2>&1
    done
    # Podman keeps one image in an archive unless told otherwise; Docker knows no such option.
    if [ "$engine" = podman ]; then save+=(--multi-image-archive); fi
    "$engine" "${save[@]}" -o "$work/control-plane.tar" "${images[@]#* }"
    "$engine" image rm "${images[@]#* }" >>"$log"
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

# kind loads the images into containerd's store when it makes a node image; so does this, in a container that is then committed.
node_image() {
    local root=$work/node container=ddd-node-import-$$ program waited
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

    tar -C "$root" --numeric-owner --exclude='./dev/*' -c . | "$engine" import - "$container" >>"$log"
    {
        "$engine" run -d --privileged --name "$container" "$container" /usr/bin/containerd
        for ((waited = 0; waited < 60; waited++)); do
            if "$engine" exec "$container" ctr version >/dev/null 2>&1; then break; fi
            sleep 0.5
        done
        "$engine" exec -i "$container" ctr --namespace k8s.io images import --no-unpack - <"$work/control-plane.tar"
        "$engine" stop -t 10 "$container"
        "$engine" commit --change 'ENTRYPOINT ["/usr/local/bin/entrypoint", "/sbin/init"]' --change 'CMD []' "$container" "$reference"
        "$engine" rm -f "$container"
        "$engine" image rm "$container"
    } >>"$log" 2>&1
}
