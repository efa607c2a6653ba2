#pragma once
/// A voice as the built-in engine keeps it: what its clip shows, what the acoustic model must be told so that it comes
/// out that way, and what is changed in its answers.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "voice/speaker_profile.h"
#include "voice/voice_corrections.h"

namespace timbre::voice {

/// What came of a quick fit (quick_fit.h).
enum class Closeness : std::uint8_t {
  OneShot,   ///< none was asked for
  Closer,    ///< this is it
  NoCloser,  ///< it was tried and was no nearer to the clip: this is the one-shot fit
};

struct VoiceFit {
  SpeakerProfile profile;  ///< of the clip
  SpeakerProfile told;     ///< what the acoustic model is told (voice_fitting.h)
  VoiceCorrections corrections = {};
  Closeness closeness = Closeness::OneShot;
};

/// The acoustic model is told what the clip shows, and nothing is corrected.
[[nodiscard]] VoiceFit plain_fit(const SpeakerProfile& profile);

/// Of what fit_bytes() gives: what was kept under another is of no use.
inline constexpr int kFitFormat = 3;
/// To be kept, and back; Corrupt for bytes that are no voice, or one of an embedding of another size.
[[nodiscard]] std::string fit_bytes(const VoiceFit& fit);
[[nodiscard]] Result<VoiceFit> fit_of_bytes(std::string_view bytes, std::size_t embedding_size);

}  // namespace timbre::voice
