#pragma once
/// Pieces put together so that they sound like one reading: without the engine's own silences, with a pause by the kind
/// of end, and about equally loud.
///
/// Loudness: the active level (ITU-T P.56, measure/speech_level.h) of each piece is brought within 1.5 dB of the mean
/// of the pieces before it, which is weighted by their time, by 6 dB up or down at most and never so far up that a
/// peak exceeds 0.98. The first piece stays as it is, and goes out while it is being made; every later one goes out
/// when it is complete. Any blocks give the same samples.

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "audio/audio_view.h"
#include "base/result.h"
#include "clone/piece_trimmer.h"
#include "clone/pieces.h"
#include "measure/speech_level.h"

namespace timbre::clone {

/// Silence that follows a piece, beside what the trimmer leaves of its ends (140 ms at most).
[[nodiscard]] double pause_after_s(PieceEnd end);

inline constexpr double kMostLevelGainDb = 6.0;
inline constexpr double kLevelFreedomDb = 1.5;

class PieceJoiner {
 public:
  /// One channel, any length.
  using Sink = std::function<Result<void>(const audio::AudioView&)>;

  explicit PieceJoiner(Sink sink) : sink_(std::move(sink)) {}

  /// More of the piece that is being spoken. InvalidInput for more than one channel, a rate that Timbre does not handle
  /// or that is not the first block's, samples that are no numbers; what the sink says.
  [[nodiscard]] Result<void> push(const audio::AudioView& block);
  /// The piece is complete. InvalidInput where it held no sound; what the sink says.
  [[nodiscard]] Result<void> end_piece(PieceEnd end);
  /// 0 before the first block.
  [[nodiscard]] int sample_rate_hz() const { return rate_hz_; }

 private:
  [[nodiscard]] Result<void> check(const audio::AudioView& block);
  [[nodiscard]] Result<void> send_held();
  [[nodiscard]] double level_gain() const;
  void remember_level(double gain);

  Sink sink_;
  int rate_hz_ = 0;
  std::optional<PieceTrimmer> trimmer_;  // of the piece that is being spoken
  std::vector<float> held_;              // trimmed, not sent
  std::size_t finished_ = 0;             // pieces
  double pause_s_ = 0;                   // before what is sent next
  std::optional<measure::SpeechLevelMeter> meter_;
  double peak_ = 0;
  double level_dbfs_ = 0;  // mean of the pieces so far
  double level_weight_s_ = 0;
  std::size_t metered_ = 0;  // samples of this piece
};

}  // namespace timbre::clone
