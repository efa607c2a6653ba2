#pragma once
/// Under which name a finished piece is kept.

#include <string>

#include "base/result.h"
#include "clone/engine.h"

namespace timbre::clone {

/// Of the reference's samples and rate and of what is said in it: 64 hexadecimal digits.
[[nodiscard]] std::string reference_sha256(const Voice& voice);

/// 64 hexadecimal digits of all that the sound of a piece depends on: voice, reference, text, engine and its version,
/// language, speed, pitch, expressiveness, pauses, instruction, seed, how closely the voice is fitted. `reference` is
/// reference_sha256(voice). InvalidInput for text that is not UTF-8.
[[nodiscard]] Result<std::string> piece_key(const std::string& piece, const Voice& voice, const std::string& reference,
                                            const EngineTraits& traits, const SpeakOptions& options);

}  // namespace timbre::clone
