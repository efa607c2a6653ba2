#include "server/api/api.h"

#include "base/json.h"
#include "base/version.h"

namespace timbre::server {

void add_api_routes(Router& router, ApiContext& context) {
  router.add({"GET", "/api/v1/health", Handler([](const Request&) {
                const Json body{{"status", "ok"}, {"version", std::string(kVersion)}};
                return json_response(200, body.dump());
              })});
  router.add({"GET", "/api/v1/events", Handler([](const Request&) {
                return Response{200, {{"Content-Type", "text/event-stream"}}, EventBody{}};
              })});
  add_take_routes(router, context);
  add_recording_routes(router, context);
  add_job_routes(router, context);
  add_about_routes(router, context);
  add_advice_routes(router, context);
  add_audit_routes(router, context);
  add_bulk_routes(router, context);
  add_clone_routes(router, context);
  add_compare_routes(router, context);
  add_consent_routes(router, context);
  add_demo_routes(router, context);
  add_engine_routes(router, context);
  add_export_routes(router, context);
  add_openapi_route(router);
  add_prompt_routes(router, context);
  add_room_tone_routes(router, context);
  add_sound_routes(router, context);
  add_view_routes(router, context);
  add_words_routes(router, context);
}

}  // namespace timbre::server
