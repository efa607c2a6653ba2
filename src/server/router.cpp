#include "server/router.h"

#include <map>
#include <optional>
#include <set>

#include "server/problem.h"

namespace timbre::server {
namespace {

std::optional<std::map<std::string, std::string>> matched(std::string_view pattern,
                                                          const std::vector<std::string>& path) {
  std::map<std::string, std::string> parameters;
  std::size_t segment = 0;
  pattern.remove_prefix(1);
  while (!pattern.empty()) {
    const std::size_t slash = std::min(pattern.find('/'), pattern.size());
    const std::string_view wanted = pattern.substr(0, slash);
    if (segment >= path.size()) return std::nullopt;
    if (wanted.starts_with('{')) {
      parameters[std::string(wanted.substr(1, wanted.size() - 2))] = path[segment];
    } else if (wanted != path[segment]) {
      return std::nullopt;
    }
    ++segment;
    pattern.remove_prefix(std::min(slash + 1, pattern.size()));
  }
  if (segment != path.size()) return std::nullopt;
  return parameters;
}

}  // namespace

void Router::add(Route route) { routes_.push_back(std::move(route)); }

Match Router::match(Request& request) const {
  const std::string method = request.method == "HEAD" ? "GET" : request.method;
  std::set<std::string> allowed;
  for (const Route& route : routes_) {
    auto parameters = matched(route.pattern, request.path);
    if (!parameters) continue;
    if (route.method == method) {
      request.parameters = std::move(*parameters);
      return {&route, {}};
    }
    allowed.insert(route.method);
    if (route.method == "GET") allowed.insert("HEAD");
  }
  if (allowed.empty()) return {nullptr, problem(404, "there is nothing at this address")};
  std::string list;
  for (const std::string& one : allowed) list += (list.empty() ? "" : ", ") + one;
  Response refusal = problem(405, "this address takes " + list);
  refusal.headers.emplace_back("Allow", list);
  return {nullptr, std::move(refusal)};
}

}  // namespace timbre::server
