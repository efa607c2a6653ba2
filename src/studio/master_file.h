#pragma once
/// The master of an export: every sample of the take as it was decoded, in a file that is well kept.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audio/audio_format.h"
#include "audio/audio_view.h"
#include "audio/codec/audio_writer.h"
#include "base/file_system.h"
#include "base/result.h"
#include "base/sha256.h"

namespace timbre::studio {

enum class MasterKind { Flac, Wav };

/// How a take's master is stored without changing a sample: integers of up to 24 bits as they are, everything else
/// (float, lossy codecs, 32-bit integers, which are read into floats) as 32-bit float WAV.
struct MasterForm {
  MasterKind kind = MasterKind::Flac;
  int bits = 24;  ///< 8, 16, 24, or 32 for float
  [[nodiscard]] std::string_view file_name() const { return kind == MasterKind::Flac ? "master.flac" : "master.wav"; }
};

/// `wanted` none: FLAC where it can hold the samples. InvalidInput for FLAC where it cannot.
[[nodiscard]] Result<MasterForm> master_form(const audio::StoredFormat& stored, std::optional<MasterKind> wanted);

/// Into a new file that outlives the writer.
[[nodiscard]] Result<std::unique_ptr<audio::AudioWriter>> open_master(OutputFile& file,
                                                                      const audio::AudioFormat& format,
                                                                      const MasterForm& form,
                                                                      const audio::AudioTags& tags);

/// The sum of samples, to prove that two files hold the same. Any chunking gives the same.
class SampleSum {
 public:
  void push(const audio::AudioView& block);
  /// Once, at the end.
  [[nodiscard]] std::string finish_hex() { return sum_.finish_hex(); }

 private:
  Sha256 sum_;
  std::vector<float> interleaved_;
};

}  // namespace timbre::studio
