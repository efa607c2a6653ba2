#pragma once
/// The port to a file of samples that is written block by block, so that an hour takes the memory of a block.

#include <string>

#include "audio/audio_view.h"
#include "base/result.h"

namespace timbre::audio {

/// What is said about a recording inside its file. Empty ones are left out. UTF-8.
struct AudioTags {
  std::string title = {};
  std::string date = {};      ///< ISO 8601: "2026-03-01"
  std::string software = {};  ///< what wrote the file
  std::string source = {};    ///< the name of the file it came from
  std::string comment = {};   ///< for people: that a machine made it, in whose voice
};

class AudioWriter {
 public:
  virtual ~AudioWriter() = default;
  /// Frames of the format given at the start, after those before. An error is final.
  virtual Result<void> write(const AudioView& block) = 0;
  /// Completes the file: sizes, checksums, tags. Call once. What was written without it is no valid file.
  virtual Result<void> finish() = 0;
};

}  // namespace timbre::audio
