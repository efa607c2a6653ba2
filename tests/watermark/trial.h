#pragma once
/// Marks clips, attacks them and looks for the mark again.

#include <cstdint>
#include <string>
#include <vector>

#include "base/random.h"
#include "safety/watermark.h"
#include "watermark/attacks.h"

namespace timbre::watermark {

struct MarkedClip {
  Clip clip;  ///< with its mark
  safety::WatermarkKey key;
  std::uint32_t payload = 0;
  double snr_db = 0.0;  ///< the sound over what was added
  double stoi = 0.0;
};

/// A key of its own for every clip, and a random payload, from a seed. A clip that cannot be marked is left out.
[[nodiscard]] std::vector<MarkedClip> mark_clips(const std::vector<Clip>& clips, std::uint64_t seed);
[[nodiscard]] safety::WatermarkKey random_key(Random& random);

struct Tally {
  std::string attack;
  std::string row;
  int clips = 0;
  int detected = 0;
  int payload_right = 0;
  int payload_wrong = 0;  ///< one was given, and it was another
  double least_z = 0.0;
  double median_z = 0.0;
  [[nodiscard]] double detected_percent() const { return clips > 0 ? 100.0 * detected / clips : 0.0; }
  [[nodiscard]] double right_percent() const { return clips > 0 ? 100.0 * payload_right / clips : 0.0; }
};

[[nodiscard]] Tally attack_all(const std::vector<MarkedClip>& clips, const Attack& attack);
/// As Markdown, one line for each attack.
[[nodiscard]] std::string table(const std::vector<Tally>& tallies);

}  // namespace timbre::watermark
