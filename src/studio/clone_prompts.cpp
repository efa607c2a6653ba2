#include "studio/clone_prompts.h"

namespace timbre::studio {
namespace {

/// Beside the names of speaker encoders, none of which has a slash.
std::string model_of(const clone::PromptKey& key) {
  return "prompt/" + key.engine + "/" + key.engine_version + "/" + key.reference_sha256;
}

}  // namespace

Result<std::optional<std::string>> ClonePrompts::get(const clone::PromptKey& key) {
  return store_.embedding(key.voice_id, model_of(key));
}

Result<void> ClonePrompts::put(const clone::PromptKey& key, std::string_view prompt) {
  return store_.put_embedding(key.voice_id, model_of(key), prompt);
}

}  // namespace timbre::studio
