#include <atomic>
#include <charconv>
#include <cmath>
#include <memory>

#include "base/utc_time.h"
#include "server/api/api.h"
#include "server/api/file_response.h"
#include "server/api/request_json.h"
#include "server/api/take_json.h"
#include "server/problem.h"
#include "studio/take_exports.h"

namespace timbre::server {
namespace {

/// Plans and fits decode the take: more than these at once would keep the workers from quick answers.
constexpr int kMostAtOnce = 4;
constexpr std::int64_t kMostFiles = 1'000'000;

struct Exports {
  explicit Exports(ApiContext& context)
      : clips(std::make_shared<studio::TakeClips>(context.library)),
        exports(std::make_shared<studio::TakeExports>(context.library, context.jobs, clips, context.safety.log())) {}
  std::shared_ptr<studio::TakeClips> clips;
  std::shared_ptr<studio::TakeExports> exports;
  std::atomic<int> busy{0};
};

template <typename Work>
Response guarded(Exports& state, Work work) {
  Response response;
  if (++state.busy > kMostAtOnce) {
    response = problem(503, "several takes are being looked at already; ask again in a second");
    response.headers.emplace_back("Retry-After", "1");
  } else {
    const Result<Json> json = work();
    response = json.ok() ? json_response(200, json->dump()) : problem_of(json.error());
  }
  --state.busy;
  return response;
}

Result<double> seconds(const Json& value, const std::string& name) {
  const bool is_number = value.is_number() && std::isfinite(value.get<double>());
  if (is_number && value.get<double>() >= 0.0) return value.get<double>();
  return Error{ErrorKind::InvalidInput, "'" + name + "' must be a number of seconds from 0 on"};
}

Result<std::vector<std::string>> text_list(const Json& object, const std::string& name) {
  const Error wrong{ErrorKind::InvalidInput, "'" + name + "' must be a list of texts"};
  const auto found = object.find(name);
  if (found == object.end() || !found->is_array()) return wrong;
  std::vector<std::string> texts;
  for (const Json& one : *found) {
    if (!one.is_string()) return wrong;
    texts.push_back(one.get<std::string>());
  }
  return texts;
}

Result<std::optional<studio::MasterKind>> master_of(const std::string& kind) {
  if (kind.empty()) return std::optional<studio::MasterKind>();
  if (kind == "flac") return std::optional(studio::MasterKind::Flac);
  if (kind == "wav") return std::optional(studio::MasterKind::Wav);
  return Error{ErrorKind::InvalidInput, "'master' must be flac or wav"};
}

Result<studio::ExportOrder> order_of(const Request& request) {
  TRY(const Json object, object_of(request));
  studio::ExportOrder order;
  TRY(order.takes, text_list(object, "takes"));
  TRY(order.wish.profiles, text_list(object, "profiles"));
  if (const auto window = object.find("window"); window != object.end() && !window->is_null()) {
    if (!window->is_object()) return Error{ErrorKind::InvalidInput, "'window' must hold start_s and end_s"};
    TimeRange range;
    TRY(range.start_s, seconds(window->value("start_s", Json()), "start_s"));
    TRY(range.end_s, seconds(window->value("end_s", Json()), "end_s"));
    order.wish.window = range;
  }
  TRY(const auto ref_text, text_field(object, "ref_text"));
  order.wish.ref_text = ref_text.value_or("");
  TRY(const auto master, text_field(object, "master"));
  TRY(order.wish.master, master_of(master.value_or("")));
  return order;
}

Result<double> seconds_in(const Request& request, const std::string& name) {
  const std::string text = request.query.contains(name) ? request.query.at(name) : "";
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) value = -1.0;
  return seconds(Json(value), name);
}

Result<studio::ClipWish> wish_of(const Request& request) {
  studio::ClipWish wish;
  if (!request.query.contains("profile")) {
    return Error{ErrorKind::InvalidInput, "'profile' is missing; name the model that the clip is for"};
  }
  wish.profiles = {request.query.at("profile")};
  if (request.query.contains("start_s") || request.query.contains("end_s")) {
    TimeRange range;
    TRY(range.start_s, seconds_in(request, "start_s"));
    TRY(range.end_s, seconds_in(request, "end_s"));
    wish.window = range;
  }
  if (request.query.contains("master")) {
    TRY(wish.master, master_of(request.query.at("master")));
  }
  return wish;
}

Response get_fit(Exports& state, const Request& request) {
  return guarded(state, [&] { return state.clips->fits(request.parameters.at("id")); });
}

Response get_plan(Exports& state, const Request& request) {
  const auto wish = wish_of(request);
  if (!wish.ok()) return problem_of(wish.error());
  return guarded(state, [&] { return state.clips->plan(request.parameters.at("id"), *wish); });
}

Response start_export(Exports& state, const Request& request) {
  const auto order = order_of(request);
  if (!order.ok()) return problem_of(order.error());
  const auto started = state.exports->start(*order);
  if (!started.ok()) return problem_of(started.error());
  Response response = json_response(202, Json{{"export", started->id}, {"job", started->job}}.dump());
  response.headers.emplace_back("Location", "/api/v1/exports/" + started->id);
  return response;
}

Json shown(Json json) {
  json["created"] = rfc3339(json["created_ms"].get<std::int64_t>());
  json.erase("created_ms");
  return json;
}

Response list_exports(Exports& state, const Request&) {
  Json all = Json::array();
  for (Json& one : state.exports->list()) all.push_back(shown(std::move(one)));
  return json_response(200, Json{{"exports", std::move(all)}}.dump());
}

Response get_export(Exports& state, const Request& request) {
  auto json = state.exports->get(request.parameters.at("id"));
  return json.ok() ? json_response(200, shown(std::move(*json)).dump()) : problem_of(json.error());
}

Response downloaded(const Request& request, const Result<studio::ExportFile>& file) {
  return file.ok() ? download_response(request, file->path, file->name, file->etag) : problem_of(file.error());
}

Response get_file(Exports& state, const Request& request) {
  const auto number = number_of(request.parameters.at("number"), "number", 0, kMostFiles);
  if (!number.ok()) return problem_of(number.error());
  return downloaded(request, state.exports->file(request.parameters.at("id"), *number));
}

Response get_zip(Exports& state, const Request& request) {
  return downloaded(request, state.exports->zip(request.parameters.at("id")));
}

Response remove_export(Exports& state, const Request& request) {
  const auto removed = state.exports->remove(request.parameters.at("id"));
  return removed.ok() ? Response{204, {}, ""} : problem_of(removed.error());
}

}  // namespace

void add_export_routes(Router& router, ApiContext& context) {
  const auto state = std::make_shared<Exports>(context);
  const auto with = [&state](Response (*handler)(Exports&, const Request&)) {
    return Handler([state, handler](const Request& request) { return handler(*state, request); });
  };
  router.add({"GET", "/api/v1/takes/{id}/fit", with(get_fit)});
  router.add({"GET", "/api/v1/takes/{id}/plan", with(get_plan)});
  router.add({"GET", "/api/v1/exports", with(list_exports)});
  router.add({"POST", "/api/v1/exports", with(start_export)});
  router.add({"GET", "/api/v1/exports/{id}", with(get_export)});
  router.add({"DELETE", "/api/v1/exports/{id}", with(remove_export)});
  router.add({"GET", "/api/v1/exports/{id}/files/{number}", with(get_file)});
  router.add({"GET", "/api/v1/exports/{id}/zip", with(get_zip)});
}

}  // namespace timbre::server
