# The administrator's side alone, as a team of its own would keep it.

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
  profile                  = "333333333333"
  shared_credentials_files = [var.credentials]

  endpoints {
    securityhub = var.endpoint
    sts         = var.endpoint
  }
}

resource "aws_securityhub_account" "this" {}

resource "aws_securityhub_member" "this" {
  depends_on = [aws_securityhub_account.this]
  account_id = "444444444444"
  email      = "member@example.com"
  invite     = true
}
