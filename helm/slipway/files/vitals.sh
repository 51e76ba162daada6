#!/bin/bash
# What helm test runs, in the operator's image and without a token: every operator says that it is well, and one of them that it works.
#
#   vitals.sh HOST [SECONDS [METRICS_PORT [HEALTH_PORT]]]
set -euo pipefail
host=$1 patience=${2:-120} metrics=${3:-8080} health=${4:-8081}

ask() { # ADDRESS PORT PATH
  local line
  exec {line}<>"/dev/tcp/$1/$2" || return
  printf 'GET %s HTTP/1.0\r\nHost: %s\r\n\r\n' "$3" "$host" >&"$line"
  timeout 5 cat <&"$line"
}

addresses() {
  local address rest
  while read -r address rest; do echo "$address"; done < <(getent ahosts "$host") | sort -u
}

# Says what is not as it should be; nothing where all is.
trouble() {
  local address answer leaders=0 operators=0
  for address in $(addresses); do
    operators=$((operators + 1))
    answer=$(ask "$address" "$health" /healthz 2>&1) || true
    [[ $answer == *" 200 "*ok* ]] || { echo "the operator at $address is not well: ${answer:-no answer}"; return; }
    answer=$(ask "$address" "$metrics" /metrics 2>&1) || true
    [[ $answer == *$'\nslipway_watching 1\n'* ]] || { echo "the operator at $address has not seen all there is"; return; }
    [[ $answer != *$'\nslipway_leader 1\n'* ]] || leaders=$((leaders + 1))
  done
  ((operators)) || { echo "no operator is behind $host"; return; }
  ((leaders == 1)) || echo "of $operators operators $leaders work, and one should"
}

while words=$(trouble) && [[ $words ]]; do
  ((SECONDS < patience)) || { echo "$words"; exit 1; }
  sleep 1
done
echo "every operator is well, and one works"
