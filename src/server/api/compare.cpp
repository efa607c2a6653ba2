#include "server/api/api.h"
#include "server/problem.h"
#include "studio/compare_takes.h"

namespace timbre::server {
namespace {

Response compare(ApiContext& context, const Request& request) {
  Json cards = Json::array();
  for (const char* name : {"a", "b"}) {
    if (!request.query.contains(name)) {
      return problem(400, std::string("'") + name + "' is missing; name the two takes as a and b");
    }
    const auto take = context.library.store().get(request.query.at(name));
    if (!take.ok()) return problem_of(take.error());
    if (!take->scorecard_json) {
      return problem(409, "'" + take->summary.name + "' has no scorecard yet; wait until it is judged");
    }
    cards.push_back(Json::parse(*take->scorecard_json, nullptr, false));
  }
  const auto comparison = studio::compare_takes(cards[0], cards[1]);
  if (!comparison.ok()) return problem_of(comparison.error());
  return json_response(200, to_json(*comparison).dump());
}

}  // namespace

void add_compare_routes(Router& router, ApiContext& context) {
  router.add(
      {"GET", "/api/v1/compare", Handler([&context](const Request& request) { return compare(context, request); })});
}

}  // namespace timbre::server
