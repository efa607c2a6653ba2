#pragma once
/// Who speaks in a file, and whether two files are one person: what `timbre speaker` and the consent check ask.

#include <filesystem>
#include <memory>
#include <string>

#include "base/file_system.h"
#include "base/result.h"
#include "safety/speaker_port.h"
#include "speaker/speaker_encoder.h"

namespace timbre::studio {

enum class SpeakerVerdict { Same, Different, Undecided };

/// A stable lower-case word, for JSON: "same", "different", "undecided".
[[nodiscard]] std::string_view to_string(SpeakerVerdict verdict);

struct SpeakerComparison {
  double cosine = 0;       ///< −1 … 1
  double probability = 0;  ///< 0 … 1, that it is one person, if both were as likely beforehand
  SpeakerVerdict verdict = SpeakerVerdict::Undecided;
};

/// By the thresholds of the encoder's card.
[[nodiscard]] SpeakerComparison compare_embeddings(const speaker::EncoderCard& card, const speaker::Embedding& a,
                                                   const speaker::Embedding& b);

/// The encoder that came with Timbre, loaded once. Errors of SpeakerEncoder::open; Unavailable, saying so, for a build
/// without it.
[[nodiscard]] Result<std::shared_ptr<const speaker::SpeakerEncoder>> shipped_speaker_encoder(FileSystem& disk);

/// Decodes a file block by block and embeds it. Errors of decoding name the file; so do the encoder's.
[[nodiscard]] Result<speaker::Embedding> embed_file(const std::shared_ptr<const speaker::SpeakerEncoder>& encoder,
                                                    const std::filesystem::path& path);

/// Fills safety's port. What cannot be decided is InvalidInput and asks for a longer clip.
class EncoderComparer : public safety::SpeakerComparer {
 public:
  explicit EncoderComparer(std::shared_ptr<const speaker::SpeakerEncoder> encoder) : encoder_(std::move(encoder)) {}
  [[nodiscard]] Result<safety::SpeakerAnswer> same_person(const audio::AudioView& a,
                                                          const audio::AudioView& b) override;

 private:
  std::shared_ptr<const speaker::SpeakerEncoder> encoder_;
};

}  // namespace timbre::studio
