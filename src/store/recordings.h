#pragma once
/// Takes while they are being made: sound arrives in numbered pieces, and each piece that was acknowledged survives a
/// crash of the page, the browser or the server. What was not finished is offered again.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/take_store.h"

namespace timbre::store {

struct Recording {
  std::string id;  ///< UUID
  std::int64_t started_ms = 0;
  std::int64_t touched_ms = 0;  ///< when the last piece came
  std::int64_t sample_rate_hz = 0;
  std::int64_t channel_count = 0;
  std::string prompt;
  std::string capture;  ///< what the browser said of its settings, JSON; shown, never interpreted here
  std::int64_t piece_count = 0;
  std::int64_t byte_count = 0;
};

/// Longest piece, 4 MiB: ten seconds of two channels at 48 kHz.
inline constexpr std::size_t kMaxPieceBytes = 4u << 20;
/// Most sound one recording can hold, 1 GiB: an hour and a half of one channel at 48 kHz.
inline constexpr std::int64_t kMaxRecordingBytes = std::int64_t{1} << 30;

class Recordings {
 public:
  explicit Recordings(TakeStore& store) : store_(store) {}

  /// `recording` says id, rate, channels, prompt and capture.
  [[nodiscard]] Result<Recording> begin(const Recording& recording);
  /// Pieces may come twice and out of order. InvalidInput when a piece is too long, the recording full, or a number
  /// comes again with other bytes; NotFound when the recording is finished or discarded.
  [[nodiscard]] Result<void> put(const std::string& id, std::int64_t number, std::string_view bytes);
  [[nodiscard]] Result<Recording> get(const std::string& id);
  /// Those with at least one piece, newest first.
  [[nodiscard]] Result<std::vector<Recording>> unfinished();
  /// Hands over the pieces in order, from number 0 up to the first gap. Returns how many there were.
  [[nodiscard]] Result<std::int64_t> read(const std::string& id,
                                          const std::function<Result<void>(std::string_view)>& piece);
  /// The recording becomes the take, in one step.
  [[nodiscard]] Result<Take> finish(const std::string& id, const NewTake& take);
  /// NotFound when it is finished or discarded already.
  [[nodiscard]] Result<void> discard(const std::string& id);

 private:
  TakeStore& store_;
};

}  // namespace timbre::store
