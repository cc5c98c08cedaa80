#!/bin/sh
# Builds what `make bench` measures Muster beside, and says what could not be built.
#
#   Tests/Benchmarks/peers.sh OUTDIR
#
# Makes in OUTDIR: muster-bench-echo (NIO and libprotobuf-c), echo (containerd's ttrpc in Go), insert (SQLite's API in C),
# append (a file and fdatasync), and a file `missing` with a line `NAME: reason` for each that is not there.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
[ $# = 1 ] || { echo "usage: peers.sh OUTDIR" >&2; exit 2; }
mkdir -p "$1"
out=$(cd "$1" && pwd)
log=$(mktemp)
trap 'rm -f "$log"' EXIT
trap 'exit 1' INT TERM
: >"$out/missing"

# install PACKAGE...: those that are not there, where apt is at hand. Fails with the reason in the log.
install() {
  packages=
  for package in "$@"; do dpkg -s "$package" >/dev/null 2>&1 || packages="$packages $package"; done
  [ -n "$packages" ] || return 0
  command -v apt-get >/dev/null || { echo "please install$packages" >"$log"; return 1; }
  sudo=
  [ "$(id -u)" = 0 ] || sudo=sudo
  echo "peers: installing$packages"
  # shellcheck disable=SC2086  # One word per package, and none for root.
  $sudo apt-get -qq update >"$log" 2>&1 &&
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $packages >"$log" 2>&1
}

# peer NAME PACKAGES COMMAND...: NAME is what COMMAND makes in OUTDIR. An old one must not pass for it.
peer() {
  name=$1 packages=$2
  shift 2
  rm -f "$out/$name"
  # shellcheck disable=SC2086  # One word per package.
  if install $packages && "$@" >"$log" 2>&1 && [ -x "$out/$name" ]; then
    echo "peers: $name"
  else
    reason=$(grep -v '^ *$' "$log" | tail -n 1)
    echo "$name: ${reason:-it could not be built}" | tee -a "$out/missing"
  fi
}

in_swift() {
  cd "$here/../.." && swift build -c release --product muster-bench-echo &&
    cp "$(swift build -c release --show-bin-path)/muster-bench-echo" "$out/"
}

# Debian's sources are a GOPATH; a module would be looked for on the network.
in_go() {
  GO111MODULE=off GOPATH=/usr/share/gocode GOFLAGS='' GOCACHE="${GOCACHE:-$out/.go}" \
    go build -o "$out/echo" "$here/Peers/echo-go/main.go"
}

in_c() {
  program=$1
  shift
  cc -Wall -Wextra -O2 -o "$out/$program" "$here/Peers/C/$program.c" "$@"
}

peer muster-bench-echo libprotobuf-c-dev in_swift
peer echo "golang-go golang-github-containerd-ttrpc-dev golang-github-golang-protobuf-1-3-dev" in_go
peer insert "gcc libc6-dev libsqlite3-dev" in_c insert -lsqlite3
peer append "gcc libc6-dev" in_c append
