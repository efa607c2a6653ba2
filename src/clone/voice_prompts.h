#pragma once
/// Where what an engine extracts from a reference is kept, so that it is computed once. The port; a prompt belongs to a
/// voice and must go with it when its consent is revoked.

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace timbre::clone {

/// What a prompt was made of.
struct PromptKey {
  std::string voice_id;
  std::string engine;            ///< EngineTraits::name
  std::string engine_version;    ///< EngineTraits::version, with "-close" where SpeakOptions::fits_closely
  std::string reference_sha256;  ///< of the clip's samples and rate and of what is said in it
};

class VoicePrompts {
 public:
  virtual ~VoicePrompts() = default;
  /// None where there is none. Thread-safe, as put().
  [[nodiscard]] virtual Result<std::optional<std::string>> get(const PromptKey& key) = 0;
  /// Replaces what was there. Denied for a revoked voice.
  [[nodiscard]] virtual Result<void> put(const PromptKey& key, std::string_view prompt) = 0;
};

}  // namespace timbre::clone
