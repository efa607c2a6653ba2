#include "server/api/audio_type.h"

#include <array>
#include <fstream>
#include <string_view>

namespace timbre::server {

std::string audio_type(const std::filesystem::path& path) {
  std::array<char, 12> bytes{};
  std::ifstream file(path, std::ios::binary);
  file.read(bytes.data(), bytes.size());
  const std::string_view head(bytes.data(), static_cast<std::size_t>(file.gcount()));
  if (head.size() < 4) return "application/octet-stream";
  const std::string_view form = head.size() == 12 ? head.substr(8) : "";
  if ((head.starts_with("RIFF") || head.starts_with("RF64") || head.starts_with("BW64")) && form == "WAVE") {
    return "audio/wav";
  }
  if (head.starts_with("fLaC")) return "audio/flac";
  if (head.starts_with("OggS")) return "audio/ogg";
  if (head.starts_with("\x1A\x45\xDF\xA3")) return "audio/webm";
  if (head.substr(4).starts_with("ftyp")) return "audio/mp4";
  if (head.starts_with("FORM")) return "audio/aiff";
  const bool is_mpeg_frame = head[0] == '\xFF' && (static_cast<unsigned char>(head[1]) & 0xE0) == 0xE0;
  return head.starts_with("ID3") || is_mpeg_frame ? "audio/mpeg" : "application/octet-stream";
}

}  // namespace timbre::server
