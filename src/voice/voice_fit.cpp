#include "voice/voice_fit.h"

namespace timbre::voice {
namespace {

constexpr std::string_view kHead = "timbre voice 2\n";

}  // namespace

VoiceFit plain_fit(const SpeakerProfile& profile) { return {profile, profile, {}}; }

std::string fit_bytes(const VoiceFit& fit) {
  return std::string(kHead) + correction_bytes(fit.corrections) + profile_bytes(fit.profile) + profile_bytes(fit.told);
}

Result<VoiceFit> fit_of_bytes(std::string_view bytes, std::size_t embedding_size) {
  const std::size_t head = kHead.size() + kCorrectionBytes;
  if (!bytes.starts_with(kHead) || bytes.size() < head || (bytes.size() - head) % 2 != 0) {
    return Error{ErrorKind::Corrupt, "what was kept of the voice is not whole; it is taken from the clip again"};
  }
  const std::string_view profiles = bytes.substr(head);
  VoiceFit fit;
  TRY(fit.corrections, corrections_of_bytes(bytes.substr(kHead.size(), kCorrectionBytes)));
  TRY(fit.profile, profile_of_bytes(profiles.substr(0, profiles.size() / 2), embedding_size));
  TRY(fit.told, profile_of_bytes(profiles.substr(profiles.size() / 2), embedding_size));
  return fit;
}

}  // namespace timbre::voice
