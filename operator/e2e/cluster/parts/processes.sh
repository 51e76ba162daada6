# shellcheck shell=bash
# Every process of the cluster, from etcd to the pods' own, lives below one cgroup. So there are no pid files: which
# processes are ours is asked of the kernel, and a process number that was given out anew is never taken for ours.

cgroup=slipway-cluster
started=() # the daemons, by this very 'up'

cgroup_v2() { [[ -e /sys/fs/cgroup/cgroup.controllers ]]; }

# hierarchies: the folders that hold a cgroup of ours; just one with cgroup v2. The first tells which processes are ours.
hierarchies() {
  if cgroup_v2; then
    echo /sys/fs/cgroup
  else
    local folder
    for folder in /sys/fs/cgroup/pids /sys/fs/cgroup/*; do
      [[ ! -e $folder/cgroup.procs ]] || echo "$folder"
    done
  fi
}

tree() {
  if cgroup_v2; then echo "/sys/fs/cgroup/$cgroup"; else echo "/sys/fs/cgroup/pids/$cgroup"; fi
}

make_cgroups() {
  local folder
  if cgroup_v2; then
    mkdir -p "$(tree)"
    hand_on_controllers /sys/fs/cgroup
    hand_on_controllers "$(tree)"
  else
    [[ -d /sys/fs/cgroup/pids ]] || die "no cgroups at /sys/fs/cgroup: neither cgroup v2 nor the 'pids' controller of v1"
    while read -r folder; do mkdir -p "$folder/$cgroup"; done < <(hierarchies)
    for folder in cpus mems; do # a new cpuset is empty, and an empty one takes no process
      cat "/sys/fs/cgroup/cpuset/cpuset.$folder" >"/sys/fs/cgroup/cpuset/$cgroup/cpuset.$folder"
    done
  fi
}

# hand_on_controllers FOLDER: to its children, so that the kubelet finds them in its root
hand_on_controllers() {
  local controller
  for controller in cpuset cpu io memory hugetlb pids; do
    grep -qw "$controller" "$1/cgroup.controllers" || continue
    { echo "+$controller" >"$1/cgroup.subtree_control"; } 2>/dev/null ||
      die "cgroup controller '$controller' cannot be handed on in $1; in a container, give it cgroups of its own"
  done
}

remove_cgroups() {
  local folder
  while read -r folder; do remove_cgroup "$folder/$cgroup"; done < <(hierarchies)
}

# remove_cgroup FOLDER: repeated, since a process that has ended counts until its parent has taken note
remove_cgroup() {
  for _ in {1..100}; do
    [[ -d $1 ]] || return 0
    find "$1" -depth -type d -exec rmdir {} + 2>/dev/null || sleep 0.05
  done
  die "the cgroup $1 cannot be removed"
}

# start NAME COMMAND...: a daemon in the cluster's own namespaces, with a log and with nothing of our environment
start() {
  local name=$1
  shift
  launch "$name" nsenter --target "$(process_of namespaces)" --mount --net -- "$@"
}

# launch NAME COMMAND...: the same, in whatever namespaces we are. The descriptor of the lock is not passed on.
launch() {
  local name=$1 group
  shift
  group=$(tree)/daemons/$name
  mkdir -p "$group"
  (
    echo "$BASHPID" >"$group/cgroup.procs"
    ulimit -n "$(ulimit -H -n)"
    umask 022
    exec setsid env -i HOME=/ PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
  ) >"$logs/$name.log" 2>&1 </dev/null {lock}>&- &
  until is_alive "$name" || ! kill -0 $! 2>/dev/null; do sleep 0.01; done
  disown $! 2>/dev/null || true # its end is noticed by wait_for, and is no news of the shell's
  started+=("$name")
}

# process_of NAME: the daemon's process; the first where it has children
process_of() { head -n 1 "$(tree)/daemons/$1/cgroup.procs" 2>/dev/null; }

is_alive() { [[ $(process_of "$1") ]]; }

# dead NAME...: those of the daemons that are not running
dead() {
  local name
  for name in "$@"; do is_alive "$name" || echo "$name"; done
}

all_processes() {
  [[ ! -d $(tree) ]] || find "$(tree)" -name cgroup.procs -exec cat {} + 2>/dev/null | grep -vx 0 || true
}

# kill_all_processes: with SIGKILL, since nothing of the cluster outlives it. Repeated, for what is born meanwhile.
kill_all_processes() {
  local tree pids
  tree=$(tree)
  for _ in {1..200}; do
    pids=$(all_processes)
    [[ $pids ]] || return 0
    if [[ -w $tree/cgroup.kill ]]; then
      echo 1 >"$tree/cgroup.kill"
    else
      # shellcheck disable=SC2086 # one word each
      kill -KILL $pids 2>/dev/null || true
    fi
    sleep 0.05
  done
  die "these processes of the cluster do not end: $(xargs <<<"$pids")"
}

# wait_for WHAT SECONDS COMMAND...: until it succeeds; ends early when a daemon has died
wait_for() {
  local what=$1 deadline=$((SECONDS + $2)) dead
  shift 2
  until "$@" >/dev/null 2>&1; do
    dead=$(dead "${started[@]}")
    [[ ! $dead ]] || fail_with_log "${dead%%$'\n'*}" "${dead%%$'\n'*} has ended while we waited for $what"
    ((SECONDS < deadline)) || fail_with_log "${what%% *}" "$what is not there after a long wait"
    sleep 0.1
  done
}

# fail_with_log NAME MESSAGE
fail_with_log() {
  local log=$logs/$1.log
  say "$2"
  if [[ -s $log ]]; then
    say "the last lines of $log:"
    tail -n 15 "$log" >&2
  fi
  die "the cluster is not up; the logs are in $logs"
}
