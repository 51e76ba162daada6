# shellcheck shell=bash
# What set-up says: a line when something begins, when it lasts, and when it has ended.

started=$EPOCHSECONDS
silence=10 # seconds after which a wait says that it still waits
logs=$(mktemp -d -t slipway-demo.XXXXXX)
declare -A pids=()

say() { printf '[%4d s] %s\n' "$((EPOCHSECONDS - started))" "$*"; }

die() {
  say "demo: $*" >&2
  exit 1
}

# show COMMAND...: as if it were typed
show() {
  say "$ $*"
  "$@" >"$logs/command" 2>&1 || { cat "$logs/command" >&2; die "it failed"; }
}

# quietly WHAT COMMAND...: what it says itself goes to a log
quietly() {
  begin "$@"
  await "$1"
}

# begin WHAT COMMAND...: beside whatever else runs
begin() {
  local what=$1
  shift
  say "$what"
  "$@" >"$(log_of "$what")" 2>&1 </dev/null &
  pids[$what]=$!
}

# await WHAT...: until all of them have ended
await() {
  local what spoken=$EPOCHSECONDS
  for what in "$@"; do
    while kill -0 "${pids[$what]}" 2>/dev/null; do
      sleep 0.2
      ((EPOCHSECONDS - spoken < silence)) && continue
      say "     ... $what: $(last_line "$what")"
      spoken=$EPOCHSECONDS
    done
    wait "${pids[$what]}" || fail "$what"
  done
}

log_of() { echo "$logs/${1//[^a-zA-Z0-9]/-}"; }

last_line() { tail -n 1 "$(log_of "$1")" | tr -d '\r' | cut -c -120; }

fail() {
  tail -n 30 "$(log_of "$1")" >&2
  die "failed: $1; all it said is in $(log_of "$1")"
}
