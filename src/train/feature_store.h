#pragma once
/// Log-mels of a whole training on disk, made once and then read as if they were memory.
///
/// A value is kept as a whole number of 1/1024 in 16 bits, which is finer than any noise in it. The file is a line of
/// JSON that says what it was made from, a table of clips, and the frames; it is thrown away when that line differs.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

namespace timbre::train {

/// One clip: which frames, whose, and made under which condition.
struct StoredClip {
  std::uint64_t first_frame = 0;
  std::uint32_t frame_count = 0;
  std::uint32_t label = 0;  ///< the speaker's number among those who teach or are watched
  std::uint32_t group = 0;  ///< the recording's number: clips of one group were one recording
  std::uint32_t is_dev = 0;
};

[[nodiscard]] std::int16_t stored_log_mel(float value);
[[nodiscard]] float loaded_log_mel(std::int16_t stored);

class FeatureStore {
 public:
  /// `recipe` is the line of JSON it must have been made with. NotFound when it is not there, Corrupt when it is cut
  /// off, Unavailable when it was made from something else.
  static Result<FeatureStore> open(const std::filesystem::path& path, const std::string& recipe,
                                   std::size_t band_count);
  FeatureStore(FeatureStore&&) noexcept;
  FeatureStore& operator=(FeatureStore&&) noexcept;
  ~FeatureStore();

  [[nodiscard]] std::span<const StoredClip> clips() const;
  /// `band_count` values a frame.
  [[nodiscard]] std::span<const std::int16_t> frames(const StoredClip& clip) const;

 private:
  struct State;
  explicit FeatureStore(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Writes a store: frames as they come, the table at the end. What is not finished is no store.
class FeatureStoreWriter {
 public:
  static Result<FeatureStoreWriter> create(const std::filesystem::path& path, const std::string& recipe,
                                           std::size_t band_count);
  FeatureStoreWriter(FeatureStoreWriter&&) noexcept;
  FeatureStoreWriter& operator=(FeatureStoreWriter&&) noexcept;
  ~FeatureStoreWriter();

  /// Rounds and appends one clip; its place and length are filled in here.
  Result<void> add(StoredClip clip, std::span<const float> frames);
  Result<void> finish();

 private:
  struct State;
  explicit FeatureStoreWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace timbre::train
