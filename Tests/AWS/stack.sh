# A daemon and a gateway of a script's own. To be sourced, with `bin` set to where they were built; gives `work`,
# `endpoint`, `credentials`, `start_stack ACCOUNT…` and the ways to say what happens.
# shellcheck shell=bash disable=SC2034,SC2154

for program in musterd muster-gateway; do
  [ -x "$bin/$program" ] || { echo "$0: $bin/$program is missing; build it with \`swift build\`" >&2; exit 1; }
done

work=$(mktemp -d /tmp/muster-aws.XXXXXX)
credentials=$work/credentials
endpoint=
processes=()

finish() {
  for process in "${processes[@]}"; do kill "$process" 2>/dev/null || true; done
  for process in "${processes[@]}"; do wait "$process" 2>/dev/null || true; done
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

# Nothing of the host's own set-up takes part.
for name in $(compgen -e AWS_; compgen -e MUSTER_ ; compgen -e TF_); do unset "$name"; done
export HOME=$work XDG_CONFIG_HOME=$work XDG_STATE_HOME=$work
export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=$credentials AWS_EC2_METADATA_DISABLED=true
export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1 AWS_PAGER=''

bold='' dim='' green='' red='' plain=''
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
  bold=$'\e[1m' dim=$'\e[2m' green=$'\e[32m' red=$'\e[31m' plain=$'\e[0m'
fi

step() { printf '\n%s%s%s\n' "$bold" "$*" "$plain"; }
good() { printf '%s  ok%s  %s\n' "$green" "$plain" "$*"; }
tell() { printf '%s$ %s%s\n' "$dim" "$*" "$plain"; }
fail() {
  printf '%sFAIL%s  %s\n' "$red" "$plain" "$*" >&2
  tail -n 20 "$work"/*.log >&2 2>/dev/null || true
  exit 1
}
expect() { # WHAT WANTED FOUND
  [ "$2" = "$3" ] || fail "$1: expected \"$2\", found \"$3\""
  good "$1: $3"
}

# The status of a health check; 000 while nobody listens.
health() { curl --silent --output /dev/null --max-time 5 --write-out '%{http_code}' "$endpoint$1" || true; }

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

start_stack() { # ACCOUNT…
  local port account
  port=$(free_port)
  endpoint=http://127.0.0.1:$port
  export AWS_ENDPOINT_URL=$endpoint
  (umask 077; for account; do
    printf '[%s]\naws_access_key_id = AKIA%s\naws_secret_access_key = secret-of-%s\n' "$account" "$account" "$account"
  done >"$credentials")
  tell "musterd --socket … --data :memory: &"
  "$bin/musterd" --socket "$work/muster.sock" --data :memory: >"$work/musterd.log" 2>&1 &
  processes+=($!)
  tell "muster-gateway --listen 127.0.0.1:$port --socket … --credentials credentials &"
  "$bin/muster-gateway" --listen "127.0.0.1:$port" --socket "$work/muster.sock" --credentials "$credentials" \
    >"$work/gateway.log" 2>&1 &
  processes+=($!)
  for _ in $(seq 300); do
    [ "$(health /readyz)" != 200 ] || { good "they serve AWS clients at $endpoint"; return; }
    kill -0 "${processes[@]}" 2>/dev/null || break
    sleep 0.1
  done
  fail "they do not serve"
}
