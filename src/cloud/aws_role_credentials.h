#pragma once
/// Roles, taken on through AWS's Security Token Service (AssumeRole and AssumeRoleWithWebIdentity, STS API Reference,
/// version 2011-06-15).

#include <string>

#include "base/cancel.h"
#include "base/result.h"
#include "cloud/aws_credentials.h"
#include "net/http_exchange.h"

namespace timbre::cloud {

struct AwsRole {
  std::string arn;
  std::string session_name = "timbre";
  std::string external_id = {};
  int duration_s = 3600;
};

struct StsPlace {
  std::string url;     ///< "https://sts.eu-west-1.amazonaws.com/"
  std::string region;  ///< to sign for
  bool allow_plain_http = false;
};

[[nodiscard]] Result<AwsCredentials> assume_role(const AwsRole& role, const AwsCredentials& with, const StsPlace& sts,
                                                 net::HttpExchanger& exchanger, const CancelToken& cancel);

/// `token`: what the identity provider gave; nothing is signed.
[[nodiscard]] Result<AwsCredentials> assume_role_with_web_identity(const AwsRole& role, const std::string& token,
                                                                   const StsPlace& sts, net::HttpExchanger& exchanger,
                                                                   const CancelToken& cancel);

}  // namespace timbre::cloud
