#!/usr/bin/env bash
# Plays clients that nobody here wrote against musterd and muster-gateway: boto3, the AWS CLI, Terraform, HTTP by hand.
#
# Usage: run.sh [DIRECTORY]   where the programs are; default: where `swift build` puts them.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
bin=$(cd "${1:-$(cd "$here/../.." && swift build --show-bin-path)}" && pwd)
# shellcheck source=Tests/AWS/clients.sh
. "$here/clients.sh"

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT

# shellcheck disable=SC2317  # One of the parts below.
boto3() { cd "$here" && MUSTER_BIN=$bin PYTHONDONTWRITEBYTECODE=1 python -m pytest; }

# Side by side: each mostly waits for its client to start.
parts=(boto3 "$here/cli.sh $bin" "$here/demo.sh $bin")
parts+=("$here/terraform.sh $bin both-sides" "$here/terraform.sh $bin two-teams")
children=()
for number in "${!parts[@]}"; do
  (
    begun=$SECONDS
    ${parts[number]} || status=$?
    echo "== $((SECONDS - begun)) s"
    exit "${status:-0}"
  ) >"$logs/$number" 2>&1 &
  children+=($!)
done

failed=0
for number in "${!parts[@]}"; do
  status=0
  wait "${children[number]}" || status=$?
  printf '\n== %s\n' "${parts[number]//"$here/"/}"
  cat "$logs/$number"
  [ "$status" = 0 ] || { failed=1; echo "== it failed, with status $status"; }
done
exit "$failed"
