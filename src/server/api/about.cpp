#include "studio/about.h"

#include "server/api/api.h"

namespace timbre::server {

void add_about_routes(Router& router, ApiContext& context) {
  router.add({"GET", "/api/v1/about", Handler([&context](const Request&) {
                Json about = studio::about_json(context.library.store().disk(), context.engines);
                about["limits"] = {{"upload_bytes", kMaxUploadBytes}, {"piece_bytes", store::kMaxPieceBytes}};
                return json_response(200, about.dump());
              })});
}

}  // namespace timbre::server
