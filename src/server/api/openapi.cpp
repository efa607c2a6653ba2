#include "base/sha256.h"
#include "openapi_json.embed.h"
#include "server/api/api.h"

namespace timbre::server {

void add_openapi_route(Router& router) {
  const std::string etag = "\"" + sha256_hex(openapi_json) + "\"";
  router.add({"GET", "/api/v1/openapi.json", Handler([etag](const Request& request) {
                if (request.header("if-none-match") == etag) return Response{304, {{"ETag", etag}}, ""};
                Response response = json_response(200, std::string(openapi_json));
                response.headers.emplace_back("ETag", etag);
                response.headers.emplace_back("Cache-Control", "no-cache");
                return response;
              })});
}

}  // namespace timbre::server
