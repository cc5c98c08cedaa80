#!/usr/bin/env bash
# Terraform keeps both sides of associations: it applies, finds nothing to change, imports, destroys in either order.
#
# Usage: terraform.sh DIRECTORY [STORY…]   where musterd and muster-gateway are, and what to play; default: all.
#   both-sides   one configuration with an alias for each account
#   two-teams    a configuration for each account, destroyed in the other order
#   crowd        twenty accounts accept at once; it takes minutes, most of them to start twenty providers
#
# Neither Terraform nor its provider for AWS is installed by this: where the machine has none, nothing is played. The
# provider is looked for where things are usually put, and below MUSTER_TERRAFORM_PLUGINS.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
bin=${1:?where are musterd and muster-gateway?}

skip() {
  printf '\n*** TERRAFORM IS SKIPPED: %s ***\n*** Nothing is known of whether it works. ***\n\n' "$*" >&2
  exit 0
}

platform=linux_$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')
layout=registry.terraform.io/hashicorp/aws/5.100.0/$platform
command -v terraform >/dev/null || skip "there is no terraform in PATH"
plugins=$(find ${MUSTER_TERRAFORM_PLUGINS:+"$MUSTER_TERRAFORM_PLUGINS"} /opt /usr/local /usr/share /var/lib "$HOME" \
  -maxdepth 10 -type d -path "*/$layout" -print -quit 2>/dev/null || true)
[ -n "$plugins" ] || skip "there is no …/$layout (a directory with the provider)"
plugins=${plugins%/"$layout"}

# shellcheck source=Tests/AWS/stack.sh
. "$here/stack.sh"
# A provider decodes some ten megabytes of schemas whenever it starts, and it starts three times a command. That is most
# of the time all this takes, and half of it its garbage collector's.
export GOGC=400 CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1 TF_INPUT=0
export TF_VAR_credentials=$credentials

# terraform in one of the configurations. What it says is shown when it fails.
play() { # CONFIGURATION COMMAND…
  local status=0
  tell "terraform -chdir=$1 ${*:2}"
  (cd "$work/$1" && timeout 240 terraform "${@:2}" -no-color) >"$work/said.log" 2>&1 || status=$?
  return "$status"
}
said() { grep -q "$1" "$work/said.log" || { cat "$work/said.log" >&2; fail "terraform did not say: $1"; }; good "$1"; }
must() { play "$@" || { cat "$work/said.log" >&2; fail "terraform ${*:2}"; }; }
empty_plan() { # CONFIGURATION
  play "$1" plan -detailed-exitcode || { cat "$work/said.log" >&2; fail "the plan of $1 is not empty"; }
  good "nothing to change"
}
configure() { # CONFIGURATION
  cp -r "$here/terraform/$1" "$work/$1"
  initialize "$1"
}
initialize() { # CONFIGURATION
  if [ -d "$work/initialized" ]; then
    cp -r "$work/initialized/." "$work/$1"
  else
    must "$1" init -plugin-dir="$plugins"
    mkdir "$work/initialized"
    cp -r "$work/$1/.terraform" "$work/$1/.terraform.lock.hcl" "$work/initialized"
  fi
}

# All attributes of all resources, in one form.
attributes() { # STATE
  python3 - "$1" <<'PYTHON'
import json, sys

for resource in sorted(json.load(open(sys.argv[1]))["resources"], key=lambda each: (each["type"], each["name"])):
    for name, value in sorted(resource["instances"][0]["attributes"].items()):
        print(resource["type"], resource["name"], name, json.dumps(value))
PYTHON
}

statuses() { # ATTRIBUTES
  awk '$3 == "member_status" { print $2, $4 }' "$1" | tr -d '"' | paste -sd, | sed 's/,/, /g'
}

both-sides() {
  step "Both sides in one configuration"
  configure aliases
  must aliases apply -auto-approve
  said 'Apply complete! Resources: 8 added, 0 changed, 0 destroyed.'
  empty_plan aliases

  step "Found by id, they are what was created"
  (cd "$work/aliases" && mv terraform.tfstate created.tfstate && mv imports.tf.later imports.tf)
  must aliases apply -auto-approve
  said 'Apply complete! Resources: 8 imported, 0 added, 0 changed, 0 destroyed.'
  # What was created was looked at before the other side accepted.
  attributes "$work/aliases/created.tfstate" | sed '/ joining member_status /s/Invited/Enabled/' >"$work/created"
  attributes "$work/aliases/terraform.tfstate" >"$work/imported"
  sed -i '/ enable_default_standards /d' "$work/created" "$work/imported" # No answer of AWS tells it.
  diff "$work/created" "$work/imported" || fail "what was imported differs from what was created"
  good "$(wc -l <"$work/created") attributes are the same"
  expect "statuses" "joining Enabled, not_invited Created, not_invited_without_address Created, unanswered Invited, \
unanswered_without_address Invited" "$(statuses "$work/imported")"

  step "The member leaves before the administrator removes it"
  must aliases destroy -auto-approve
  said 'Destroy complete! Resources: 8 destroyed.'
}

two-teams() {
  step "Each side by itself"
  configure administrator
  configure member
  must administrator apply -auto-approve
  must member apply -auto-approve
  said 'Apply complete! Resources: 2 added, 0 changed, 0 destroyed.'

  step "The administrator removes the member before it leaves"
  must administrator destroy -auto-approve
  said 'Destroy complete! Resources: 2 destroyed.'
  must member destroy -auto-approve -refresh=false
  said 'Destroy complete! Resources: 2 destroyed.'
}

crowd() {
  local accounts
  mapfile -t accounts < <(seq 555000000001 555000000020)
  step "Twenty accounts accept at once"
  python3 "$here/terraform/crowd.py" "$work/crowd" 333333333333 "${accounts[@]}"
  initialize crowd
  must crowd apply -auto-approve -parallelism=20
  said 'Apply complete! Resources: 61 added, 0 changed, 0 destroyed.'
  empty_plan crowd
  must crowd destroy -auto-approve -parallelism=20
  said 'Destroy complete! Resources: 61 destroyed.'
}

# shellcheck disable=SC2046  # One word per account.
start_stack 111111111111 222222222222 333333333333 444444444444 $(seq 555000000001 555000000020)
export TF_VAR_endpoint=$endpoint
shift
[ $# -gt 0 ] || set -- both-sides two-teams crowd
for story; do "$story"; done
