#!/usr/bin/env bash
# The whole story with the command line alone: an organization of 120 accounts joins an administrator, the daemon
# is killed in the middle of its life, and nothing that it had acknowledged is lost.
#
# Usage: demo.sh [DIRECTORY]   where muster and musterd are; default: where `swift build` puts them.
set -euo pipefail

bin=${1:-$(cd "$(dirname "$0")/../.." && swift build --show-bin-path)}
for program in muster musterd; do
  [ -x "$bin/$program" ] || { echo "demo: $bin/$program is missing; build it with \`swift build\`" >&2; exit 1; }
done

work=$(mktemp -d /tmp/muster-demo.XXXXXX)
socket=$work/muster.sock
administrator=111111111111
joining=10
daemon=

finish() {
  if [ -n "$daemon" ]; then kill "$daemon" 2>/dev/null || true; wait "$daemon" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

# Nothing of the host's own set-up takes part.
unset MUSTER_SOCKET MUSTER_ACCOUNT MUSTER_REGION MUSTER_DATA MUSTER_CONFIG
export HOME=$work XDG_CONFIG_HOME=$work XDG_STATE_HOME=$work

# --- Telling ----------------------------------------------------------------------------------------------------------

bold= dim= green= red= plain=
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
  bold=$'\e[1m' dim=$'\e[2m' green=$'\e[32m' red=$'\e[31m' plain=$'\e[0m'
fi

step() { printf '\n%s%s%s\n' "$bold" "$*" "$plain"; }
good() { printf '%s  ok%s  %s\n' "$green" "$plain" "$*"; }
fail() { printf '%sFAIL%s  %s\n' "$red" "$plain" "$*" >&2; exit 1; }
tell() { printf '%s$ %s%s\n' "$dim" "$*" "$plain"; }

# muster, for an account; quietly, and as something to watch.
quiet() { "$bin/muster" --socket "$socket" --account "$@"; }
play() { tell "muster --account $*"; quiet "$@"; }

# The first lines of a long table, and how many more there are.
excerpt() {
  local lines
  lines=$(wc -l <"$1")
  head -n "$2" "$1"
  if ((lines > $2)); then printf '%s… and %d more%s\n' "$dim" $((lines - $2)) "$plain"; fi
}

expect() { # WHAT WANTED FOUND
  [ "$2" = "$3" ] || fail "$1: expected $2, found $3"
  good "$1: $3"
}

# --- The daemon -------------------------------------------------------------------------------------------------------

start() {
  tell "musterd --socket $socket --data $work/data &"
  "$bin/musterd" --socket "$socket" --data "$work/data" 2>>"$work/log" &
  daemon=$!
  for _ in $(seq 100); do
    if "$bin/muster" --socket "$socket" status >/dev/null 2>&1; then
      good "it serves, as process $daemon"
      return
    fi
    kill -0 "$daemon" 2>/dev/null || break
    sleep 0.1
  done
  cat "$work/log" >&2
  fail "musterd does not serve"
}

# --- The organization, as `aws organizations list-accounts` prints it --------------------------------------------------

account() { # NUMBER
  printf '2%011d' $(($1 * 7919))
}

organization() {
  local separator=''
  element() { # ID NAME STATUS
    printf '%s\n        {\n' "$separator"
    printf '            "Id": "%s",\n' "$1"
    printf '            "Arn": "arn:aws:organizations::%s:account/o-exampleorgid/%s",\n' "$administrator" "$1"
    printf '            "Email": "%s@example.com",\n' "$2"
    printf '            "Name": "%s",\n' "$2"
    printf '            "Status": "%s",\n' "$3"
    printf '            "JoinedMethod": "CREATED",\n'
    printf '            "JoinedTimestamp": 1577836800.123\n        }'
    separator=','
  }
  printf '{\n    "Accounts": ['
  element "$administrator" security-tooling ACTIVE
  for number in $(seq 1 120); do element "$(account "$number")" "workload-$number" ACTIVE; done
  for number in $(seq 121 123); do element "$(account "$number")" "closed-$number" SUSPENDED; done
  printf '\n    ]\n}\n'
}

# Everything that both sides are shown, for comparison.
picture() { # DIRECTORY
  mkdir "$1"
  quiet "$administrator" hub show >"$1/hub"
  quiet "$administrator" members list --all >"$1/members-all"
  quiet "$administrator" members list >"$1/members"
  quiet "$administrator" -o json members list --all >"$1/members-all.json"
  for number in $(seq 1 $((joining + 1))); do
    # The last of them has no hub: what it is told must stay the same too.
    quiet "$(account "$number")" invitations list >"$1/invitations-$number" 2>&1 || true
    quiet "$(account "$number")" administrator show >"$1/administrator-$number" 2>&1 || true
  done
}

# --- The story --------------------------------------------------------------------------------------------------------

step "A daemon, with an empty directory to keep rosters in"
start

step "An administrator enables its hub"
play "$administrator" hub enable --tag team=security
play "$administrator" hub show

step "It adds its organization: 120 active accounts, 3 suspended ones, and itself"
organization >"$work/accounts.json"
play "$administrator" members create -f "$work/accounts.json"
calls=$("$bin/muster" --socket "$socket" status | awk '$1 == "CreateMembers" && $2 == "OK" { print $3 }')
expect "calls it took, of 50, 50 and 20" 3 "$calls"
play "$administrator" members create -f "$work/accounts.json" 2>/dev/null

step "It invites them all"
play "$administrator" members invite --all

step "Ten of them enable their hub, look at their invitation, and accept"
play "$(account 1)" hub enable
play "$(account 1)" invitations list
play "$(account 1)" invitations accept "$administrator"
play "$(account 1)" administrator show
for number in $(seq 2 "$joining"); do
  quiet "$(account "$number")" hub enable >/dev/null
  quiet "$(account "$number")" invitations list | grep -q "^$administrator  *Invited " || fail "no invitation"
  quiet "$(account "$number")" invitations accept "$administrator"
done

step "What the administrator sees"
picture "$work/before"
tell "muster --account $administrator members list"
cat "$work/before/members"
tell "muster --account $administrator members list --all"
excerpt "$work/before/members-all" 14
expect "members of every status" 120 "$(tail -n +2 "$work/before/members-all" | wc -l)"
expect "of them Enabled" "$joining" "$(grep -c ' Enabled ' "$work/before/members-all")"
expect "of them Invited" $((120 - joining)) "$(grep -c ' Invited ' "$work/before/members-all")"

step "The daemon is killed, without a chance to say goodbye"
tell "kill -9 $daemon"
kill -9 "$daemon"
wait "$daemon" 2>/dev/null || true
daemon=
status=0
play "$administrator" members list 2>&1 || status=$?
expect "exit status while nobody answers" 4 "$status"

step "It starts again, on the same directory"
start
picture "$work/after"
if ! diff -r "$work/before" "$work/after"; then fail "what is shown now differs from what was shown before"; fi
good "$(find "$work/after" -type f | wc -l) answers, on both sides, are the same byte for byte"
