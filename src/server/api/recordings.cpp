#include "server/api/api.h"
#include "server/api/request_json.h"
#include "server/api/take_json.h"
#include "server/problem.h"

namespace timbre::server {
namespace {

/// What the browser says of its microphone: a dozen settings.
constexpr std::size_t kMaxCaptureBytes = 16'384;

Result<std::string> capture_of(const Json& object) {
  const auto capture = object.find("capture");
  if (capture == object.end() || capture->is_null()) return std::string();
  std::string text = capture->dump();
  if (capture->is_object() && text.size() <= kMaxCaptureBytes) return text;
  return Error{ErrorKind::InvalidInput,
               "'capture' must be an object of up to " + std::to_string(kMaxCaptureBytes) + " bytes"};
}

Result<store::Recording> begun(ApiContext& context, const Request& request) {
  TRY(const Json object, object_of(request));
  store::Recording recording;
  recording.id = context.library.new_id();
  TRY(recording.sample_rate_hz, number_field(object, "sample_rate_hz", 8000, 192000));
  TRY(recording.channel_count, number_field(object, "channel_count", 1, 2));
  TRY(const auto prompt, text_field(object, "prompt"));
  recording.prompt = prompt.value_or("");
  if (recording.prompt.size() > studio::kMaxTextBytes) {
    return Error{ErrorKind::InvalidInput,
                 "the prompt is longer than " + std::to_string(studio::kMaxTextBytes) + " bytes; read it in parts"};
  }
  TRY(recording.capture, capture_of(object));
  return store::Recordings(context.library.store()).begin(recording);
}

Response begin_recording(ApiContext& context, const Request& request) {
  const auto recording = begun(context, request);
  if (!recording.ok()) return problem_of(recording.error());
  Response response = json_response(201, to_json(*recording).dump());
  response.headers.emplace_back("Location", "/api/v1/recordings/" + recording->id);
  return response;
}

Response list_recordings(ApiContext& context, const Request&) {
  const auto recordings = store::Recordings(context.library.store()).unfinished();
  if (!recordings.ok()) return problem_of(recordings.error());
  Json all = Json::array();
  for (const store::Recording& recording : *recordings) all.push_back(to_json(recording));
  return json_response(200, Json{{"recordings", std::move(all)}}.dump());
}

Response put_piece(ApiContext& context, const Request& request) {
  const auto number = number_of(request.parameters.at("number"), "number", 0, 1'000'000);
  if (!number.ok()) return problem_of(number.error());
  const auto put = store::Recordings(context.library.store()).put(request.parameters.at("id"), *number, request.body);
  return put.ok() ? Response{204, {}, ""} : problem_of(put.error());
}

Response finish_recording(ApiContext& context, const Request& request) {
  const auto object = object_of(request);
  if (!object.ok()) return problem_of(object.error());
  const auto name = text_field(*object, "name");
  if (!name.ok()) return problem_of(name.error());
  const auto take = context.library.finish_recording(request.parameters.at("id"), name->value_or(""));
  if (!take.ok()) return problem_of(take.error());
  Response response = json_response(201, to_json(*take).dump());
  response.headers.emplace_back("Location", "/api/v1/takes/" + take->summary.id);
  response.headers.emplace_back("ETag", etag_of(take->summary.revision));
  return response;
}

Response discard_recording(ApiContext& context, const Request& request) {
  const auto discarded = store::Recordings(context.library.store()).discard(request.parameters.at("id"));
  return discarded.ok() ? Response{204, {}, ""} : problem_of(discarded.error());
}

}  // namespace

void add_recording_routes(Router& router, ApiContext& context) {
  const auto with = [&context](Response (*handler)(ApiContext&, const Request&)) {
    return Handler([&context, handler](const Request& request) { return handler(context, request); });
  };
  router.add({"GET", "/api/v1/recordings", with(list_recordings)});
  router.add({"POST", "/api/v1/recordings", with(begin_recording)});
  router.add({"PUT", "/api/v1/recordings/{id}/pieces/{number}", with(put_piece), store::kMaxPieceBytes, false});
  router.add({"POST", "/api/v1/recordings/{id}/finish", with(finish_recording)});
  router.add({"DELETE", "/api/v1/recordings/{id}", with(discard_recording)});
}

}  // namespace timbre::server
