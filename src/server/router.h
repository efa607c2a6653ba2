#pragma once
/// Which handler answers which request: one table, written in api.cpp, that the OpenAPI document is checked against.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "server/http.h"

namespace timbre::server {

/// Answers at once, from a small body (at most kMaxJsonBytes). Runs on a worker thread, never on the network's.
using Handler = std::function<Response(const Request&)>;
/// Takes a long body piece by piece; what it cannot take it answers with a Response.
using UploadHandler = std::function<std::variant<std::unique_ptr<BodySink>, Response>(const Request&)>;

inline constexpr std::uint64_t kMaxJsonBytes = 1 << 20;

struct Route {
  std::string method;
  std::string pattern;  ///< "/api/v1/takes/{id}": a segment in braces matches one segment of any text
  std::variant<Handler, UploadHandler> handler;
  std::uint64_t max_body_bytes = kMaxJsonBytes;
  bool wants_json = true;  ///< a body must be application/json (415)
};

/// Either a route with the request's parameters filled in, or why there is none.
struct Match {
  const Route* route = nullptr;
  Response refusal;
};

class Router {
 public:
  void add(Route route);
  /// Fills request.parameters. HEAD is answered by GET's route. 404 for an unknown path, 405 with Allow for a known
  /// path with another method.
  [[nodiscard]] Match match(Request& request) const;
  [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;
};

}  // namespace timbre::server
