#pragma once
/// A waveform in as many columns as a page has room for.

#include <cstddef>

#include "audio/audio_view.h"
#include "base/json.h"

namespace timbre::studio {

inline constexpr std::size_t kMaxSoundColumns = 4000;

/// {"duration_s", "sample_rate_hz", "peaks": {"step_s", "min": [], "max": []}} as a take's view has it: column i spans
/// [i·step_s, (i+1)·step_s) of the first channel, full scale ±1, to four digits. `columns` is at least 1; fewer are
/// given where there are fewer frames.
[[nodiscard]] Json columns_json(const audio::AudioView& sound, std::size_t columns);

}  // namespace timbre::studio
