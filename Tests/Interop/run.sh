#!/bin/sh
# Plays against ttrpc peers that nobody of this project wrote: containerd's, as Debian packages them.
#
#   Tests/Interop/run.sh              our ttrpc client and server against Go's
#   Tests/Interop/run.sh MUSTERD      and a daemon against a Go client of Security Hub
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
daemon=
# shellcheck disable=SC2317  # Called by the trap.
cleanup() {
  [ -z "$daemon" ] || { kill "$daemon" 2>/dev/null || true; wait "$daemon" 2>/dev/null || true; }
  rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 1' INT TERM

install_missing() {
  missing=
  for package in golang-go golang-github-containerd-ttrpc-dev golang-github-golang-protobuf-1-3-dev; do
    dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
  done
  [ -z "$missing" ] && return
  sudo=
  [ "$(id -u)" = 0 ] || sudo=sudo
  echo "interop: installing$missing"
  $sudo apt-get update -qq
  # shellcheck disable=SC2086  # One word per package.
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

install_missing
# Debian's sources are a GOPATH; a module would be looked for on the network.
GO111MODULE=off GOPATH=/usr/share/gocode GOFLAGS='' GOCACHE="${GOCACHE:-$work/cache}" \
  go build -o "$work/peer" "$here"/peer/*.go

echo "interop: our client and server against Go's"
# Whatever does not run must not pass for success: a filter that finds nothing, a suite that is skipped.
suites=$(find "$here/../TTRPCTests/Interop" -name 'Go*Tests.swift' | wc -l)
tests=$(cat "$here"/../TTRPCTests/Interop/Go*Tests.swift | grep -c '@Test')
(cd "$here/../.." && MUSTER_GO_PEER="$work/peer" swift test --filter 'TTRPCTests\.Go' 2>&1) >"$work/log" ||
  { cat "$work/log"; exit 1; }
if grep -q 'skipped' "$work/log" || ! grep -q "Test run with $tests tests in $suites suites passed" "$work/log"; then
  cat "$work/log"
  echo "interop: not all $tests tests of $suites suites ran" >&2
  exit 1
fi
grep 'Test run with' "$work/log"

[ $# -gt 0 ] || exit 0
echo "interop: $1 against a Go client"
mkdir "$work/data"
"$1" --socket "$work/muster.sock" --data "$work/data" >"$work/musterd.log" 2>&1 &
daemon=$!
tries=100
until [ -S "$work/muster.sock" ]; do
  tries=$((tries - 1))
  if [ "$tries" = 0 ] || ! kill -0 "$daemon" 2>/dev/null; then
    echo "interop: no socket appeared" >&2
    cat "$work/musterd.log" >&2
    exit 1
  fi
  sleep 0.1
done
if ! "$work/peer" hub "$work/muster.sock" ||
  ! "$work/peer" health "$work/muster.sock" muster.v1.SecurityHub muster.v1.Access muster.v1.Admin \
    grpc.health.v1.Health; then
  cat "$work/musterd.log" >&2
  exit 1
fi
