#pragma once
/// An alignment as JSON: docs/formats/alignment.md and alignment.schema.json.

#include <string>

#include "asr/align.h"
#include "base/json.h"

namespace timbre::asr {

inline constexpr int kAlignmentJsonVersion = 1;

/// `file` as given, any bytes. Times are rounded to milliseconds, confidences to three digits.
[[nodiscard]] Json to_json(const Alignment& alignment, const std::string& file, const std::string& language);

}  // namespace timbre::asr
