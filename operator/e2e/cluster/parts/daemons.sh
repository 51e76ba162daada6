# shellcheck shell=bash
# The daemons of the node, each with its configuration. What is not set here is as Kubernetes has it by default.

daemons=(namespaces etcd containerd kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy coredns volume-provisioner)
needed_programs=(etcd kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy coredns volume-provisioner pause kubectl helm)

start_etcd() {
  local client=http://127.0.0.1:2379 peer=http://127.0.0.1:2380
  start etcd "$(program etcd)" --name "$node" --data-dir "$state/etcd" --unsafe-no-fsync --log-level warn \
    --listen-client-urls "$client" --advertise-client-urls "$client" \
    --listen-peer-urls "$peer" --initial-advertise-peer-urls "$peer" --initial-cluster "$node=$peer"
}

# shellcheck disable=SC2034 # the templates use it
start_containerd() {
  local cni
  cni=$(cni_folder) || die "the CNI plugins are gone"
  mkdir -p "$state/cni"
  render cni.conflist >"$state/cni/10-pods.conflist"
  render containerd.toml >"$state/containerd.toml"
  start containerd containerd --config "$state/containerd.toml"
}

start_kube_apiserver() {
  start kube-apiserver "$(program kube-apiserver)" --etcd-servers=http://127.0.0.1:2379 \
    --bind-address="$node_ip" --advertise-address="$node_ip" --secure-port=6443 \
    --tls-cert-file="$pki/apiserver.crt" --tls-private-key-file="$pki/apiserver.key" --client-ca-file="$pki/ca.crt" \
    --kubelet-client-certificate="$pki/apiserver-kubelet-client.crt" \
    --kubelet-client-key="$pki/apiserver-kubelet-client.key" \
    --kubelet-certificate-authority="$pki/ca.crt" --kubelet-preferred-address-types=InternalIP \
    --service-account-key-file="$pki/service-accounts.pub" \
    --service-account-signing-key-file="$pki/service-accounts.key" \
    --service-account-issuer=https://kubernetes.default.svc.cluster.local \
    --requestheader-client-ca-file="$pki/front-proxy-ca.crt" --requestheader-allowed-names=front-proxy-client \
    --requestheader-extra-headers-prefix=X-Remote-Extra- --requestheader-group-headers=X-Remote-Group \
    --requestheader-username-headers=X-Remote-User \
    --proxy-client-cert-file="$pki/front-proxy-client.crt" --proxy-client-key-file="$pki/front-proxy-client.key" \
    --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction \
    --service-cluster-ip-range="$service_cidr" --allow-privileged=true
}

start_kube_controller_manager() {
  start kube-controller-manager "$(program kube-controller-manager)" --kubeconfig="$state/controller-manager.kubeconfig" \
    --use-service-account-credentials=true --service-account-private-key-file="$pki/service-accounts.key" \
    --root-ca-file="$pki/ca.crt" --cluster-signing-cert-file="$pki/ca.crt" --cluster-signing-key-file="$pki/ca.key" \
    --flex-volume-plugin-dir="$state/flexvolume" --leader-elect=false --bind-address=127.0.0.1
}

start_kube_scheduler() {
  start kube-scheduler "$(program kube-scheduler)" --kubeconfig="$state/scheduler.kubeconfig" \
    --leader-elect=false --bind-address=127.0.0.1
}

start_kubelet() {
  render kubelet.yaml >"$state/kubelet.yaml"
  start kubelet "$(program kubelet)" --config="$state/kubelet.yaml" --kubeconfig="$state/kubelet.kubeconfig" \
    --root-dir="$state/kubelet" --hostname-override="$node" --node-ip="$node_ip"
}

start_kube_proxy() {
  render kube-proxy.yaml >"$state/kube-proxy.yaml"
  start kube-proxy "$(program kube-proxy)" --config="$state/kube-proxy.yaml"
}

start_coredns() {
  render Corefile >"$state/Corefile"
  start coredns "$(program coredns)" -conf "$state/Corefile" -quiet
}

start_volume_provisioner() {
  mkdir -p "$state/volumes"
  start volume-provisioner "$(program volume-provisioner)" --kubeconfig="$kubeconfig" \
    --provisioner="$provisioner" --folder="$state/volumes" --node="$node"
}
