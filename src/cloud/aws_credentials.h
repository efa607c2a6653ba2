#pragma once
/// Who asks AWS.

#include <chrono>
#include <optional>
#include <string>

#include "net/http_exchange.h"

namespace timbre::cloud {

/// Never shown, logged or stored.
struct AwsCredentials {
  std::string access_key_id;
  std::string secret_access_key;
  std::string session_token = {};                                     ///< empty for lasting ones
  std::optional<std::chrono::system_clock::time_point> expires = {};  ///< none: they last
  std::string from = {};                                              ///< where they are from, for people

  [[nodiscard]] net::AwsSigning signing(const std::string& region, const std::string& service) const {
    return {access_key_id, secret_access_key, session_token, region, service};
  }
};

}  // namespace timbre::cloud
