#include "voice/voice_fit.h"

namespace timbre::voice {
namespace {

constexpr std::string_view kHead = "timbre voice 1\n";

}  // namespace

std::string fit_bytes(const VoiceFit& fit) {
  return std::string(kHead) + correction_bytes(fit.corrections) + profile_bytes(fit.profile);
}

Result<VoiceFit> fit_of_bytes(std::string_view bytes, std::size_t embedding_size) {
  if (!bytes.starts_with(kHead) || bytes.size() < kHead.size() + kCorrectionBytes) {
    return Error{ErrorKind::Corrupt, "what was kept of the voice is not whole; it is taken from the clip again"};
  }
  bytes.remove_prefix(kHead.size());
  VoiceFit fit;
  TRY(fit.corrections, corrections_of_bytes(bytes.substr(0, kCorrectionBytes)));
  TRY(fit.profile, profile_of_bytes(bytes.substr(kCorrectionBytes), embedding_size));
  return fit;
}

}  // namespace timbre::voice
