#include "base/json.h"
#include "server/api/api.h"
#include "server/problem.h"

namespace timbre::server {

void add_words_routes(Router& router, ApiContext& context) {
  router.add({"POST", "/api/v1/takes/{id}/transcribe", Handler([&context](const Request& request) {
                const auto job = context.library.find_words(request.parameters.at("id"));
                return job.ok() ? json_response(202, Json{{"job", *job}}.dump()) : problem_of(job.error());
              })});
}

}  // namespace timbre::server
