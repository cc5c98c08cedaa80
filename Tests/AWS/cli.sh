#!/usr/bin/env bash
# What the demo does not show of the AWS CLI: older names, pages, arguments as shorthand and JSON, tags, errors.
#
# Usage: cli.sh [DIRECTORY]   where musterd and muster-gateway are; default: where `swift build` puts them.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
bin=${1:-$(cd "$here/../.." && swift build --show-bin-path)}
# shellcheck source=Tests/AWS/clients.sh
. "$here/clients.sh"
# shellcheck source=Tests/AWS/stack.sh
. "$here/stack.sh"

administrator=000000000111
member=000000000222
refused=255 # What the first generation of the CLI exits with when a service says no.

as() { aws --profile "$1" --output text securityhub "${@:2}"; }
expect_refusal() { # CODE MESSAGE COMMAND…
  local status=0
  "${@:3}" >"$work/answer" 2>&1 || status=$?
  [ "$status" = "$refused" ] || fail "${*:3}: exit $status, $(cat "$work/answer")"
  grep -q "An error occurred ($1) when calling the .* operation: .*$2" "$work/answer" ||
    fail "${*:3}: $(cat "$work/answer")"
  good "$1: ${*:4}"
}

start_stack "$administrator" "$member"

step "Refusals"
expect_refusal InvalidAccessException "Account $administrator is not subscribed to AWS Security Hub" \
  as "$administrator" describe-hub
as "$administrator" enable-security-hub
as "$member" enable-security-hub
expect_refusal ResourceConflictException "Account is already subscribed to Security Hub" \
  as "$administrator" enable-security-hub
expect_refusal ResourceNotFoundException 000000000333 \
  as "$administrator" disassociate-members --account-ids 000000000333
expect_refusal AccessDeniedException "Your account is not a member of an organization" \
  as "$administrator" list-organization-admin-accounts
expect_refusal UnknownOperationException GetInsights as "$administrator" get-insights
expect_refusal InvalidInputException MaxResults as "$administrator" list-members --page-size 51
expect_refusal InvalidSignatureException . \
  env AWS_ACCESS_KEY_ID="AKIA$administrator" AWS_SECRET_ACCESS_KEY=wrong aws securityhub describe-hub
expect_refusal UnrecognizedClientException "The security token included in the request is invalid." \
  env AWS_ACCESS_KEY_ID=AKIAWRONG AWS_SECRET_ACCESS_KEY=wrong aws securityhub describe-hub

step "Members, many pages of them"
details=$(for number in $(seq 300 349); do printf 'AccountId=%012d ' "$number"; done)
# shellcheck disable=SC2086  # One word per member.
as "$administrator" create-members --account-details $details
as "$administrator" create-members --account-details "[{\"AccountId\": \"$member\", \"Email\": \"Mixed@Example.com\"}]"
expect "members in pages of seven" 51 \
  "$(as "$administrator" list-members --no-only-associated --page-size 7 --query 'Members[].AccountId' | wc -w)"
expect "associated ones" 0 "$(as "$administrator" list-members --query 'length(Members)')"
token=$(aws --profile "$administrator" securityhub list-members --no-only-associated --max-items 50 --output json --query NextToken | tr -d \")
expect "after the first fifty" 000000000349 \
  "$(as "$administrator" list-members --no-only-associated --starting-token "$token" --query 'Members[].AccountId')"
expect "its address" Mixed@Example.com \
  "$(as "$administrator" get-members --account-ids "$member" --query 'Members[].Email')"
expect "who is not a member" 000000000999 \
  "$(as "$administrator" get-members --account-ids 000000000999 --query 'UnprocessedAccounts[].AccountId')"

step "The handshake in the older words"
as "$administrator" invite-members --account-ids "$member"
expect "invitations" 1 "$(as "$member" get-invitations-count)"
as "$member" decline-invitations --account-ids "$administrator"
expect "declined" Resigned "$(as "$member" list-invitations --query 'Invitations[].MemberStatus')"
as "$administrator" invite-members --account-ids "$member"
invitation=$(as "$member" list-invitations --query 'Invitations[].InvitationId')
as "$member" accept-invitation --master-id "$administrator" --invitation-id "$invitation"
expect "its master" "$administrator" "$(as "$member" get-master-account --query Master.AccountId)"
expect "invitations" 0 "$(as "$member" get-invitations-count)"

step "Tags of a hub"
arn=$(as "$administrator" describe-hub --query HubArn)
as "$administrator" tag-resource --resource-arn "$arn" --tags team=security,stage=test
as "$administrator" untag-resource --resource-arn "$arn" --tag-keys stage
expect "tags" security "$(as "$administrator" list-tags-for-resource --resource-arn "$arn" --query Tags.team)"
expect "their keys" team "$(as "$administrator" list-tags-for-resource --resource-arn "$arn" --query 'keys(Tags)')"
