#include "studio/sample_spill.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <string>

namespace timbre::studio {
namespace {

Error cannot(const std::string& what) {
  return {ErrorKind::Unavailable, "the sound cannot be kept in the temporary folder while it is heard: " + what +
                                      ". Free some space or set TMPDIR to a folder that has it"};
}

}  // namespace

Result<SampleSpill> SampleSpill::create() {
  std::error_code ignored;
  std::filesystem::path folder = std::filesystem::temp_directory_path(ignored);
  if (folder.empty()) folder = "/tmp";
  UniqueFd file(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (file) return SampleSpill(std::move(file));
  std::string pattern = (folder / "timbre-sound-XXXXXX").string();
  file = UniqueFd(::mkostemp(pattern.data(), O_CLOEXEC));
  if (!file) return cannot(std::strerror(errno));
  ::unlink(pattern.c_str());
  return SampleSpill(std::move(file));
}

Result<void> SampleSpill::append(std::span<const float> samples) {
  const char* bytes = reinterpret_cast<const char*>(samples.data());
  std::size_t left = samples.size_bytes();
  auto offset = static_cast<off_t>(size_ * sizeof(float));
  while (left > 0) {
    const ssize_t n = ::pwrite(file_.get(), bytes, left, offset);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return cannot(std::strerror(errno));
    bytes += n;
    offset += n;
    left -= static_cast<std::size_t>(n);
  }
  size_ += samples.size();
  return {};
}

Result<std::vector<float>> SampleSpill::read(std::size_t first, std::size_t count) const {
  first = std::min(first, size_);
  std::vector<float> samples(std::min(count, size_ - first));
  char* bytes = reinterpret_cast<char*>(samples.data());
  std::size_t left = samples.size() * sizeof(float);
  auto offset = static_cast<off_t>(first * sizeof(float));
  while (left > 0) {
    const ssize_t n = ::pread(file_.get(), bytes, left, offset);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return cannot(n < 0 ? std::strerror(errno) : "it was cut short");
    bytes += n;
    offset += n;
    left -= static_cast<std::size_t>(n);
  }
  return samples;
}

}  // namespace timbre::studio
