# shellcheck shell=bash
# The local cluster's commands.
#
# There are three states: nothing is there; all of it is up ($run/up exists, every daemon lives, the API server answers);
# or something is left of a cluster that has crashed, was killed or did not come up. The last is always cleared away
# whole and never mended: nothing in a test cluster is worth the doubt.

local_build() {
  need_root_and_linux
  install_packages
  "$here/program" "${needed_programs[@]}" >/dev/null
}

local_packages() {
  need_root_and_linux
  install_packages
}

local_up() {
  need_root_and_linux
  local_build
  take_lock
  if is_up; then
    say "it is up already"
    echo "$kubeconfig"
    return
  fi
  if is_something_left; then
    say "clearing away what is left of a cluster that is not up"
    remove_everything
    use_settings
  fi
  check_network_is_free
  claim_state
  trap 'stop_after_failure $?' EXIT
  start_everything
  trap - EXIT
  : >"$run/up"
  say "up: $("$(program kubectl)" version --client | sed -n 's/^Client Version: /Kubernetes /p'), one node"
  echo "$kubeconfig"
}

local_down() {
  need_root_and_linux
  take_lock
  if ! is_something_left; then
    say "it is down already"
    return
  fi
  remove_everything
  say "down"
}

local_load() {
  need_root_and_linux
  need_up
  local image
  for image in "$@"; do load_image "$image"; done
}

local_env() {
  need_root_and_linux
  need_up
  print_environment
  printf 'export NO_PROXY=%q\n' "$node_ip${NO_PROXY:+,$NO_PROXY}"
}

local_status() {
  need_root_and_linux
  if is_up; then
    say "up, with its state in $state"
    kubectl get nodes,pods --all-namespaces
  elif is_something_left; then
    say "broken: $(what_is_wrong); 'cluster up' starts it anew, 'cluster down' clears it away, the logs are in $logs"
    exit 1
  else
    say "down"
    exit 3
  fi
}

local_inside() {
  need_root_and_linux
  need_up
  inside "$@"
}

start_everything() {
  say "starting etcd, containerd and the API server"
  make_cgroups
  make_sandbox
  make_credentials
  start_etcd
  start_containerd
  start_kube_apiserver
  wait_for "kube-apiserver" 120 is_ready
  say "starting the controllers and the kubelet"
  start_kube_controller_manager
  start_kube_scheduler
  wait_for "containerd" 60 node_ctr version
  load_pause_image
  start_kubelet
  start_kube_proxy
  start_coredns
  start_volume_provisioner
  render storage-class.yaml | kubectl create -f - >/dev/null
  wait_for "kubelet (node $node is not ready)" 120 is_node_ready
  wait_for "kube-controller-manager (no service account)" 60 kubectl -n default get serviceaccount default
  wait_for "coredns" 60 is_listening "$node_ip" 53
  wait_for "kube-proxy" 60 inside bash -c ': </dev/tcp/127.0.0.1/10256'
}

is_ready() { kubectl --request-timeout=5s get --raw /readyz; }

is_node_ready() { kubectl wait --for=condition=Ready "node/$node" --timeout=1s; }

is_listening() { : <"/dev/tcp/$1/$2"; }

is_up() {
  [[ -e $run/up && ! $(dead "${daemons[@]}") ]] || return 1
  for _ in {1..6}; do # slow is not dead
    is_ready >/dev/null 2>&1 && return
    sleep 1
  done
  return 1
}

need_up() {
  is_up || die "the cluster is not up: 'cluster up' starts it"
}

is_something_left() {
  [[ $(ls -A "$state" 2>/dev/null) || -d $(tree) || $(find "$run" -mindepth 1 ! -name lock -print -quit 2>/dev/null) ]]
}

what_is_wrong() {
  local dead
  dead=$(dead "${daemons[@]}" | xargs)
  if ! flock --nonblock "$run/lock" true; then
    echo "it is being started or stopped right now"
  elif [[ $dead == "${daemons[*]}" ]]; then
    echo "none of its daemons is running"
  elif [[ $dead ]]; then
    echo "not running: $dead"
  elif [[ -e $run/up ]]; then
    echo "the API server does not answer"
  else
    echo "it has not come up"
  fi
}

# take_lock: one up or down at a time. Nothing we start keeps it, so it is free again when we are killed.
take_lock() {
  mkdir -p "$run"
  exec {lock}>"$run/lock"
  flock --nonblock "$lock" && return
  say "waiting for another 'cluster up' or 'cluster down' to end"
  flock "$lock"
  adopt_the_running_cluster
}

# adopt_the_running_cluster: there is one cluster on a machine, wherever it was told to be
adopt_the_running_cluster() {
  local recorded
  [[ ! -s $run/network ]] || use_network "$(<"$run/network")"
  recorded=$(cat "$run/state-folder" 2>/dev/null) || return 0
  [[ $recorded && $recorded != "$state" ]] || return 0
  say "the cluster of this machine has its state in $recorded"
  use_state "$recorded"
}

# claim_state: makes the folder and marks it as ours, for 'down' removes it
claim_state() {
  check_state_is_ours
  mkdir -p "$state"
  : >"$state/.slipway-cluster"
  mkdir -p "$logs"
  echo "$state" >"$run/state-folder"
  echo "$network" >"$run/network"
}

check_state_is_ours() {
  [[ -e $state/.slipway-cluster || ! $(ls -A "$state" 2>/dev/null) ]] ||
    die "$state is there and was not made by this script: remove it yourself, or set SLIPWAY_CLUSTER_STATE to another folder"
}

remove_everything() {
  check_state_is_ours
  kill_all_processes
  remove_sandbox
  remove_cgroups
  find "$state" -xdev -mindepth 1 -delete 2>/dev/null || [[ ! -e $state ]]
  rmdir "$state" 2>/dev/null || true # it may be a mount point
  find "$run" -mindepth 1 ! -name lock -delete
}

# stop_after_failure STATUS: the logs stay, the processes do not
stop_after_failure() {
  trap - EXIT
  kill_all_processes
  remove_cgroups
  exit "$1"
}
