#include <memory>

#include "server/api/api.h"
#include "server/api/file_response.h"
#include "server/problem.h"
#include "studio/playable_sound.h"

namespace timbre::server {
namespace {

Response get_sound(ApiContext& context, studio::PlayableSounds& sounds, const Request& request) {
  store::TakeStore& store = context.library.store();
  const auto take = store.get(request.parameters.at("id"));
  if (!take.ok()) return problem_of(take.error());
  const std::string& sum = take->summary.blob.sha256;
  const auto original = store.audio_path(sum);
  if (!original.ok()) return problem_of(original.error());
  const auto path = sounds.path_for(sum, *original);
  if (!path.ok()) return problem_of(studio::without_path(path.error(), *original, take->summary));
  return sound_response(request, *path, "\"" + sum + "-sound\"");
}

}  // namespace

void add_sound_routes(Router& router, ApiContext& context) {
  store::TakeStore& store = context.library.store();
  const auto sounds = std::make_shared<studio::PlayableSounds>(store.disk(), studio::kept_sounds_folder(store));
  router.add({"GET", "/api/v1/takes/{id}/sound",
              Handler([&context, sounds](const Request& request) { return get_sound(context, *sounds, request); })});
}

}  // namespace timbre::server
