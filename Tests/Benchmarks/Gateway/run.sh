#!/usr/bin/env bash
# What the gateway and the daemon behind it serve, beside what moto's server does: the same requests, signed beforehand,
# sent by the same load generator, in turns. Signatures are verified by the gateway and ignored by moto.
#
# Usage: run.sh DIRECTORY   where release builds of musterd and muster-gateway are.
#   ROUNDS, SECONDS_EACH, CONNECTIONS change what their names say.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
bin=${1:?where are release builds of musterd and muster-gateway?}
# shellcheck source=Tests/AWS/clients.sh
. "$here/../../AWS/clients.sh"
# shellcheck source=Tests/AWS/stack.sh
. "$here/../../AWS/stack.sh"

rounds=${ROUNDS:-5} each=${SECONDS_EACH:-3} connections=${CONNECTIONS:-32}

start_stack 111111111111
muster=$endpoint
moto=http://127.0.0.1:$(free_port)
moto_server --port "${moto##*:}" >"$work/moto.log" 2>&1 &
processes+=($!)
for _ in $(seq 300); do
  curl --silent --output /dev/null --max-time 5 "$moto/moto-api/" && break
  sleep 0.1
done

python "$here/prepare.py" "$muster" "$work/muster" fill
python "$here/prepare.py" "$moto" "$work/moto" fill

measure() { # SERVER REQUEST
  local said
  python "$here/prepare.py" "${!1}" "$work/$1"
  said=$(wrk --threads 1 --connections "$connections" --duration "${each}s" --latency --script "$here/presigned.lua" \
    "${!1}" -- "$work/$1/$2" | awk '$1 == "measured" { print $2, $3, $4, $5 }')
  [ "$(cut -d ' ' -f 2 <<<"$said")" = 0 ] || fail "$1, $2: requests failed ($said)"
  echo "$said" >>"$work/figures-$1-$2"
}
median() { cut -d ' ' -f "$2" "$1" | sort -n | awk '{ values[NR] = $1 } END { print values[int((NR + 1) / 2)] }'; }

requests=(DescribeHub ListMembers)
for ((round = 0; round < rounds; round++)); do
  for request in "${requests[@]}"; do
    for server in muster moto; do measure "$server" "$request"; done
  done
done

step "$connections connections, medians of $rounds rounds of $each s, $(nproc) processors, load generator included"
printf '%-12s %-7s %12s %10s %10s\n' REQUEST SERVER REQUESTS/S P50/US P99/US
for request in "${requests[@]}"; do
  for server in muster moto; do
    figures=$work/figures-$server-$request
    printf '%-12s %-7s %12s %10s %10s\n' "$request" "$server" "$(median "$figures" 1)" "$(median "$figures" 3)" \
      "$(median "$figures" 4)"
  done
  awk -v request="$request" -v ours="$(median "$work/figures-muster-$request" 1)" \
    -v theirs="$(median "$work/figures-moto-$request" 1)" \
    'BEGIN { printf "%-12s %.1f times moto (the target is 40)\n", request, ours / theirs }'
done
