#include "studio/consent_sound.h"

#include <sys/mman.h>
#include <unistd.h>
#include <utility>

#include "audio/codec/decode.h"
#include "base/file_system.h"
#include "base/unique_fd.h"
#include "safety/consent_check.h"

namespace timbre::studio {
namespace {

/// A little over the longest that can pass, so that what is too long is told so and not cut.
constexpr double kLongestDecodedS = 2 * safety::kLongestConsentS;

}  // namespace

Result<audio::AudioBuffer> decode_consent(std::string_view file) {
  UniqueFd memory(::memfd_create("timbre-consent", MFD_CLOEXEC));
  if (!memory) return error_from_errno(errno, "cannot create", "a file in memory");
  while (!file.empty()) {
    const ssize_t written = ::write(memory.get(), file.data(), file.size());
    if (written < 0) return error_from_errno(errno, "cannot write", "a file in memory");
    file.remove_prefix(static_cast<std::size_t>(written));
  }
  TRY(const auto reader, audio::AudioReader::open_fd(std::move(memory), "the consent recording"));
  audio::AudioBuffer sound(reader->format(), 0);
  for (;;) {
    TRY(const audio::AudioView block, reader->read_block());
    if (block.empty() || sound.view().duration_s() > kLongestDecodedS) return sound;
    sound.append(block);
  }
}

}  // namespace timbre::studio
