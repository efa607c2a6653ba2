#pragma once
/// Requests and responses as the handlers see them: no sockets, no parser. RFC 9110.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace timbre::server {

struct Request {
  std::string method;                             ///< "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"
  std::vector<std::string> path;                  ///< segments, percent-decoded, UTF-8, none of them "." or ".."
  std::map<std::string, std::string> query;       ///< decoded; the last of several of a name
  std::map<std::string, std::string> headers;     ///< names in lower case
  std::map<std::string, std::string> parameters;  ///< what the route's pattern named
  std::string body;                               ///< of a route that takes small bodies

  /// Empty when absent.
  [[nodiscard]] std::string header(const std::string& lower_case_name) const {
    const auto found = headers.find(lower_case_name);
    return found == headers.end() ? std::string() : found->second;
  }
};

/// A part of a file as a body.
struct FileBody {
  std::filesystem::path path;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};

/// A stream of server-sent events (HTML Living Standard, 9.2) from the hub of events.h, until the page goes.
struct EventBody {};

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;  ///< besides those that every response has
  std::variant<std::string, FileBody, EventBody> body;
};

/// Takes a body that is too long for memory. Dropped without finish(): the upload was cut off.
class BodySink {
 public:
  virtual ~BodySink() = default;
  virtual Result<void> write(std::string_view bytes) = 0;
  virtual Response finish() = 0;
};

[[nodiscard]] Response json_response(int status, std::string json);

}  // namespace timbre::server
