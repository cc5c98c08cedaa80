"""Writes a configuration in which an administrator invites many accounts and each accepts, by an alias of its own.

Terraform knows no loop over providers, so that each is written out.
"""

import pathlib
import sys

HEAD = """
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

variable "endpoint" {}
variable "credentials" {}
"""

PROVIDER = """
provider "aws" {
  alias                    = "a@"
  region                   = "us-east-1"
  profile                  = "@"
  shared_credentials_files = [var.credentials]

  endpoints {
    securityhub = var.endpoint
    sts         = var.endpoint
  }
}

resource "aws_securityhub_account" "a@" {
  provider = aws.a@
}
"""

MEMBER = """
resource "aws_securityhub_member" "a@" {
  provider   = aws.a*
  depends_on = [aws_securityhub_account.a*]
  account_id = "@"
  invite     = true
}

resource "aws_securityhub_invite_accepter" "a@" {
  provider   = aws.a@
  depends_on = [aws_securityhub_account.a@]
  master_id  = aws_securityhub_member.a@.master_id
}
"""

directory, administrator, *members = sys.argv[1:]
text = HEAD + PROVIDER.replace("@", administrator)
for member in members:
    text += (PROVIDER + MEMBER).replace("@", member).replace("*", administrator)
place = pathlib.Path(directory)
place.mkdir()
(place / "main.tf").write_text(text)
