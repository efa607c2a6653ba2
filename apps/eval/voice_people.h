#pragma once
/// Whose voices are cloned: their first recordings are the reference, and the rest is what a clone is held against.

#include <filesystem>
#include <string>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"
#include "prosody.h"
#include "voice_system.h"

namespace timbre::app {

inline constexpr int kJudgedAtHz = 16000;
inline constexpr double kReferenceS = 20.0;

struct Recording {
  std::string file;
  std::vector<float> samples;  ///< one channel at kJudgedAtHz
};

struct Person {
  VoiceReference reference;
  std::vector<std::string> reference_files;
  std::vector<Recording> others;
  Prosody reference_prosody;
  Prosody all_prosody;  ///< of the reference and the others
};

/// The first `count` speakers of a folder of recordings named <speaker>-…, in the order of their names. The reference:
/// the first recordings, joined with 0.2 s of silence, as long as they stay within kReferenceS; of a first recording
/// that is longer, its beginning. At least one recording is left to be held against. NotFound for no speakers,
/// InvalidInput for one with a single recording; errors of decoding.
[[nodiscard]] Result<std::vector<Person>> read_people(FileSystem& disk, const std::filesystem::path& folder,
                                                      std::size_t count, std::uint64_t seed, std::size_t thread_count);

}  // namespace timbre::app
