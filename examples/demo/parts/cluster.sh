# shellcheck shell=bash
# The cluster, and what the demo puts into it. A label says what is the demo's: nothing else is ever removed.

label=slipway.dev/demo
system=slipway-system
story=examples/one-way-release
second_team=examples/merged-release/team-b.yaml
environments=(crm-dev crm-dev-b crm-staging crm-prod)
namespaces=("$system" s3 "${environments[@]}")

start_cluster() {
  local owner=host
  if is_up && use_cluster && is_host; then
    quietly "the cluster of an earlier demo goes" "$bench/cluster" down
  elif is_up; then
    owner=guest
  fi
  quietly "the cluster" "$bench/cluster" up
  use_cluster
  check_nothing_is_somebody_elses
  remove_what_is_ours
  kubectl create namespace "$system" >/dev/null
  kubectl label namespace "$system" "$label=$owner" >/dev/null
}

load_images() {
  quietly "images into the cluster" \
    "$bench/cluster" load localhost/slipway:dev localhost/slipway-example-{app,postgres,s3}:dev
}

install_slipway() {
  show kubectl apply --server-side -f "$story/namespaces.yaml"
  show kubectl create namespace crm-dev-b
  kubectl label namespace crm-dev-b pod-security.kubernetes.io/enforce=restricted >/dev/null
  kubectl label namespace s3 "${environments[@]}" "$label=guest" >/dev/null
  show helm install slipway helm/slipway -n "$system" --take-ownership \
    --set "grant.namespaces={$(IFS=,; echo "${environments[*]}")}"
}

apply_examples() {
  show kubectl apply --server-side -n s3 -f "$story/s3"
  show kubectl apply --server-side -n crm-dev -f "$story/every-environment" -f "$story/development"
  show kubectl apply --server-side -n crm-dev-b -f "$story/every-environment" -f "$second_team"
  show kubectl apply --server-side -n crm-staging -f "$story/every-environment" -f "$story/staging"
  show kubectl apply --server-side -n crm-prod -f "$story/every-environment" -f "$story/production"
  quietly "the operator" kubectl rollout status -n "$system" deployment/slipway --timeout=3m
  quietly "the S3 server" kubectl wait -n s3 --for=condition=Complete job/set-up --timeout=3m
  for namespace in "${environments[@]}"; do
    quietly "the app in $namespace" kubectl rollout status -n "$namespace" deployment/crm --timeout=3m
  done
}

clean_up() {
  if ! is_up; then
    say "no cluster is up: there is nothing to clean up"
    return
  fi
  use_cluster
  if is_host; then
    quietly "the cluster goes" "$bench/cluster" down
  else
    remove_what_is_ours
    say "the CRDs stay, and with them the objects of others: kubectl delete -f crds removes both"
  fi
}

use_cluster() { eval "$("$bench/cluster" env)"; }

is_up() { "$bench/cluster" status >/dev/null 2>&1; }

# is_host: whether it was the demo that started this cluster
is_host() { [[ $(owner_of "$system") == host ]]; }

owner_of() { kubectl get namespace "$1" --ignore-not-found -o "jsonpath={.metadata.labels['slipway\.dev/demo']}"; }

check_nothing_is_somebody_elses() {
  local namespace
  for namespace in "${namespaces[@]}"; do
    [[ ! $(kubectl get namespace "$namespace" --ignore-not-found -o name) || $(owner_of "$namespace") ]] ||
      die "namespace $namespace is there and is not the demo's: remove it, or use another cluster"
  done
}

# remove_what_is_ours: the environments first, while there is an operator to let go of them
remove_what_is_ours() {
  [[ $(kubectl get namespaces -l "$label" -o name) ]] || return 0
  quietly "what an earlier demo has left goes: its environments" \
    kubectl delete namespaces -l "$label" --field-selector "metadata.name!=$system" --timeout=3m
  if helm status slipway -n "$system" >/dev/null 2>&1; then
    quietly "what an earlier demo has left goes: Slipway" helm uninstall slipway -n "$system" --wait
  fi
  quietly "what an earlier demo has left goes: its namespace" kubectl delete namespace "$system" --ignore-not-found --timeout=3m
}
