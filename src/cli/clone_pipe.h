#pragma once
/// A clone written to standard output while it is made.

#include <cstddef>
#include <ostream>

#include "audio/codec/audio_writer.h"
#include "safety/marked_stream.h"

namespace timbre::cli {

enum class PipeForm {
  Wav,  ///< with a head that says "until the end" where a length would stand, as a pipe cannot be gone back in
  Raw   ///< samples alone
};

/// 16-bit little-endian samples, flushed after each block. Thread-compatible.
class ClonePipe : public safety::MarkedBlockSink {
 public:
  /// `out` must outlive it. `tags` go into the head; of raw samples nothing says that a machine made them but the mark.
  ClonePipe(std::ostream& out, PipeForm form, audio::AudioTags tags);
  /// Unavailable where nobody reads any more.
  [[nodiscard]] Result<void> take(const safety::MarkedBlock& block) override;
  /// For a whole that was not streamed.
  [[nodiscard]] Result<void> take(const audio::AudioView& sound);
  [[nodiscard]] bool is_begun() const { return is_begun_; }

 private:
  std::ostream& out_;
  PipeForm form_;
  audio::AudioTags tags_;
  bool is_begun_ = false;
};

}  // namespace timbre::cli
