#pragma once
/// The seam to the network: one GET. The machine's own is curl_http_client.h; tests script theirs.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/cancel.h"
#include "base/result.h"
#include "net/http_head.h"

namespace timbre::net {

struct HttpGet {
  std::string url;
  std::uint64_t from_byte = 0;  ///< ask for the bytes from here on; 0: for all, without a Range
  std::string if_range = {};    ///< a strong ETag: the range only if the file is still this one; may be empty
  std::chrono::milliseconds connect_timeout{15'000};
  std::chrono::seconds stall_timeout{30};  ///< give up when fewer than a thousand bytes a second come for so long
  CancelToken cancel = {};
};

/// Who takes the answer. An error stops the transfer at once.
class HttpReceiver {
 public:
  virtual ~HttpReceiver() = default;
  /// Once, before any byte; never for a redirect that is followed.
  virtual Result<void> on_head(const HttpHead& head) = 0;
  virtual Result<void> on_body(std::string_view bytes) = 0;
};

struct HttpFailure {
  Error error;  ///< the receiver's own where it stopped the transfer; Cancelled; Unavailable, Denied from the network
  bool is_transient = false;  ///< trying again may help
  bool is_stall = false;      ///< a timeout
};

class HttpClient {
 public:
  virtual ~HttpClient() = default;
  /// None when the whole answer arrived, whatever its status. Bytes come as they are sent, never decompressed.
  virtual std::optional<HttpFailure> get(const HttpGet& request, HttpReceiver& receiver) = 0;
};

}  // namespace timbre::net
