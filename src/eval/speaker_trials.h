#pragma once
/// How well embeddings tell speakers apart: every pair of recordings is a trial.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "eval/error_rates.h"
#include "speaker/cohort.h"

namespace timbre::eval {

struct LabelledEmbedding {
  std::string speaker;
  std::vector<float> values;        ///< of any length but 0; all of one size
  speaker::CohortPlace place = {};  ///< by default, scores are cosines
};

struct SpeakerReport {
  std::size_t speaker_count = 0;
  std::size_t recording_count = 0;
  std::size_t same_pairs = 0;
  std::size_t different_pairs = 0;
  EqualErrorRate equal;
  double equal_low = 0;  ///< the rate's 95 % interval, speakers drawn with replacement
  double equal_high = 0;
  MinimumCost cost;
  OperatingPoint strict;            ///< at 0.1 % false accepts
  double identification_share = 0;  ///< recordings nearest to the mean of their own speaker's other recordings
};

struct SpeakerTrialOptions {
  std::size_t draws = 200;  ///< for the interval; 0: none, both ends are the rate
  std::uint64_t seed = 1;
};

/// InvalidInput with fewer than two speakers, or no speaker with two recordings; errors of cosine_similarity.
[[nodiscard]] Result<SpeakerReport> speaker_report(std::span<const LabelledEmbedding> embeddings,
                                                   const SpeakerTrialOptions& options = {});

/// The scores alone: likenesses of all pairs of one speaker, and of all pairs of two.
struct PairScores {
  std::vector<double> same;
  std::vector<double> different;
};
[[nodiscard]] Result<PairScores> pair_scores(std::span<const LabelledEmbedding> embeddings);

}  // namespace timbre::eval
