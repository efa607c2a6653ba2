#pragma once
/// What the watermark is measured on: ten-second clips of real readers and of espeak-ng.

#include <string>
#include <vector>

#include "accuracy/material.h"

namespace timbre::watermark {

using accuracy::Clip;
using accuracy::Samples;

inline constexpr double kClipS = 10.0;

/// Every reader of the test data, joined and cut into clips of ten seconds at the stored rate; what is left over is
/// dropped. Empty without the data.
[[nodiscard]] std::vector<Clip> real_clips();
/// espeak-ng in several languages and voices, 22,050 Hz. Empty where the program is missing.
[[nodiscard]] std::vector<Clip> synthetic_clips(std::size_t count);

}  // namespace timbre::watermark
