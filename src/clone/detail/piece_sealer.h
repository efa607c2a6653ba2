#pragma once
/// Finished pieces sealed for the cache, and opened again: docs/decisions/0010-sealed-pieces.md. Inside the
/// synthesizer, because what comes out of a seal is speech without a mark.

#include <string>

#include "base/random.h"
#include "base/sealed_box.h"
#include "clone/synthesizer.h"

namespace timbre::clone {

class Synthesizer::Sealer {
 public:
  Sealer(const safety::WatermarkKey& key, Random& random);
  /// One channel. `key` is the piece's name, which it must be opened with.
  [[nodiscard]] Result<std::string> seal(const std::string& key, const RawSpeech& speech) const;
  /// Corrupt for anything that seal() with this key and name did not give.
  [[nodiscard]] Result<RawSpeech> open(const std::string& key, const std::string& sealed) const;

 private:
  SealKey key_;
  Random& random_;
};

}  // namespace timbre::clone
