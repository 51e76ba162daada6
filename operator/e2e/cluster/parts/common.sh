# shellcheck shell=bash disable=SC2034 # the other parts and the templates use what is set here
# Names, addresses and places that the parts share, and how they speak.

run=/run/slipway-cluster
containerd_socket=$run/containerd.sock
node="node-1"
interface=slipway0
pod_cidr=10.244.0.0/16
service_cidr=10.96.0.0/16
api_service_ip=10.96.0.1
pause_image=localhost/slipway-cluster/pause:1
provisioner=slipway.dev/node-folder

say() { printf 'cluster: [%3d s] %s\n' "$SECONDS" "$*" >&2; }

die() {
  printf 'cluster: %s\n' "$*" >&2
  exit 1
}

# use_state FOLDER
use_state() {
  state=$1
  logs=$state/logs
  pki=$state/pki
  kubeconfig=$state/admin.kubeconfig
}

# use_network NUMBERS: the first three of the addresses
use_network() {
  network=$1
  host_ip=$network.1
  node_ip=$network.2
}

use_settings() {
  use_state "${SLIPWAY_CLUSTER_STATE:-/var/lib/slipway-cluster}"
  use_network "${SLIPWAY_CLUSTER_NETWORK:-198.18.0}" # 198.18.0.0/15 is set aside for tests within one's own network
}
use_settings

need_root_and_linux() {
  [[ $(uname -s) == Linux ]] || die "the local cluster needs Linux; on another system install Docker and kind, or set SLIPWAY_KUBECONFIG and SLIPWAY_IMAGE_LOAD"
  [[ $(id -u) == 0 ]] || die "the local cluster needs root; without it install Docker and kind, or set SLIPWAY_KUBECONFIG and SLIPWAY_IMAGE_LOAD"
  [[ $state == /*/* ]] || die "SLIPWAY_CLUSTER_STATE must be an absolute path below some folder, not '$state'"
  [[ $network =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || die "SLIPWAY_CLUSTER_NETWORK is three numbers such as 198.18.0, not '$network'"
}

# program NAME: where it is; built first where it is absent
program() { "$here/program" "$1"; }

# kubectl never picks up a kubeconfig, nor a proxy, by accident
kubectl() {
  env -u KUBECONFIG NO_PROXY="$node_ip,${NO_PROXY:-}" no_proxy="$node_ip,${no_proxy:-}" \
    "$(program kubectl)" --kubeconfig="$kubeconfig" "$@"
}

# render TEMPLATE: each @name@ in it replaced by the variable of that name
render() {
  local text name
  text=$(<"$here/templates/$1")
  while [[ $text =~ @([a-z_]+)@ ]]; do
    name=${BASH_REMATCH[1]}
    text=${text//"@$name@"/"${!name}"}
  done
  printf '%s\n' "$text"
}

# print_environment: for eval
print_environment() {
  printf 'export KUBECONFIG=%q\n' "$kubeconfig"
  # shellcheck disable=SC2016 # it is expanded where it is evaluated
  printf 'export PATH=%q:%q:"$PATH"\n' "$(dirname "$(program kubectl)")" "$(dirname "$(program helm)")"
}
