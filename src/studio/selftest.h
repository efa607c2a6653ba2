#pragma once
/// The self-test: does the judgement rank spoiled variants of a clean take as a person would?
///
/// Expectations, each of them checked and reported by name:
///   - clean scores above every other variant in overall, or ties with one that changed only what is not scored;
///   - the noisy, clipped and telephone faults are detected on their own variant and on no other;
///   - clipped ranks below noisy although its signal-to-noise ratio is higher;
///   - monotone has a lower pitch spread; faster > clean > slower in syllable rate, and in words per minute where the
///     words can be heard (else skipped);
///   - roomy has a lower SRMR; quiet is labelled quiet; hum is found, where the take has pauses to hear it in;
///   - the same samples give the same scorecard, and the advice names the fault.

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "audio/audio_view.h"
#include "base/result.h"
#include "score/scorecard.h"
#include "studio/variants.h"
#include "text/timed_word.h"

namespace timbre::studio {

struct Expectation {
  std::string text;  ///< "clipped ranks below noisy"
  bool holds = false;
  std::string seen;         ///< the numbers it was judged by, or why it was skipped
  bool is_skipped = false;  ///< not judged: what it needs is not there
};

/// The words in a mono take. A port, so that the self-test needs no engine of its own.
using HearSamples = std::function<Result<text::Transcript>(const audio::AudioView&)>;

struct SelfTest {
  std::vector<std::pair<Variant, score::Scorecard>> cards;  ///< in the order of kAllVariants
  /// By variant; only those whose words were heard: clean, faster and slower. Ranking is judged without words.
  std::array<std::optional<double>, kAllVariants.size()> words_per_minute;
  std::vector<Expectation> expectations;
  /// Skipped expectations do not count against it.
  [[nodiscard]] bool holds() const;
};

/// Any channel count (the analysis signal is used). InvalidInput when the take has no speech or is itself rejected:
/// the self-test wants a clean take. `hear` may be empty; where it answers Unavailable its lines are skipped, and
/// Cancelled ends the run.
[[nodiscard]] Result<SelfTest> run_selftest(const audio::AudioView& clean, const HearSamples& hear = {});

}  // namespace timbre::studio
