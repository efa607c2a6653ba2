#include "server/api/api.h"
#include "server/api/request_json.h"
#include "server/problem.h"

namespace timbre::server {
namespace {

Response get_advice(ApiContext& context, const Request& request) {
  const auto advice = context.advice.json_of(request.parameters.at("id"));
  return advice.ok() ? json_response(200, advice->dump()) : problem_of(advice.error());
}

Result<bool> agreed_in(const Request& request) {
  TRY(const Json object, object_of(request));
  const auto agreed = object.find("agreed");
  if (agreed == object.end() || agreed->is_null()) return false;
  if (!agreed->is_boolean()) return Error{ErrorKind::InvalidInput, "'agreed' must be true or false"};
  return agreed->get<bool>();
}

Response ask_for_advice(ApiContext& context, const Request& request) {
  const auto agreed = agreed_in(request);
  if (!agreed.ok()) return problem_of(agreed.error());
  const std::string& id = request.parameters.at("id");
  const auto asked = context.advice.ask(id, *agreed);
  if (!asked.ok()) return problem_of(asked.error());
  const auto advice = context.advice.json_of(id);
  return advice.ok() ? json_response(202, advice->dump()) : problem_of(advice.error());
}

}  // namespace

void add_advice_routes(Router& router, ApiContext& context) {
  router.add({"GET", "/api/v1/advice/service", Handler([&context](const Request&) {
                return json_response(200, context.advice.service_json().dump());
              })});
  router.add({"GET", "/api/v1/takes/{id}/richer-advice",
              Handler([&context](const Request& request) { return get_advice(context, request); })});
  router.add({"POST", "/api/v1/takes/{id}/richer-advice",
              Handler([&context](const Request& request) { return ask_for_advice(context, request); })});
}

}  // namespace timbre::server
