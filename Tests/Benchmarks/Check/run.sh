#!/bin/sh
# Counts what calls cost a release build of musterd, beside the thresholds, in some seconds.
#
#   Tests/Benchmarks/Check/run.sh MUSTERD
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

# Without valgrind's header allocations are counted all the same, and instructions are said to be missing.
callgrind=
[ ! -e /usr/include/valgrind/callgrind.h ] || callgrind=-DWITH_CALLGRIND
cc -Wall -Wextra -Werror -O2 -shared -fPIC $callgrind -o "$work/interpose.so" "$here/interpose.c"
# As it is installed; and valgrind cannot read what debuggers want to know of Swift.
strip -o "$work/musterd" "$1"
PYTHONDONTWRITEBYTECODE=1 python3 "$here/check.py" "$work/musterd" "$work/interpose.so" "$here/../thresholds.txt"
