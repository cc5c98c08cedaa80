# The member's side alone: it knows of its administrator no more than the id.

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

provider "aws" {
  region                   = "us-east-1"
  profile                  = "444444444444"
  shared_credentials_files = [var.credentials]

  endpoints {
    securityhub = var.endpoint
    sts         = var.endpoint
  }
}

resource "aws_securityhub_account" "this" {}

resource "aws_securityhub_invite_accepter" "this" {
  depends_on = [aws_securityhub_account.this]
  master_id  = "333333333333"
}
