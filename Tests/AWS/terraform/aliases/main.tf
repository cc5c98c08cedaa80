# Both sides of an association in one configuration, by two aliases of the provider. What is not accepted, not invited
# or has no address is there too: each reads back as it was written, or Terraform would want to change it.

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

variable "administrator" {
  default = "111111111111"
}

variable "member" {
  default = "222222222222"
}

provider "aws" {
  alias                    = "administrator"
  region                   = "us-east-1"
  profile                  = var.administrator
  shared_credentials_files = [var.credentials]

  endpoints {
    securityhub = var.endpoint
    sts         = var.endpoint
  }
}

provider "aws" {
  alias                    = "member"
  region                   = "us-east-1"
  profile                  = var.member
  shared_credentials_files = [var.credentials]

  endpoints {
    securityhub = var.endpoint
    sts         = var.endpoint
  }
}

resource "aws_securityhub_account" "administrator" {
  provider                  = aws.administrator
  control_finding_generator = "STANDARD_CONTROL"
  auto_enable_controls      = false

  # No answer of AWS tells it, so that an import cannot know it and Terraform would want another hub.
  lifecycle {
    ignore_changes = [enable_default_standards]
  }
}

resource "aws_securityhub_account" "member" {
  provider = aws.member

  lifecycle {
    ignore_changes = [enable_default_standards]
  }
}

resource "aws_securityhub_member" "joining" {
  provider   = aws.administrator
  depends_on = [aws_securityhub_account.administrator]
  account_id = var.member
  email      = "Mixed.Case@Example.COM"
  invite     = true
}

resource "aws_securityhub_invite_accepter" "member" {
  provider   = aws.member
  depends_on = [aws_securityhub_account.member]
  master_id  = aws_securityhub_member.joining.master_id
}

resource "aws_securityhub_member" "unanswered" {
  provider   = aws.administrator
  depends_on = [aws_securityhub_account.administrator]
  account_id = "000000000001"
  email      = "nobody@example.com"
  invite     = true
}

resource "aws_securityhub_member" "unanswered_without_address" {
  provider   = aws.administrator
  depends_on = [aws_securityhub_account.administrator]
  account_id = "000000000002"
  invite     = true
}

resource "aws_securityhub_member" "not_invited" {
  provider   = aws.administrator
  depends_on = [aws_securityhub_account.administrator]
  account_id = "000000000003"
  email      = " kept as it is "
  invite     = false
}

resource "aws_securityhub_member" "not_invited_without_address" {
  provider   = aws.administrator
  depends_on = [aws_securityhub_account.administrator]
  account_id = "000000000004"
}
