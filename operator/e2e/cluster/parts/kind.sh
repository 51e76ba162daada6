# shellcheck shell=bash
# Without root, where Docker answers and kind is here: a cluster in a container takes the place of the local one. From
# there on it is used as one of the user's own is.

kind_name=slipway

kind_takes_its_place() {
  [[ $(id -u) != 0 ]] && command -v kind >/dev/null && command -v docker >/dev/null || return 1
  timeout 10 docker info >/dev/null 2>&1 || return 1
  use_state "${SLIPWAY_CLUSTER_STATE:-${XDG_STATE_HOME:-$HOME/.local/state}/slipway-kind}"
}

kind_build() { "$here/program" kubectl helm >/dev/null; }

kind_packages() { :; }

kind_up() {
  if kind_is_up; then
    say "it is up already, as the cluster $kind_name of kind"
  else
    say "not root: kind starts a cluster in a container, with the name $kind_name"
    mkdir -p "$state"
    kind create cluster --name "$kind_name" --kubeconfig "$kubeconfig" --wait 3m >&2
  fi
  echo "$kubeconfig"
}

kind_down() {
  if ! kind_is_up; then
    say "it is down already"
    return
  fi
  kind delete cluster --name "$kind_name" --kubeconfig "$kubeconfig" >&2
  rm -f "$kubeconfig"
  say "down"
}

kind_load() {
  kind_need_up
  local image
  for image in "$@"; do
    kind load docker-image --name "$kind_name" "$image" >&2 || die "kind could not load $image"
    say "loaded $image"
  done
}

kind_env() {
  kind_need_up
  print_environment
}

kind_status() {
  if ! kind_is_up; then
    say "down"
    exit 3
  fi
  say "up, as the cluster $kind_name of kind"
  kubectl get nodes,pods --all-namespaces
}

kind_inside() { die "the network of a cluster of kind is not ours to enter: use kubectl port-forward"; }

kind_is_up() { [[ -f $kubeconfig ]] && grep -qx "$kind_name" < <(kind get clusters 2>/dev/null); }

kind_need_up() { kind_is_up || die "it is down: 'cluster up' starts it"; }
