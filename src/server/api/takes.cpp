#include <map>

#include "server/api/api.h"
#include "server/api/file_response.h"
#include "server/api/request_json.h"
#include "server/api/take_json.h"
#include "server/api/take_list.h"
#include "server/api/upload.h"
#include "server/problem.h"

namespace timbre::server {
namespace {

Response take_response(int status, const store::Take& take) {
  Response response = json_response(status, to_json(take).dump());
  response.headers.emplace_back("ETag", etag_of(take.summary.revision));
  return response;
}

/// A refused edit: 412 where somebody else was faster (RFC 9110 section 15.5.13).
Response edit_problem(const Error& error, bool had_revision) {
  const bool is_stale = had_revision && error.kind == ErrorKind::InvalidInput &&
                        error.message.find("changed elsewhere") != std::string::npos;
  return is_stale ? problem(412, error.message) : problem_of(error);
}

std::string parameter(const std::map<std::string, std::string>& query, const std::string& name) {
  const auto found = query.find(name);
  return found == query.end() ? std::string() : found->second;
}

Result<store::TakeQuery> query_of(const Request& request) {
  static const std::map<std::string, store::TakeOrder> orders{
      {"", store::TakeOrder::Newest},        {"newest", store::TakeOrder::Newest}, {"oldest", store::TakeOrder::Oldest},
      {"best", store::TakeOrder::Best},      {"worst", store::TakeOrder::Worst},   {"name", store::TakeOrder::Name},
      {"longest", store::TakeOrder::Longest}};
  store::TakeQuery query;
  const auto order = orders.find(parameter(request.query, "order"));
  if (order == orders.end()) {
    return Error{ErrorKind::InvalidInput, "'order' must be newest, oldest, best, worst, name or longest"};
  }
  query.order = order->second;
  query.search = parameter(request.query, "search");
  query.verdict = parameter(request.query, "verdict");
  query.trashed = parameter(request.query, "trashed") == "true";
  const std::string offset = parameter(request.query, "offset");
  if (!offset.empty()) {
    TRY(query.offset, number_of(offset, "offset", 0, 1'000'000'000));
  }
  const std::string limit = parameter(request.query, "limit");
  if (!limit.empty()) {
    TRY(query.limit, number_of(limit, "limit", 1, 10'000));
  }
  return query;
}

Response list_takes(ApiContext& context, const Request& request) {
  const auto query = query_of(request);
  if (!query.ok()) return problem_of(query.error());
  const auto list = context.library.store().list(*query);
  if (!list.ok()) return problem_of(list.error());
  return json_response(200, list_text(*list));
}

Response get_take(ApiContext& context, const Request& request) {
  const auto take = context.library.store().get(request.parameters.at("id"));
  if (!take.ok()) return problem_of(take.error());
  if (request.header("if-none-match") == etag_of(take->summary.revision)) {
    return {304, {{"ETag", etag_of(take->summary.revision)}}, ""};
  }
  return take_response(200, *take);
}

Result<store::Take> edited(ApiContext& context, const Request& request, const std::optional<std::int64_t>& revision) {
  TRY(const Json object, object_of(request));
  store::TakeEdit edit;
  TRY(edit.name, text_field(object, "name"));
  TRY(edit.note, text_field(object, "note"));
  TRY(edit.edited_text, text_field(object, "edited_text"));
  return context.library.edit(request.parameters.at("id"), edit, revision);
}

Response edit_take(ApiContext& context, const Request& request) {
  if (request.header("if-match").empty()) {
    return problem(428, "an edit must bring the take's ETag in If-Match, so that two tabs do not overwrite each other");
  }
  const auto revision = if_match(request);
  if (!revision.ok()) return problem_of(revision.error());
  const auto take = edited(context, request, *revision);
  if (!take.ok()) return edit_problem(take.error(), revision->has_value());
  return take_response(200, *take);
}

Response trash_take(ApiContext& context, const Request& request) {
  const auto revision = if_match(request);
  if (!revision.ok()) return problem_of(revision.error());
  const auto take = context.library.move_to_trash(request.parameters.at("id"), *revision);
  if (!take.ok()) return edit_problem(take.error(), revision->has_value());
  return take_response(200, *take);
}

Response restore_take(ApiContext& context, const Request& request) {
  const auto take = context.library.take_from_trash(request.parameters.at("id"));
  return take.ok() ? take_response(200, *take) : problem_of(take.error());
}

Response purge_take(ApiContext& context, const Request& request) {
  const auto purged = context.library.purge(request.parameters.at("id"));
  return purged.ok() ? Response{204, {}, ""} : problem_of(purged.error());
}

Response judge_take(ApiContext& context, const Request& request) {
  const auto take = context.library.store().get(request.parameters.at("id"));
  if (!take.ok()) return problem_of(take.error());
  const auto job = context.library.judge(take->summary.id);
  if (!job.ok()) return problem_of(job.error());
  return json_response(202, Json{{"job", *job}}.dump());
}

/// The recording as it came. Whatever was uploaded cannot act as a page: its type is one of sound or of nothing.
Response get_audio(ApiContext& context, const Request& request) {
  const auto take = context.library.store().get(request.parameters.at("id"));
  if (!take.ok()) return problem_of(take.error());
  const auto path = context.library.store().audio_path(take->summary.blob.sha256);
  if (!path.ok()) return problem_of(path.error());
  return sound_response(request, *path, "\"" + take->summary.blob.sha256 + "\"");
}

Response add_take(ApiContext& context, store::NewTake take) {
  const auto added = context.library.add(std::move(take));
  if (!added.ok()) return problem_of(added.error());
  Response response = take_response(201, *added);
  response.headers.emplace_back("Location", "/api/v1/takes/" + added->summary.id);
  return response;
}

}  // namespace

void add_take_routes(Router& router, ApiContext& context) {
  const auto with = [&context](Response (*handler)(ApiContext&, const Request&)) {
    return Handler([&context, handler](const Request& request) { return handler(context, request); });
  };
  router.add({"GET", "/api/v1/takes", with(list_takes)});
  router.add(
      {"POST", "/api/v1/takes",
       upload_handler(context.library, [&context](store::NewTake take) { return add_take(context, std::move(take)); }),
       kMaxUploadBytes, false});
  router.add({"GET", "/api/v1/takes/{id}", with(get_take)});
  router.add({"PATCH", "/api/v1/takes/{id}", with(edit_take)});
  router.add({"DELETE", "/api/v1/takes/{id}", with(trash_take)});
  router.add({"POST", "/api/v1/takes/{id}/restore", with(restore_take)});
  router.add({"POST", "/api/v1/takes/{id}/judge", with(judge_take)});
  router.add({"GET", "/api/v1/takes/{id}/audio", with(get_audio)});
  router.add({"DELETE", "/api/v1/trash/{id}", with(purge_take)});
}

}  // namespace timbre::server
