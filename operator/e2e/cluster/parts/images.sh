# shellcheck shell=bash
# Images get into the node's containerd from wherever 'image' has them.

node_ctr() { ctr --address "$containerd_socket" --namespace k8s.io "$@"; }

load_image() {
  local image=$1 id record
  id=$("$here/image" id "$image") || exit 1
  record=$state/loaded/${image//\//_}
  if [[ -f $record && $(<"$record") == "$id" ]]; then
    say "already loaded: $image"
    return
  fi
  "$here/image" save "$image" | node_ctr images import - >/dev/null || die "$image could not be loaded into the node"
  mkdir -p "$state/loaded"
  echo "$id" >"$record"
  say "loaded $image"
}

# load_pause_image: what holds a pod's namespaces. Put together by hand, since it is one file.
load_pause_image() {
  local work layer
  work=$run/pause-image
  mkdir -p "$work"
  tar -C "$(dirname "$(program pause)")" --owner=0 --group=0 --mtime=@0 -cf "$work/layer.tar" pause
  layer=$(sha256sum "$work/layer.tar" | cut -d ' ' -f 1)
  cat >"$work/config.json" <<JSON
{"os": "linux", "architecture": "$(architecture)", "config": {"Entrypoint": ["/pause"]},
 "rootfs": {"type": "layers", "diff_ids": ["sha256:$layer"]}}
JSON
  cat >"$work/manifest.json" <<JSON
[{"Config": "config.json", "RepoTags": ["$pause_image"], "Layers": ["layer.tar"]}]
JSON
  tar -C "$work" -c manifest.json config.json layer.tar | node_ctr images import - >/dev/null
  rm -rf "$work"
}

architecture() {
  case $(uname -m) in
    x86_64) echo amd64 ;;
    aarch64) echo arm64 ;;
    *) uname -m ;;
  esac
}
