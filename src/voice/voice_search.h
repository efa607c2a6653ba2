#pragma once
/// A search for what the acoustic model must be told so that it sounds like a clip, by trying: an evolution strategy
/// with mirrored samples (after Salimans et al., "Evolution strategies as a scalable alternative to reinforcement
/// learning", 2017), which needs no more of the networks than their answers.
///
/// Directions are those in which the encoder's cohort of people differ, and smooth changes of the two mean spectra.
/// Each round hears another sentence, so that nothing is learnt of one.

#include <cstddef>
#include <cstdint>
#include <functional>

#include "base/result.h"
#include "speaker/cohort.h"
#include "voice/voice_fit.h"

namespace timbre::voice {

struct SearchOptions {
  std::size_t rounds = 12;
  std::size_t pairs = 10;  ///< of samples in a round
  float reach = 0.15F;     ///< of a sample, as a length of the embedding
  float step = 0.25F;      ///< of the first round; the last has a third of it
  float mel_share = 0.3F;  ///< of the change, what is the mean spectra's, nats for a length of 1; 0: none
  std::size_t threads = 2;
  std::uint64_t seed = 1;
};

/// How like the clip a voice is in a round, the more the better; called on several threads. One round should say
/// another sentence than the next, so that nothing is learnt of one.
using Likeness = std::function<Result<double>(const VoiceFit&, std::size_t round)>;

/// `start` with another `told`: no longer than kLongestEmbedding, spectra within kMostMelMoved of the clip's
/// (voice_fitting.h). The same seed gives the same, on any number of threads. Without a cohort of two, directions are
/// any. `on_progress`, which may be empty, is told 0 … 1. Errors of `likeness`.
[[nodiscard]] Result<VoiceFit> search_told(const VoiceFit& start, const speaker::Cohort& cohort,
                                           const Likeness& likeness, const SearchOptions& options,
                                           const std::function<void(double)>& on_progress = {});

}  // namespace timbre::voice
