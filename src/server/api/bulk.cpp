#include <map>
#include <set>

#include "base/utf8.h"
#include "server/api/api.h"
#include "server/api/request_json.h"
#include "server/problem.h"

namespace timbre::server {
namespace {

/// As many as a list shows at most.
constexpr std::size_t kMostTakes = 10'000;

/// What is done to each take.
struct Act {
  Result<void> (*run)(studio::TakeLibrary&, const std::string&) = nullptr;
};

template <typename T>
Result<void> without_value(const Result<T>& result) {
  return result.ok() ? Result<void>() : Result<void>(result.error());
}

Result<void> judge(studio::TakeLibrary& library, const std::string& id) {
  TRY_VOID(library.store().get(id));
  return without_value(library.judge(id));
}

Result<Act> act_of(const Json& object) {
  static const std::map<std::string, Act> acts{{"trash", {[](studio::TakeLibrary& library, const std::string& id) {
                                                  return without_value(library.move_to_trash(id, std::nullopt));
                                                }}},
                                               {"restore", {[](studio::TakeLibrary& library, const std::string& id) {
                                                  return without_value(library.take_from_trash(id));
                                                }}},
                                               {"judge", {judge}},
                                               {"transcribe", {[](studio::TakeLibrary& library, const std::string& id) {
                                                  return without_value(library.find_words(id));
                                                }}}};
  TRY(const auto name, text_field(object, "action"));
  const auto found = acts.find(name.value_or(""));
  if (found != acts.end()) return found->second;
  return Error{ErrorKind::InvalidInput, "'action' must be trash, restore, judge or transcribe"};
}

Result<std::vector<std::string>> ids_of(const Json& object) {
  const auto found = object.find("takes");
  const bool is_list = found != object.end() && found->is_array();
  if (!is_list || found->empty() || found->size() > kMostTakes) {
    return Error{ErrorKind::InvalidInput, "'takes' must be a list of 1 to " + std::to_string(kMostTakes) + " ids"};
  }
  std::vector<std::string> ids;
  std::set<std::string> seen;
  for (const Json& one : *found) {
    if (!one.is_string()) return Error{ErrorKind::InvalidInput, "'takes' must hold ids, which are texts"};
    if (seen.insert(one.get<std::string>()).second) ids.push_back(one.get<std::string>());
  }
  return ids;
}

Response bulk(ApiContext& context, const Request& request) {
  const auto object = object_of(request);
  if (!object.ok()) return problem_of(object.error());
  const auto act = act_of(*object);
  if (!act.ok()) return problem_of(act.error());
  const auto ids = ids_of(*object);
  if (!ids.ok()) return problem_of(ids.error());
  Json done = Json::array();
  Json problems = Json::array();
  for (const std::string& id : *ids) {
    const auto result = act->run(context.library, id);
    if (result.ok()) {
      done.push_back(id);
    } else {
      problems.push_back({{"id", valid_utf8(id)}, {"detail", valid_utf8(result.error().message)}});
    }
  }
  return json_response(200, Json{{"done", std::move(done)}, {"problems", std::move(problems)}}.dump());
}

}  // namespace

void add_bulk_routes(Router& router, ApiContext& context) {
  router.add(
      {"POST", "/api/v1/takes/bulk", Handler([&context](const Request& request) { return bulk(context, request); })});
}

}  // namespace timbre::server
