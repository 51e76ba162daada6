# shellcheck shell=bash
# The namespaces that the cluster lives in: a network that only the host reaches, by a pair of virtual interfaces, and
# its own view of the folders that a kubelet and a containerd share with nobody but would share with others here.
# They last as long as the process that holds them, so that nothing has to be unmounted or taken back.

# folders that kubelet, containerd and CNI plugins use whatever they are told
private_folders=(/var/lib/kubelet /var/lib/cni /var/log/containers /var/log/pods /run/containerd)

check_network_is_free() {
  local clash
  clash=$(ip -4 -oneline address show to "$network.0/30" | awk -v ours="$interface" '$2 != ours {print $4 " on " $2}')
  [[ $clash ]] || clash=$(ip -4 route show match "$node_ip" table all | grep -v -e '^default' -e "dev $interface" || true)
  [[ ! $clash ]] || die "the addresses $network.0/30 are in use on this machine: ${clash%%$'\n'*}." \
    "Set SLIPWAY_CLUSTER_NETWORK to three other numbers, such as 198.19.77"
  [[ ! -e /sys/class/net/$interface ]] || die "there is an interface $interface on this machine that is not ours"
}

make_sandbox() {
  remember_new_folders
  launch namespaces unshare --mount --net --propagation slave -- \
    bash -euo pipefail "$here/parts/hold-namespaces" "$run/namespaces" "${private_folders[@]}"
  wait_for namespaces 10 test -e "$run/namespaces/ready"
  join_host_and_node
}

# remember_new_folders: something must be there to mount on; what we have made for that, 'down' takes away again
remember_new_folders() {
  local folder
  for folder in "${private_folders[@]}"; do
    [[ -d $folder ]] && continue
    echo "$folder" >>"$state/made-folders"
    mkdir -p "$folder"
  done
}

join_host_and_node() {
  ip link add "$interface" type veth peer name eth0 netns "$(process_of namespaces)"
  ip link set "$interface" alias "$cgroup"
  ip address add "$host_ip/30" dev "$interface"
  ip link set "$interface" up
  inside ip address add "$node_ip/30" dev eth0
  inside ip link set eth0 up
  inside sysctl -qw net.ipv4.ip_forward=1
  render firewall.nft | inside nft -f -
}

# inside COMMAND...: in the node's network. Not 'ip netns exec', which hides /sys/fs/cgroup.
inside() { nsenter --target "$(process_of namespaces)" --net -- "$@"; }

remove_sandbox() {
  local folder
  if [[ $(cat "/sys/class/net/$interface/ifalias" 2>/dev/null) == "$cgroup" ]]; then
    ip link delete "$interface" 2>/dev/null || true # it goes by itself, soon after the last process of the node
  fi
  [[ -f $state/made-folders ]] || return 0
  while read -r folder; do rmdir --ignore-fail-on-non-empty "$folder" 2>/dev/null || true; done <"$state/made-folders"
}
