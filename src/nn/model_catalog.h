#pragma once
/// The models Timbre can use but does not ship: names, what each is for, and the official file with its checksum.

#include <cstdint>
#include <span>
#include <string_view>

#include "base/result.h"

namespace timbre::nn {

struct ModelEntry {
  std::string_view name;     ///< as typed: "whisper-tiny.en", "silero-vad" …
  std::string_view file;     ///< its name in the models folder
  std::string_view purpose;  ///< one line for people
  std::uint64_t size_bytes;  ///< exact; 0 when the source does not state it
  std::string_view licence;  ///< SPDX where there is one
  std::string_view url;      ///< official https address
  std::string_view sha256;   ///< 64 lower-case hexadecimal digits
};

/// All models, in the order they are listed to people.
[[nodiscard]] std::span<const ModelEntry> model_catalog();

/// NotFound, listing the known names.
[[nodiscard]] Result<const ModelEntry*> find_model(std::string_view name);

}  // namespace timbre::nn
