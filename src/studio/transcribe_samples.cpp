#include "studio/transcribe_samples.h"

#include <cerrno>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>

#include "audio/codec/wav_writer.h"
#include "base/unique_fd.h"

namespace timbre::studio {
namespace {

Result<void> write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return error_from_errno(errno, "cannot write", "a take in memory");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

}  // namespace

Result<text::Transcript> transcribe_samples(const audio::AudioView& take, FileSystem& disk,
                                            const TranscribeFileOptions& options) {
  TRY(const auto wav, audio::encode_wav(take, audio::WavEncoding::Float32));
  const UniqueFd file(::memfd_create("timbre-take", MFD_CLOEXEC));
  if (!file) return error_from_errno(errno, "cannot create", "a take in memory");
  TRY_VOID(write_all(file.get(), {reinterpret_cast<const char*>(wav.data()), wav.size()}));
  TRY(auto heard, transcribe_file("/proc/self/fd/" + std::to_string(file.get()), disk, options));
  return std::move(heard.transcript);
}

}  // namespace timbre::studio
