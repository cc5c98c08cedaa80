"""Gives a server a hub with members to tell of, then signs requests for the load generator: a file of headers each.

Usage: prepare.py ENDPOINT DIRECTORY [fill]   fill: make the hub first. A signature holds for five minutes.
"""

import pathlib
import sys

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

ACCOUNT, SECRET, REGION = "111111111111", "secret-of-111111111111", "us-east-1"
REQUESTS = {"DescribeHub": "/accounts", "ListMembers": "/members?OnlyAssociated=false"}
MEMBERS = 50


def fill(endpoint):
    client = boto3.client(
        "securityhub", endpoint_url=endpoint, region_name=REGION,
        aws_access_key_id=f"AKIA{ACCOUNT}", aws_secret_access_key=SECRET,
    )  # fmt: skip
    client.enable_security_hub()
    details = [{"AccountId": f"{number:012d}", "Email": f"{number}@example.com"} for number in range(1, MEMBERS + 1)]
    assert client.create_members(AccountDetails=details)["UnprocessedAccounts"] == []
    assert len(client.list_members(OnlyAssociated=False)["Members"]) == MEMBERS


def sign(endpoint, directory):
    for name, target in REQUESTS.items():
        request = AWSRequest("GET", endpoint + target, headers={"Host": endpoint.removeprefix("http://")})
        SigV4Auth(Credentials(f"AKIA{ACCOUNT}", SECRET), "securityhub", REGION).add_auth(request)
        lines = [f"{header}: {value}" for header, value in request.headers.items()]
        (directory / name).write_text("\n".join([target, *lines]) + "\n")


endpoint, directory = sys.argv[1], pathlib.Path(sys.argv[2])
if sys.argv[3:] == ["fill"]:
    fill(endpoint)
directory.mkdir(exist_ok=True)
sign(endpoint, directory)
