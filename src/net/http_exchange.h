#pragma once
/// One request to a service and its answer: any method, headers, a body, signed where it must be. For files there is
/// download.h.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"

namespace timbre::net {

/// AWS Signature Version 4 ("Signing AWS API requests", AWS General Reference).
struct AwsSigning {
  std::string access_key_id;
  std::string secret_access_key;
  std::string session_token;  ///< empty for lasting credentials
  std::string region;
  std::string service;  ///< "s3", "sagemaker", "bedrock"
};

struct HttpRequest {
  std::string method = "GET";
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
  std::optional<AwsSigning> signing = {};
  /// http to other machines than this one; for services on a network of one's own and for instance metadata.
  bool allow_plain_http = false;
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::seconds stall_timeout{60};  ///< no byte either way for so long
  std::chrono::seconds total_timeout{600};
  std::size_t max_body_bytes = std::size_t{256} << 20;  ///< of the answer
  CancelToken cancel = {};
  /// Gets an answer of status 2xx as it comes, instead of HttpReply::body. An error stops the transfer.
  std::function<Result<void>(std::string_view bytes)> on_body = {};
};

struct HttpReply {
  int status = 0;
  std::map<std::string, std::string> headers = {};  ///< names in lower case
  std::string body = {};
};

/// The seam: curl_http_exchanger.h is the machine's own, tests script theirs.
class HttpExchanger {
 public:
  virtual ~HttpExchanger() = default;
  /// Any status is an answer. Redirects are not followed. Unavailable where the network or the server fails (the
  /// message names host and cause, never a header or a body), Denied for an address that is not allowed,
  /// InvalidInput for a body over the limit, Cancelled within half a second.
  [[nodiscard]] virtual Result<HttpReply> send(const HttpRequest& request) = 0;
};

}  // namespace timbre::net
