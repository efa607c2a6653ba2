#pragma once
/// Sound from frames (voice_frames.h): a network trained here (docs/voice-model.md) gives a filter for every 10 ms, and
/// voice/source_filter.h makes sound of it. The network saw 16 kHz; what is made may have any rate from there on.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"
#include "nn/onnx_session.h"
#include "voice/source_filter.h"
#include "voice/voice_frames.h"

namespace timbre::voice {

struct VocoderOptions {
  int rate_hz = 24000;     ///< a multiple of 100, 16,000 … 48,000
  std::uint64_t seed = 1;  ///< of the noise
  HighBand high_band = {};
};

/// Thread-safe; one is shared by all who speak.
class Vocoder {
 public:
  /// `folder` holds vocoder.onnx and its card vocoder.json. NotFound where they are not, Corrupt where the network is
  /// not the card's, Unavailable without ONNX Runtime.
  [[nodiscard]] static Result<std::shared_ptr<const Vocoder>> open(const std::filesystem::path& folder,
                                                                   FileSystem& disk);
  /// The network: input "frames" [1, n, kVocoderInputs], output "filters" [1, n, kFilterValues].
  explicit Vocoder(std::shared_ptr<const nn::OnnxSession> network) : network_(std::move(network)) {}

  /// All frames at once; rate/100 samples a frame, one channel. InvalidInput for no frames, frames of which spectrum
  /// and pitch differ in number, or a rate it does not make; Corrupt where the network is another one.
  [[nodiscard]] Result<std::vector<float>> speak(const VoiceFrames& frames, const VocoderOptions& options = {}) const;

 private:
  friend class VocoderStream;
  [[nodiscard]] Result<std::vector<float>> filters(const VoiceFrames& frames) const;

  std::shared_ptr<const nn::OnnxSession> network_;
};

/// The same, as frames come: the same samples for any chunking. What is given is made from frames up to
/// kVocoderContext later.
class VocoderStream {
 public:
  VocoderStream(std::shared_ptr<const Vocoder> vocoder, const VocoderOptions& options);
  /// The samples that are settled; none as long as too few frames are known.
  [[nodiscard]] Result<std::vector<float>> push(const VoiceFrames& frames);
  /// The rest; call once.
  [[nodiscard]] Result<std::vector<float>> finish();

 private:
  [[nodiscard]] Result<std::vector<float>> speak_ready(bool is_end);

  std::shared_ptr<const Vocoder> vocoder_;
  SourceFilter filter_;
  VoiceFrames held_;        // from kVocoderContext frames before the next one on
  std::size_t before_ = 0;  // how many of them are before the next one
};

/// Frames to either side that a filter depends on: seven convolutions of seven frames.
inline constexpr std::size_t kVocoderContext = 21;

}  // namespace timbre::voice
