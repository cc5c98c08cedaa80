# The clients that nobody here wrote, in a virtual environment of their own: made once, and again when what is required
# changes. To be sourced; afterwards `python`, `aws`, `pytest` and `moto_server` are those.
# shellcheck shell=bash

clients() {
  local root place required
  root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
  place=$root/.build/aws-clients
  required=$root/Tests/AWS/requirements.txt
  if ! cmp -s "$required" "$place/requirements.txt"; then
    echo "installing boto3, the AWS CLI and what else Tests/AWS/requirements.txt names into .build/aws-clients"
    rm -rf "$place"
    python3 -m venv "$place"
    "$place/bin/pip" install --quiet --disable-pip-version-check --requirement "$required"
    cp "$required" "$place/requirements.txt"
  fi
  PATH=$place/bin:$PATH
}
clients
