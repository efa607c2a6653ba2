#include "server/api/api.h"
#include "studio/clone_engines.h"

namespace timbre::server {

void add_engine_routes(Router& router, ApiContext& context) {
  router.add({"GET", "/api/v1/engines", Handler([&context](const Request&) {
                return json_response(200, studio::engines_json(context.engines).dump());
              })});
}

}  // namespace timbre::server
