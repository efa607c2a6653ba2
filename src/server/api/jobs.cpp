#include "server/api/api.h"
#include "server/api/take_json.h"
#include "server/problem.h"

namespace timbre::server {

void add_job_routes(Router& router, ApiContext& context) {
  router.add({"GET", "/api/v1/jobs", Handler([&context](const Request&) {
                Json all = Json::array();
                for (const studio::JobStatus& job : context.jobs.list()) all.push_back(to_json(job));
                return json_response(200, Json{{"jobs", std::move(all)}}.dump());
              })});
  router.add({"GET", "/api/v1/jobs/{id}", Handler([&context](const Request& request) {
                const auto job = context.jobs.get(request.parameters.at("id"));
                return job.ok() ? json_response(200, to_json(*job).dump()) : problem_of(job.error());
              })});
  router.add({"DELETE", "/api/v1/jobs/{id}", Handler([&context](const Request& request) {
                const auto cancelled = context.jobs.cancel(request.parameters.at("id"));
                return cancelled.ok() ? Response{204, {}, ""} : problem_of(cancelled.error());
              })});
}

}  // namespace timbre::server
