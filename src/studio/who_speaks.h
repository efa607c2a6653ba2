#pragma once
/// Who speaks in a file, and whether two files are one person: what `timbre speaker` and the consent check ask.

#include <filesystem>
#include <functional>
#include <limits>
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

/// Another one that came with Timbre and taught no voice of its own: what tells how much a clone sounds like somebody.
/// The first would flatter the built-in voice, which was taught to please it. Loaded once; errors as above.
[[nodiscard]] Result<std::shared_ptr<const speaker::SpeakerEncoder>> shipped_voice_judge(FileSystem& disk);

/// Asked anew each time, so that an encoder counts from when it is there. Unavailable without one.
using EncoderSource = std::function<Result<std::shared_ptr<const speaker::SpeakerEncoder>>()>;

/// Enough of a recording to know its speaker: an hour costs no more than two minutes.
inline constexpr double kEnoughToKnowS = 120.0;

/// Decodes a file block by block and embeds it, at most its first `longest_s`. Errors of decoding name the file; so do
/// the encoder's.
[[nodiscard]] Result<speaker::Embedding> embed_file(const std::shared_ptr<const speaker::SpeakerEncoder>& encoder,
                                                    const std::filesystem::path& path,
                                                    double longest_s = std::numeric_limits<double>::infinity());

/// For safety: what came of comparing a recording with a `reference`, named for people.
[[nodiscard]] safety::SpeakerAnswer answer_of(const SpeakerComparison& comparison, const speaker::EncoderCard& card,
                                              const std::string& reference);

}  // namespace timbre::studio
