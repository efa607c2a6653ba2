#include "audio/codec/sniff.h"

#include <string_view>
#include <unistd.h>

namespace timbre::audio {

bool looks_like_wav(int fd) {
  char start[12] = {};
  const ssize_t count = ::pread(fd, start, sizeof start, 0);
  const std::string_view text(start, count > 0 ? static_cast<std::size_t>(count) : 0);
  const std::string_view id = text.substr(0, 4);
  if (id != "RIFF" && id != "RF64" && id != "BW64") return false;
  // a RIFF that ends before it says what it is can only be a WAV that was cut off: the WAV reader says so best
  return text.size() < sizeof start || text.substr(8) == "WAVE";
}

}  // namespace timbre::audio
