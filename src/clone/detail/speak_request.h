#pragma once
/// Whether an engine can do what is asked of it.

#include <string>
#include <vector>

#include "base/result.h"
#include "clone/engine.h"

namespace timbre::clone {

/// `options.language` is the language as given, or as detected where `is_detected`. InvalidInput, naming option, value,
/// engine and the next step, for an option that is out of range or that the engine does not take, a language that it
/// does not speak, a transcript that it needs and that is not there.
[[nodiscard]] Result<void> check_request(const EngineTraits& traits, const Voice& voice, const SpeakOptions& options,
                                         bool is_detected);

/// What is worth knowing though it works, for people.
[[nodiscard]] std::vector<std::string> request_warnings(const EngineTraits& traits, const Voice& voice,
                                                        const SpeakOptions& options, bool is_detected);

}  // namespace timbre::clone
