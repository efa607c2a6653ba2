#pragma once
/// Whether a clone is taken for the person it was made of: each clone is held against recordings of that person that it
/// was not made from, and against those of everybody else in the trial.

#include <cstddef>
#include <span>
#include <vector>

#include "base/result.h"
#include "eval/speaker_trials.h"

namespace timbre::eval {

/// Where false accepts equal false rejects among the real recordings.
struct AcceptanceThreshold {
  double likeness = 0;           ///< by the encoder's own score, held against its cohort
  double likeness_error = 0;     ///< the equal error rate there, 0 … 1
  double cosine = 0;             ///< by the bare cosine
  double cosine_error = 0;       ///< 0 … 1
  std::size_t same_pairs = 0;    ///< pairs of recordings of one person
  std::size_t others_pairs = 0;  ///< … of two people
};

/// Over all pairs of real recordings. InvalidInput without two speakers, or a speaker with two recordings.
[[nodiscard]] Result<AcceptanceThreshold> acceptance_threshold(std::span<const LabelledEmbedding> recordings);

/// What became of one clip.
struct ClipIdentity {
  std::size_t trials = 0;              ///< recordings of the person it was held against
  std::size_t accepted = 0;            ///< … where the likeness reached the threshold
  std::size_t accepted_by_cosine = 0;  ///< … where the cosine did
  double cosine_sum = 0;               ///< over the trials
  bool is_identified = false;          ///< nearer (cosine) to the mean of the person's recordings than to anybody's
};

enum class Clips {
  Clones,     ///< none of them is among the recordings
  Recordings  ///< clip i is recording i: it is held against the others, and taken out of its person's mean
};

/// One a clip, in their order. A clip without values (in which no speech was found) is never accepted nor identified.
/// InvalidInput for a clip of a speaker without recordings, and for embeddings of different sizes.
[[nodiscard]] Result<std::vector<ClipIdentity>> identify(std::span<const LabelledEmbedding> clips,
                                                         std::span<const LabelledEmbedding> recordings,
                                                         const AcceptanceThreshold& threshold, Clips kind);

/// Sums over clips, as shares. All 0 without trials.
struct IdentityShares {
  double accepted = 0;            ///< of all trials, 0 … 1
  double accepted_by_cosine = 0;  ///< 0 … 1
  double identified = 0;          ///< of all clips, 0 … 1
  double mean_cosine = 0;         ///< over all trials
};
[[nodiscard]] IdentityShares identity_shares(std::span<const ClipIdentity> clips);

}  // namespace timbre::eval
