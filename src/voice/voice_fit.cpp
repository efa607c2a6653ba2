#include "voice/voice_fit.h"

#include <optional>

namespace timbre::voice {
namespace {

/// The format, and a digit: the closeness.
std::string head_of(Closeness closeness) {
  return "timbre voice " + std::to_string(kFitFormat) + "\n" + std::to_string(static_cast<int>(closeness)) + "\n";
}

std::optional<Closeness> closeness_of(std::string_view bytes) {
  for (const Closeness one : {Closeness::OneShot, Closeness::Closer, Closeness::NoCloser}) {
    if (bytes.starts_with(head_of(one))) return one;
  }
  return std::nullopt;
}

}  // namespace

VoiceFit plain_fit(const SpeakerProfile& profile) { return {profile, profile}; }

std::string fit_bytes(const VoiceFit& fit) {
  return head_of(fit.closeness) + correction_bytes(fit.corrections) + profile_bytes(fit.profile) +
         profile_bytes(fit.told);
}

Result<VoiceFit> fit_of_bytes(std::string_view bytes, std::size_t embedding_size) {
  const auto closeness = closeness_of(bytes);
  const std::size_t corrections = head_of(Closeness::OneShot).size();
  const std::size_t head = corrections + kCorrectionBytes;
  if (!closeness || bytes.size() < head || (bytes.size() - head) % 2 != 0) {
    return Error{ErrorKind::Corrupt, "what was kept of the voice is not whole; it is taken from the clip again"};
  }
  const std::string_view profiles = bytes.substr(head);
  VoiceFit fit;
  fit.closeness = *closeness;
  TRY(fit.corrections, corrections_of_bytes(bytes.substr(corrections, kCorrectionBytes)));
  TRY(fit.profile, profile_of_bytes(profiles.substr(0, profiles.size() / 2), embedding_size));
  TRY(fit.told, profile_of_bytes(profiles.substr(profiles.size() / 2), embedding_size));
  return fit;
}

}  // namespace timbre::voice
