#pragma once
/// What making a clone took.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace timbre::clone {

/// Seconds since speak() or speak_stream() was called.
struct SpeechTimes {
  std::optional<double> first_audio_s = {};  ///< until the first marked block went out; none where none did
  double took_s = 0;                         ///< until the end
  double audio_s = 0;                        ///< what is heard: length of what was made
};

struct SpeechReport {
  SpeechTimes times = {};
  std::size_t pieces = 0;                     ///< that the text was cut into
  std::size_t pieces_done = 0;                ///< fewer where it was stopped or failed
  std::size_t from_cache = 0;                 ///< of pieces_done
  std::string language = {};                  ///< ISO 639-1, as given or detected; empty: unknown
  bool is_language_detected = false;          ///< nobody gave it
  std::vector<std::string> warnings = {};     ///< for people; each said through on_news as well
  std::optional<std::uint32_t> payload = {};  ///< of the mark, once the wish is in the log
};

}  // namespace timbre::clone
