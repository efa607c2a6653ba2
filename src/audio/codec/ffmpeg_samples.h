#pragma once
/// A decoded FFmpeg frame as interleaved floats, full scale ±1, without dither, gain or clamping.

extern "C" {
#include <libavutil/frame.h>
}

#include <vector>

#include "base/result.h"

namespace timbre::audio {

/// All samples of an audio frame. Unsupported for a sample format that is no plain number.
[[nodiscard]] Result<std::vector<float>> interleaved_floats(const AVFrame& frame);

}  // namespace timbre::audio
