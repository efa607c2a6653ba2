#pragma once
/// Lets a system say every sentence as every person, one after the other on one thread, and measures what it takes.

#include <string>
#include <vector>

#include "voice_scores.h"
#include "voice_system.h"

namespace timbre::app {

/// Person by person, sentences in order; not heard yet. Errors name system, person and sentence.
[[nodiscard]] Result<SystemClips> speak_all(const VoiceSystem& system, const std::vector<Person>& people,
                                            const std::vector<std::string>& sentences);

/// The people's own other recordings, as if a system had said them.
[[nodiscard]] SystemClips own_recordings(const std::vector<Person>& people);

}  // namespace timbre::app
