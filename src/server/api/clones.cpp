#include <memory>

#include "audio/codec/decode.h"
#include "server/api/api.h"
#include "server/api/file_response.h"
#include "server/api/request_json.h"
#include "server/problem.h"
#include "studio/clone_clips.h"
#include "studio/safe_name.h"
#include "studio/sound_columns.h"
#include "studio/voice_speakers.h"

namespace timbre::server {
namespace {

using studio::CloneRun;
using studio::CloneRuns;

constexpr std::int64_t kUsualColumns = 1000;

std::string query_of(const Request& request, const std::string& name) {
  const auto found = request.query.find(name);
  return found == request.query.end() ? std::string() : found->second;
}

Response answer(int status, const Result<CloneRun>& run) {
  return run.ok() ? json_response(status, studio::to_json(*run).dump()) : problem_of(run.error());
}

Result<CloneRun> start(CloneRuns& clones, const Request& request) {
  TRY(const Json body, object_of(request));
  TRY(studio::CloneOrder order, studio::order_of_json(body));
  return clones.start(std::move(order));
}

Response start_clone(CloneRuns& clones, const Request& request) {
  const auto run = start(clones, request);
  Response response = answer(202, run);
  if (run.ok()) response.headers.emplace_back("Location", "/api/v1/clones/" + run->id);
  return response;
}

Response list_clones(CloneRuns& clones, const Request& request) {
  Json all = Json::array();
  for (const CloneRun& run : clones.list({query_of(request, "voice"), query_of(request, "take")})) {
    all.push_back(studio::to_json(run));
  }
  return json_response(200, Json{{"clones", std::move(all)}}.dump());
}

/// For a person's disk: whose voice, and what is said.
std::string file_name(const CloneRun& run) {
  return studio::safe_name(run.voice_name + " - " + run.order.text.substr(0, 40)) + ".wav";
}

Response get_audio(CloneRuns& clones, const Request& request) {
  const std::string& id = request.parameters.at("id");
  const auto run = clones.get(id);
  if (!run.ok()) return problem_of(run.error());
  const auto path = clones.speech(id);
  if (!path.ok()) return problem_of(path.error());
  return download_response(request, *path, file_name(*run), "\"" + id + "\"");
}

Result<Json> view(CloneRuns& clones, const Request& request) {
  const std::string wanted = query_of(request, "columns");
  std::int64_t columns = kUsualColumns;
  if (!wanted.empty()) {
    TRY(columns, number_of(wanted, "columns", 1, static_cast<std::int64_t>(studio::kMaxSoundColumns)));
  }
  TRY(const auto path, clones.speech(request.parameters.at("id")));
  TRY(const audio::DecodedAudio decoded, audio::decode_file(path));
  return studio::columns_json(decoded.audio.view(), static_cast<std::size_t>(columns));
}

Result<Json> clips(ApiContext& context, const Request& request) {
  TRY(const auto found,
      studio::clips_of_voice(context.library.store(), context.safety.store(), request.parameters.at("id")));
  Json all = Json::array();
  for (const studio::VoiceClip& clip : found) all.push_back(studio::to_json(clip));
  return Json{{"clips", std::move(all)}};
}

Result<Json> speakers(ApiContext& context, const Request& request) {
  TRY(const auto found, studio::speakers_of_voice(context.library.store(), context.safety.store(),
                                                  context.safety.speaker().encoder(), request.parameters.at("id")));
  return studio::to_json(found);
}

Response answer(const Result<Json>& json) {
  return json.ok() ? json_response(200, json->dump()) : problem_of(json.error());
}

}  // namespace

void add_clone_routes(Router& router, ApiContext& context) {
  CloneRuns& clones = context.clones;
  const auto with = [&clones](Response (*handler)(CloneRuns&, const Request&)) {
    return Handler([&clones, handler](const Request& request) { return handler(clones, request); });
  };
  router.add({"GET", "/api/v1/clones", with(list_clones)});
  router.add({"POST", "/api/v1/clones", with(start_clone)});
  router.add({"GET", "/api/v1/clones/{id}", Handler([&clones](const Request& request) {
                return answer(200, clones.get(request.parameters.at("id")));
              })});
  router.add({"DELETE", "/api/v1/clones/{id}", Handler([&clones](const Request& request) {
                const auto removed = clones.remove(request.parameters.at("id"));
                return removed.ok() ? Response{204, {}, ""} : problem_of(removed.error());
              })});
  router.add({"POST", "/api/v1/clones/{id}/cancel", Handler([&clones](const Request& request) {
                return answer(200, clones.cancel(request.parameters.at("id")));
              })});
  router.add({"GET", "/api/v1/clones/{id}/audio", with(get_audio)});
  router.add({"GET", "/api/v1/clones/{id}/view",
              Handler([&clones](const Request& request) { return answer(view(clones, request)); })});
  router.add({"GET", "/api/v1/voices/{id}/clips",
              Handler([&context](const Request& request) { return answer(clips(context, request)); })});
  router.add({"GET", "/api/v1/voices/{id}/speakers",
              Handler([&context](const Request& request) { return answer(speakers(context, request)); })});
}

}  // namespace timbre::server
