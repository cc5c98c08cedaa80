#!/usr/bin/env bash
# Two accounts shake hands, by the AWS CLI as Amazon ships it.
#
# Usage: demo.sh [DIRECTORY]   where musterd and muster-gateway are; default: where `swift build` puts them.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
bin=${1:-$(cd "$here/../.." && swift build --show-bin-path)}
# shellcheck source=Tests/AWS/clients.sh
. "$here/clients.sh"
# shellcheck source=Tests/AWS/stack.sh
. "$here/stack.sh"

administrator=111111111111
member=222222222222

# The AWS CLI as an account, and as something to watch.
quiet() { aws --profile "$1" securityhub "${@:2}"; }
play() { tell "aws --profile $1 securityhub ${*:2}"; quiet "$@"; }
status() {
  quiet "$administrator" list-members --no-only-associated --output text \
    --query "Members[?AccountId=='$member'].MemberStatus"
}

step "A daemon that keeps the state, and a gateway that speaks AWS"
start_stack "$administrator" "$member"

step "Who am I? The credentials file of the gateway is one of the CLI's"
tell "aws --profile $administrator sts get-caller-identity"
aws --profile "$administrator" sts get-caller-identity --output table

step "The administrator enables Security Hub, adds an account and invites it"
play "$administrator" enable-security-hub --tags team=security
play "$administrator" describe-hub --output table
play "$administrator" create-members --account-details "AccountId=$member,Email=security@example.com" --output text
expect "the member is" Created "$(status)"
play "$administrator" invite-members --account-ids "$member" --output text
expect "the member is" Invited "$(status)"

step "The member enables Security Hub, and finds the invitation"
play "$member" enable-security-hub
play "$member" list-invitations --output table
invitation=$(quiet "$member" list-invitations --query 'Invitations[0].InvitationId' --output text)

step "It accepts"
play "$member" accept-administrator-invitation --administrator-id "$administrator" --invitation-id "$invitation"
play "$member" get-administrator-account --output table
play "$administrator" list-members --output table
expect "the member is" Enabled "$(status)"

step "While they belong together neither can turn Security Hub off"
if play "$member" disable-security-hub 2>"$work/refusal"; then fail "it could"; fi
cat "$work/refusal"
grep -q 'InvalidInputException.*Member account cannot disable Security Hub' "$work/refusal" || fail "another refusal"

step "The member leaves, in the older words; the administrator sees it at once"
play "$member" disassociate-from-master-account
expect "the member is" Resigned "$(status)"

step "The administrator removes and deletes it"
play "$administrator" disassociate-members --account-ids "$member"
expect "the member is" Removed "$(status)"
play "$administrator" delete-members --account-ids "$member" --output text
expect "members left" 0 "$(quiet "$administrator" list-members --no-only-associated --query 'length(Members)')"
play "$member" disable-security-hub
play "$administrator" disable-security-hub
