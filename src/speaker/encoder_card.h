#pragma once
/// What a speaker encoder's card says to the program: how it wants its features, and what its scores mean. The card
/// lies beside the network (models/speaker-encoder.json), so that a network and the threshold measured for it stay
/// together.

#include <string>
#include <string_view>

#include "base/result.h"
#include "dsp/log_mel.h"
#include "speaker/cohort.h"

namespace timbre::speaker {

/// From a likeness to a probability: 1 / (1 + e^−(slope·likeness + offset)), fitted on speakers nobody trained on, as
/// if the same person and another were equally likely beforehand.
struct Calibration {
  double slope = 0;
  double offset = 0;
  [[nodiscard]] double probability(double likeness) const;
};

struct EncoderCard {
  std::string name;    ///< stable, with version
  std::string sha256;  ///< of the network's file
  std::size_t embedding_size = 0;
  dsp::LogMelOptions features;
  Calibration calibration;
  double same_from = 0;        ///< a likeness: at least this is one person (at most 0.1 % of others reach it)
  double different_below = 0;  ///< a likeness: less than this is another person; between both nothing can be said
  std::string cohort_sha256;   ///< of the cohort's file; empty: there is none, and a likeness is a cosine
  Cohort cohort;               ///< read from beside the card, not from it
};

/// InvalidInput names the field. Keys it does not know are for people (data, recipe, quality, licence).
[[nodiscard]] Result<EncoderCard> parse_encoder_card(std::string_view text);

}  // namespace timbre::speaker
