#include <memory>
#include <mutex>

#include "server/api/api.h"
#include "server/api/take_json.h"
#include "server/problem.h"
#include "studio/demo_take.h"

namespace timbre::server {

void add_demo_routes(Router& router, ApiContext& context) {
  // two clicks must not make two takes
  const auto one_at_a_time = std::make_shared<std::mutex>();
  router.add({"POST", "/api/v1/demo", Handler([&context, one_at_a_time](const Request&) {
                const std::lock_guard lock(*one_at_a_time);
                const auto demo = studio::demo_take(context.library);
                if (!demo.ok()) return problem_of(demo.error());
                Response response = json_response(demo->is_new ? 201 : 200, to_json(demo->take).dump());
                response.headers.emplace_back("Location", "/api/v1/takes/" + demo->take.summary.id);
                response.headers.emplace_back("ETag", etag_of(demo->take.summary.revision));
                return response;
              })});
}

}  // namespace timbre::server
