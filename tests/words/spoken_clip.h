#pragma once
/// Recordings whose words are known: the English clips of the test data, and sentences that synthesizers say.

#include <string>
#include <vector>

namespace timbre::words {

struct SpokenClip {
  std::string group;           ///< "librivox", "espeak-ng en-us" …
  std::string name;            ///< within the group
  std::string text;            ///< as written
  std::vector<float> samples;  ///< mono, 16 kHz
};

/// The English clips of the test data with a transcript; empty without test data.
[[nodiscard]] std::vector<SpokenClip> real_clips();
/// Four sentences by each of several voices of espeak-ng and flite; empty where neither program is installed.
[[nodiscard]] std::vector<SpokenClip> synthetic_clips();

}  // namespace timbre::words
