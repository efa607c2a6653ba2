#pragma once
/// From the sounds of a sentence to the frames of a voice that says them: three networks taught here
/// (docs/voice-model.md), each asked for itself, so that what one gives can be changed before the next is asked.
///
///   phones   phone_rows.h → per phone: the encoded phone, and ln(1 + frames) that it lasts
///   prosody  per frame: its phone's encoded values and its place → ln(F0 / the speaker's median), a voicing logit
///            (voiced above 0), energy
///   mel      as prosody, then log F0, voiced 0 or 1, energy → the mel bands
///
/// Each has the inputs "rows" [1, n, numbers] and "speaker" [1, 1, speaker_inputs().size()], and the output "values".

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "base/file_system.h"
#include "base/result.h"
#include "nn/onnx_session.h"
#include "phones/phone.h"
#include "voice/acoustic_card.h"
#include "voice/voice_frames.h"

namespace timbre::voice {

/// Longer than any sound or pause is: 2 s.
inline constexpr float kLongestPhoneFrames = 200.0F;

struct EncodedPhones {
  std::vector<float> values;  ///< [phones × card().encoded]
  std::vector<float> frames;  ///< [phones]: of 10 ms, not rounded, 0 … kLongestPhoneFrames
};

/// Per frame. A contour of F0 without gaps: there is a value where no voice is, too.
struct Prosody {
  std::vector<float> f0;  ///< ln(F0 / the speaker's median F0) from the network, ln(F0 / 1 Hz) for the mel bands
  std::vector<bool> voiced;
  std::vector<float> energy;  ///< ln of the frame's power from kSpeechLevel on, divided by 4

  [[nodiscard]] std::size_t count() const { return f0.size(); }
};

/// Thread-safe; one is shared by all who speak.
class AcousticModel {
 public:
  struct Networks {
    std::shared_ptr<const nn::OnnxSession> phones;
    std::shared_ptr<const nn::OnnxSession> prosody;
    std::shared_ptr<const nn::OnnxSession> mel;
  };

  /// `folder` holds acoustic.json, acoustic-phones.onnx, acoustic-prosody.onnx and acoustic-mel.onnx. NotFound where
  /// they are not, Corrupt where a network is not the card's, Unavailable without ONNX Runtime.
  [[nodiscard]] static Result<std::shared_ptr<const AcousticModel>> open(const std::filesystem::path& folder,
                                                                         FileSystem& disk);
  /// From networks and a card that are in memory; Corrupt, naming the network, where its inputs are others.
  [[nodiscard]] static Result<std::shared_ptr<const AcousticModel>> make(Networks networks, AcousticCard card);

  [[nodiscard]] const AcousticCard& card() const { return card_; }
  /// How many numbers it takes of speaker_inputs().
  [[nodiscard]] std::size_t speaker_size() const { return speaker_size_; }

  /// At least one phone. `speaker` as speaker_inputs() gives it, here and below: InvalidInput for another size. Corrupt
  /// where the network gives too little, or what is no number.
  [[nodiscard]] Result<EncodedPhones> encode(std::span<const phones::Phone> phones,
                                             std::span<const float> speaker) const;
  /// `counts`: whole frames of each phone; at least one in all.
  [[nodiscard]] Result<Prosody> prosody(const EncodedPhones& phones, std::span<const std::size_t> counts,
                                        std::span<const float> speaker) const;
  /// [frames × kMelBands], natural log of power at kSpeechLevel. `prosody` as many frames as `counts`, its F0 in
  /// ln(F0 / 1 Hz).
  [[nodiscard]] Result<std::vector<float>> mels(const EncodedPhones& phones, std::span<const std::size_t> counts,
                                                const Prosody& prosody, std::span<const float> speaker) const;

 private:
  AcousticModel(Networks networks, AcousticCard card, std::size_t speaker_size);
  [[nodiscard]] std::vector<float> frame_rows(const EncodedPhones& phones, std::span<const std::size_t> counts,
                                              std::size_t row_size) const;

  Networks networks_;
  AcousticCard card_;
  std::size_t speaker_size_;
};

}  // namespace timbre::voice
