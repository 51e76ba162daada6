# shellcheck shell=bash
# A cluster of the user's own in place of ours: nothing is started, stopped or installed.

foreign_cluster_is_asked_for() {
  local file=${SLIPWAY_KUBECONFIG:-} loader=${SLIPWAY_IMAGE_LOAD:-}
  [[ $file || $loader ]] || return 1
  [[ $loader ]] || die "SLIPWAY_KUBECONFIG is set and SLIPWAY_IMAGE_LOAD is not: how does an image get into that cluster?" \
    "Set it to a command that takes an image's name, such as 'kind load docker-image', or 'true' where none is needed"
  [[ $file ]] || die "SLIPWAY_IMAGE_LOAD is set and SLIPWAY_KUBECONFIG is not: set both to use a cluster of your own, or neither"
  [[ -r $file ]] || die "SLIPWAY_KUBECONFIG names no readable file: $file"
  kubeconfig=$(realpath "$file")
}

foreign_build() { "$here/program" kubectl helm >/dev/null; }

foreign_packages() { :; }

foreign_up() {
  local answer
  answer=$(kubectl --request-timeout=10s version 2>&1) ||
    die "the cluster of SLIPWAY_KUBECONFIG ($kubeconfig) does not answer: $(tail -n 1 <<<"$answer")"
  say "using the cluster of SLIPWAY_KUBECONFIG, $(sed -n 's/^Server Version: /Kubernetes /p' <<<"$answer")"
  echo "$kubeconfig"
}

foreign_down() { say "the cluster of SLIPWAY_KUBECONFIG is left alone"; }

foreign_load() {
  local image
  for image in "$@"; do
    bash -c "$SLIPWAY_IMAGE_LOAD \"\$1\"" load "$image" >&2 || die "'$SLIPWAY_IMAGE_LOAD $image' failed"
    say "loaded $image"
  done
}

foreign_env() { print_environment; }

foreign_status() {
  foreign_up >/dev/null
  kubectl get nodes,pods --all-namespaces
}

foreign_inside() { die "the network of the cluster of SLIPWAY_KUBECONFIG is not ours to enter: use kubectl port-forward"; }
