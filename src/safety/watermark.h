#pragma once
/// An inaudible, keyed, blind mark in speech: 32 bits that say which clone this is, found again without the original.
/// How it works, what it survives and what it does not: docs/watermark.md.

#include <cstdint>
#include <memory>
#include <optional>

#include "audio/audio_buffer.h"
#include "audio/audio_view.h"
#include "base/result.h"
#include "safety/watermark_key.h"

namespace timbre::safety {

/// Marks a whole signal, 8,000 to 192,000 Hz, any number of channels (all get the same mark). Same length and rate out.
/// InvalidInput, with the reason and the limit, for what cannot carry a mark: too short, silent, no speech band.
[[nodiscard]] Result<audio::AudioBuffer> embed_watermark(const audio::AudioView& sound, const WatermarkKey& key,
                                                         std::uint32_t payload);

/// The same, block by block: what push() and finish() hand out, put together, is what embed_watermark() gives, sample
/// for sample, for any blocks.
class WatermarkEmbedder {
 public:
  WatermarkEmbedder(audio::AudioFormat format, const WatermarkKey& key, std::uint32_t payload);
  WatermarkEmbedder(WatermarkEmbedder&&) noexcept;
  WatermarkEmbedder& operator=(WatermarkEmbedder&&) noexcept;
  ~WatermarkEmbedder();

  /// Frames that are ready; fewer than went in, by the look-ahead.
  [[nodiscard]] audio::AudioBuffer push(const audio::AudioView& block);
  /// The rest. InvalidInput as embed_watermark(): then what was handed out before is not marked and must be thrown
  /// away.
  [[nodiscard]] Result<audio::AudioBuffer> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

enum class WatermarkOutcome { Marked, Inconclusive, NotMarked };

/// Stable lower-case words: marked, inconclusive, not_marked.
[[nodiscard]] const char* to_string(WatermarkOutcome outcome);

struct WatermarkFinding {
  WatermarkOutcome outcome = WatermarkOutcome::NotMarked;
  double z = 0;               ///< detection statistic: standard deviations above what unmarked sound gives
  std::uint64_t tried = 0;    ///< hypotheses (offset × speed) that were searched
  double false_positive = 1;  ///< probability that unmarked sound gives this z after so many tries (Bonferroni)
  std::optional<std::uint32_t> payload = {};  ///< only when its check sum holds
  double speed = 1;                           ///< how much faster the sound runs than when it was marked
  double begin_s = 0;                         ///< where the mark was found, in the sound as given
  double end_s = 0;
};

/// Searches with one key. InvalidInput for sound too short to tell or no sound; otherwise an answer.
[[nodiscard]] Result<WatermarkFinding> detect_watermark(const audio::AudioView& sound, const WatermarkKey& key);

}  // namespace timbre::safety
