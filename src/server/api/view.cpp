#include <memory>

#include "base/version.h"
#include "server/api/api.h"
#include "server/problem.h"
#include "studio/take_view.h"

namespace timbre::server {
namespace {

Response get_view(ApiContext& context, studio::TakeViews& views, const Request& request) {
  store::TakeStore& store = context.library.store();
  const auto take = store.get(request.parameters.at("id"));
  if (!take.ok()) return problem_of(take.error());
  const std::string& sum = take->summary.blob.sha256;
  const std::string etag =
      "\"" + sum + "-" + std::string(kVersion) + "-" + std::to_string(studio::kTakeViewVersion) + "\"";
  if (request.header("if-none-match") == etag) return {304, {{"ETag", etag}}, ""};
  const auto path = store.audio_path(sum);
  if (!path.ok()) return problem_of(path.error());
  const auto view = views.view(sum, *path);
  if (!view.ok()) return problem_of(studio::without_path(view.error(), *path, take->summary));
  Response response = json_response(200, **view);
  response.headers.emplace_back("ETag", etag);
  response.headers.emplace_back("Cache-Control", "private, no-cache");
  return response;
}

}  // namespace

void add_view_routes(Router& router, ApiContext& context) {
  const auto views = std::make_shared<studio::TakeViews>();
  router.add({"GET", "/api/v1/takes/{id}/view",
              Handler([&context, views](const Request& request) { return get_view(context, *views, request); })});
}

}  // namespace timbre::server
