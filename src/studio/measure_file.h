#pragma once
/// Measures a file without judging it.

#include <filesystem>

#include "audio/codec/decode.h"
#include "base/result.h"
#include "measure/take_measurements.h"

namespace timbre::studio {

/// Reads and measures a file; "-" is standard input. Errors are those of opening and decoding.
[[nodiscard]] Result<measure::TakeMeasurements> measure_file(const std::filesystem::path& path,
                                                             const audio::DecodeOptions& decode = {});

}  // namespace timbre::studio
