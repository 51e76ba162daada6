# shellcheck shell=bash
# What the local cluster takes from the machine: looked for as commands, not as packages, since containerd and runc come
# with Docker too, and Debian's package of them would drive that one out.

cni_folders=(/usr/lib/cni /opt/cni/bin /usr/libexec/cni)

# command, Debian package
needed_commands='
containerd              containerd
containerd-shim-runc-v2 containerd
ctr                     containerd
runc                    runc
ip                      iproute2
iptables                iptables
nft                     nftables
nsenter                 util-linux
openssl                 openssl
sysctl                  procps
'

cni_folder() {
  local folder
  for folder in "${cni_folders[@]}"; do
    [[ -x $folder/ptp && -x $folder/host-local && -x $folder/portmap ]] && echo "$folder" && return
  done
  return 1
}

missing_packages() {
  local command package
  {
    while read -r command package; do
      [[ ! $command ]] || command -v "$command" >/dev/null || echo "$package"
    done <<<"$needed_commands"
    cni_folder >/dev/null || echo containernetworking-plugins
    "$here/image" missing-packages
  } | sort -u
}

install_packages() {
  local missing
  missing=$(missing_packages | xargs)
  [[ $missing ]] || return 0
  [[ -e /etc/debian_version ]] ||
    die "not found, and not installed since this is not Debian: $missing (Debian's names of the packages)"
  say "installing $missing"
  # shellcheck disable=SC2086 # names have no blanks
  {
    apt-get update -qq &&
      DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends $missing
  } >&2 || die "apt-get could not install $missing"
}
