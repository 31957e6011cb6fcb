# shellcheck shell=bash
# A kind node image from Debian packages: Kubernetes compiled from Debian's source package, containerd and what it needs
# from Debian's binary packages, and the control plane's images inside, as kind expects them.
kubernetes=v1.20.2

build() {
    progress 1 480 "installing build tools"
    need_packages golang-go golang-github-modern-go-reflect2-dev dpkg-dev xz-utils
    mkdir -p "$work/out"
    node_root &
    local root_job=$!
    compile_kubernetes
    progress 80 60 "waiting for the root file system"
    wait "$root_job"
    progress 82 55 "control plane images"
    control_plane_images
    progress 90 30 "node image"
    node_image
}

# Everything that is not Kubernetes. `ptp` and `host-local` are all the network that one node needs.
node_root() {
    # containerd starts what the images in it ask for; socat and iptables serve port-forward and kube-proxy.
    root_file_system "$work/root.tar" containerd runc containernetworking-plugins iptables conntrack iproute2 \
        ethtool socat util-linux mount procps kmod ca-certificates hostname bash etcd-server dnsmasq-base
}

source_package() {
    local lists=$cache/source-lists sources=$work/deb-src.list
    mkdir -p "$lists/partial" "$cache/source"
    printf 'deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s bookworm main\n' "$(debian_mirror)" >"$sources"
    local private=(-o "Dir::Etc::sourcelist=$sources" -o Dir::Etc::sourceparts=/dev/null -o "Dir::State::lists=$lists")
    need_packages debian-archive-keyring
    apt-get "${private[@]}" update >>"$log" 2>&1
    (cd "$cache/source" && apt-get "${private[@]}" source --download-only kubernetes) >>"$log" 2>&1
}

compile_kubernetes() {
    progress 3 460 "fetching the source of Kubernetes"
    source_package
    local tree=$work/go/src/k8s.io/kubernetes
    mkdir -p "$work/go/src/k8s.io"
    dpkg-source --no-check -x "$cache"/source/kubernetes_*.dsc "$tree" >>"$log" 2>&1
    # The vendored reflect2 crashes when compiled by Go 1.18 or newer; Debian's package is the release that does not.
    rm -rf "$tree/vendor/github.com/modern-go/reflect2"
    cp -rL /usr/share/gocode/src/github.com/modern-go/reflect2 "$tree/vendor/github.com/modern-go/"
    export GOPATH=$work/go GO111MODULE=off CGO_ENABLED=0 GOCACHE=$cache/go-build GOFLAGS=
    cd "$tree"
    progress 6 440 "generating the OpenAPI definitions"
    generate_openapi
    progress 9 420 "compiling Kubernetes"
    mkdir -p "$work/out/bin"
    local stamp=k8s.io/kubernetes/vendor/k8s.io/component-base/version
    local flags="-s -w -X $stamp.gitVersion=$kubernetes -X $stamp.gitMajor=1 -X $stamp.gitMinor=20 -X $stamp.gitTreeState=clean"
    # The tags leave out cloud providers and dockershim, which no kind node uses.
    go build -v -trimpath -tags providerless,dockerless -ldflags "$flags" -o "$work/out/bin/" \
        ./cmd/kube-apiserver ./cmd/kube-controller-manager ./cmd/kube-scheduler ./cmd/kube-proxy \
        ./cmd/kubelet ./cmd/kubeadm ./cmd/kubectl 2>&1 | tee -a "$log" | compile_progress
    cd "$here"
}

# Debian's source leaves out this one generated file.
generate_openapi() {
    go build -o "$work/openapi-gen" ./vendor/k8s.io/kube-openapi/cmd/openapi-gen >>"$log" 2>&1
    local packages
    packages=$(grep -rlE '^// \+k8s:openapi-gen=' --include=*.go pkg staging | xargs -n1 dirname | sort -u |
        grep -vE 'code-generator|sample-apiserver' | sed 's#^staging/src/#vendor/#; s#^#k8s.io/kubernetes/#' | paste -sd,)
    "$work/openapi-gen" --logtostderr -i "$packages" -p k8s.io/kubernetes/pkg/generated/openapi -O zz_generated.openapi \
        -h hack/boilerplate/boilerplate.generatego.txt -r "$work/openapi-violations" --output-base "$work/go/src" >>"$log" 2>&1
}

# `go build -v` names each package once: about 1,900 of them.
compile_progress() {
    local packages=0 expected=1900 began=$SECONDS left package
    while IFS= read -r package; do
        packages=$((packages + 1))
        if [ $((packages % 190)) -eq 0 ] && [ "$packages" -lt "$expected" ]; then
            left=$(((SECONDS - began) * (expected - packages) / packages + 60))
            progress $((9 + 70 * packages / expected)) "$left" "compiling ${package##*/vendor/}"
        fi
    done
}

# One root file system under every name that kubeadm pulls; only the entry points differ.
control_plane_images() {
    local context=$work/control-plane
    mkdir -p "$context/bin"
    cp "$work/out/bin/kubectl" "$context/bin/"
    for program in kube-apiserver kube-controller-manager kube-scheduler kube-proxy; do cp "$work/out/bin/$program" "$context/bin/"; done
    cp "$recipe/control-plane.Dockerfile" "$context/Dockerfile"
    cp "$recipe/cluster-dns" "$context/"
    docker import "$work/root.tar" "$name-root:$$" >>"$log"
    local target
    for target in pause dns; do
        docker build --target "$target" --build-arg ROOT="$name-root:$$" -t "$name-$target:$$" "$context" >>"$log" 2>&1
    done
    local image images=(k8s.gcr.io/pause:3.2)
    docker tag "$name-pause:$$" k8s.gcr.io/pause:3.2
    for image in etcd:3.4.13-0 kube-apiserver:$kubernetes kube-controller-manager:$kubernetes kube-scheduler:$kubernetes kube-proxy:$kubernetes; do
        docker tag "$name-pause:$$" "k8s.gcr.io/$image"
        images+=("k8s.gcr.io/$image")
    done
    docker tag "$name-dns:$$" k8s.gcr.io/coredns:1.7.0
    images+=(k8s.gcr.io/coredns:1.7.0)
    docker save "${images[@]}" -o "$work/control-plane.tar"
    docker image rm "${images[@]}" >>"$log"
}

# kind loads the images into containerd's store when it makes a node image; so does this, in a container that is then committed.
node_image() {
    local context=$work/node
    mkdir -p "$context/bin"
    for program in kubelet kubeadm kubectl; do cp "$work/out/bin/$program" "$context/bin/"; done
    cp -r "$recipe/files" "$recipe/node.Dockerfile" "$context/"
    printf '%s' "$kubernetes" >"$context/version"
    docker build -f "$context/node.Dockerfile" --build-arg ROOT="$name-root:$$" -t "$name-bare:$$" "$context" >>"$log" 2>&1
    local container=ddd-node-import-$$
    docker run -d --privileged --name "$container" --entrypoint /usr/bin/containerd "$name-bare:$$" >>"$log"
    local waited
    for ((waited = 0; waited < 60; waited++)); do
        if docker exec "$container" ctr version >/dev/null 2>&1; then break; fi
        sleep 0.5
    done
    docker exec -i "$container" ctr --namespace k8s.io images import --no-unpack - <"$work/control-plane.tar" >>"$log" 2>&1 ||
        fail "containerd did not take the control plane's images" "docker logs $container"
    docker stop -t 10 "$container" >>"$log"
    docker commit --change 'ENTRYPOINT ["/usr/local/bin/entrypoint", "/sbin/init"]' "$container" "$reference" >>"$log"
    docker rm -f "$container" >>"$log"
    docker image rm "$name-bare:$$" "$name-pause:$$" "$name-dns:$$" "$name-root:$$" >>"$log"
}
