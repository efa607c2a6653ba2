#pragma once
/// The 16 kHz signal of a take on disk, so that an hour can be looked at twice in bounded memory: a nameless file in
/// the temporary folder (TMPDIR), 4 bytes a sample, 230 MB an hour, gone with the process.

#include <cstddef>
#include <span>
#include <vector>

#include "base/result.h"
#include "base/unique_fd.h"

namespace timbre::studio {

class SampleSpill {
 public:
  /// Unavailable where no file can be made.
  static Result<SampleSpill> create();
  /// Unavailable when the disk is full.
  [[nodiscard]] Result<void> append(std::span<const float> samples);
  /// Fewer at the end of the signal.
  [[nodiscard]] Result<std::vector<float>> read(std::size_t first, std::size_t count) const;
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  explicit SampleSpill(UniqueFd file) : file_(std::move(file)) {}

  UniqueFd file_;
  std::size_t size_ = 0;
};

}  // namespace timbre::studio
