#include <charconv>
#include <chrono>

#include "base/utc_time.h"
#include "server/api/api.h"
#include "server/api/request_json.h"
#include "server/problem.h"
#include "studio/audit_json.h"

namespace timbre::server {
namespace {

constexpr std::int64_t kMostRecords = 500;
constexpr std::int64_t kMostNumber = std::int64_t{1} << 53;

std::string in_query(const Request& request, const std::string& name) {
  const auto found = request.query.find(name);
  return found == request.query.end() ? std::string() : found->second;
}

Result<store::AuditQuery> query_of(const Request& request) {
  store::AuditQuery query{.voice_id = in_query(request, "voice"), .act = in_query(request, "act")};
  if (const std::string since = in_query(request, "since"); !since.empty()) {
    query.since_ms = parse_rfc3339(since);
    if (!query.since_ms) return Error{ErrorKind::InvalidInput, "'since' must be a time such as 2026-11-21T13:08:38Z"};
  }
  if (const std::string before = in_query(request, "before"); !before.empty()) {
    TRY(const std::int64_t number, number_of(before, "before", 0, kMostNumber));
    query.before = static_cast<std::uint64_t>(number);
  }
  if (const std::string limit = in_query(request, "limit"); !limit.empty()) {
    TRY(const std::int64_t count, number_of(limit, "limit", 1, kMostRecords));
    query.limit = static_cast<std::size_t>(count);
  }
  return query;
}

Result<Json> page(studio::SafetyDesk& desk, const Request& request) {
  TRY(auto query, query_of(request));
  return studio::audit_page(desk, std::move(query));
}

Result<Json> proof(studio::SafetyDesk& desk, const Request& request) {
  TRY(const std::int64_t number, number_of(request.parameters.at("number"), "number", 0, kMostNumber));
  std::optional<std::uint64_t> old_size;
  if (const std::string from = in_query(request, "from_size"); !from.empty()) {
    TRY(const std::int64_t size, number_of(from, "from_size", 0, kMostNumber));
    old_size = static_cast<std::uint64_t>(size);
  }
  return studio::audit_proof(desk, static_cast<std::uint64_t>(number), old_size);
}

Result<Json> head(studio::SafetyDesk& desk, const Request&) { return studio::audit_head(desk); }

Response answer(const Result<Json>& json) {
  return json.ok() ? json_response(200, json->dump()) : problem_of(json.error());
}

}  // namespace

void add_audit_routes(Router& router, ApiContext& context) {
  studio::SafetyDesk& desk = context.safety;
  const auto add = [&router, &desk](const char* path, Result<Json> (*handler)(studio::SafetyDesk&, const Request&)) {
    router.add(
        {"GET", path, Handler([&desk, handler](const Request& request) { return answer(handler(desk, request)); })});
  };
  add("/api/v1/audit", page);
  add("/api/v1/audit/verify", [](studio::SafetyDesk& all, const Request&) { return studio::audit_verdict(all); });
  add("/api/v1/audit/head", head);
  add("/api/v1/audit/proof/{number}", proof);
  add("/api/v1/usage", [](studio::SafetyDesk& all, const Request&) { return studio::usage(all); });
}

}  // namespace timbre::server
