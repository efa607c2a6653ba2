#pragma once
/// What engines extract from a voice's clips, kept with the voice: it goes when consent is revoked.

#include "clone/voice_prompts.h"
#include "store/consent_store.h"

namespace timbre::studio {

class ClonePrompts : public clone::VoicePrompts {
 public:
  /// `store` must outlive it.
  explicit ClonePrompts(store::ConsentStore& store) : store_(store) {}
  [[nodiscard]] Result<std::optional<std::string>> get(const clone::PromptKey& key) override;
  [[nodiscard]] Result<void> put(const clone::PromptKey& key, std::string_view prompt) override;

 private:
  store::ConsentStore& store_;
};

}  // namespace timbre::studio
