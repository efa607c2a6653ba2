#include <memory>

#include "server/api/api.h"
#include "server/api/request_json.h"
#include "server/problem.h"
#include "studio/prompt_shelf.h"

namespace timbre::server {
namespace {

Response list_prompts(ApiContext& context, studio::PromptShelf& shelf) {
  const auto said = context.library.store().spoken_texts();
  return said.ok() ? json_response(200, shelf.list(*said).dump()) : problem_of(said.error());
}

Result<Json> gain(ApiContext& context, studio::PromptShelf& shelf, const Request& request) {
  TRY(const Json object, object_of(request));
  TRY(const auto text, text_field(object, "text"));
  if (!text) return Error{ErrorKind::InvalidInput, "'text' is missing: what would be read"};
  if (text->size() > studio::kMaxTextBytes) {
    return Error{ErrorKind::InvalidInput, "'text' of " + std::to_string(text->size()) + " bytes is longer than " +
                                              std::to_string(studio::kMaxTextBytes) + " bytes; read it in parts"};
  }
  TRY(const auto said, context.library.store().spoken_texts());
  return shelf.gain(said, *text);
}

}  // namespace

void add_prompt_routes(Router& router, ApiContext& context) {
  store::TakeStore& store = context.library.store();
  const auto shelf = std::make_shared<studio::PromptShelf>(store.disk(), store.folder() / "prompts");
  router.add(
      {"GET", "/api/v1/prompts", Handler([&context, shelf](const Request&) { return list_prompts(context, *shelf); })});
  router.add({"POST", "/api/v1/prompts/coverage", Handler([&context, shelf](const Request& request) {
                const auto gained = gain(context, *shelf, request);
                return gained.ok() ? json_response(200, gained->dump()) : problem_of(gained.error());
              })});
}

}  // namespace timbre::server
