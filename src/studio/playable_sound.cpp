#include "studio/playable_sound.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <string_view>
#include <utility>
#include <vector>

#include "audio/codec/decode.h"
#include "studio/master_file.h"

namespace timbre::studio {
namespace {

constexpr std::size_t kHeadBytes = 4096;
// Format tags of WAVE files (mmreg.h).
constexpr std::uint16_t kPcm = 1;
constexpr std::uint16_t kFloat = 3;
constexpr std::uint16_t kALaw = 6;
constexpr std::uint16_t kMuLaw = 7;
constexpr std::uint16_t kExtensible = 0xFFFE;

std::uint16_t word_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>(static_cast<unsigned char>(bytes[at]) |
                                    (static_cast<unsigned char>(bytes[at + 1]) << 8));
}

bool is_playable_wav(std::string_view head) {
  const std::size_t chunk = head.find("fmt ");
  if (chunk == std::string_view::npos || chunk + 24 > head.size()) return false;
  std::uint16_t tag = word_at(head, chunk + 8);
  const std::uint16_t bits = word_at(head, chunk + 22);
  if (tag == kExtensible) tag = chunk + 34 <= head.size() ? word_at(head, chunk + 32) : std::uint16_t{0};
  return (tag == kPcm && bits <= 32) || (tag == kFloat && bits == 32) || tag == kALaw || tag == kMuLaw;
}

}  // namespace

bool is_playable(const std::filesystem::path& path) {
  std::array<char, kHeadBytes> bytes{};
  std::ifstream file(path, std::ios::binary);
  file.read(bytes.data(), bytes.size());
  const std::string_view head(bytes.data(), static_cast<std::size_t>(file.gcount()));
  if (head.size() < 12) return false;
  // RF64 and BW64 are WAV files that browsers do not know
  if (head.starts_with("RIFF") && head.substr(8, 4) == "WAVE") return is_playable_wav(head);
  if (head.starts_with("fLaC") || head.starts_with("OggS") || head.starts_with("ID3")) return true;
  if (head.starts_with("\x1A\x45\xDF\xA3") || head.substr(4).starts_with("ftyp")) return true;
  return head[0] == '\xFF' && (static_cast<unsigned char>(head[1]) & 0xE0) == 0xE0;
}

Result<std::filesystem::path> PlayableSounds::path_for(const std::string& name, const std::filesystem::path& original) {
  if (is_playable(original)) return original;
  const std::lock_guard lock(mutex_);
  const std::filesystem::path kept = folder_ / (name + ".wav");
  TRY(const FileStatus status, disk_.status(kept));
  if (status.kind == FileKind::Regular) return kept;
  TRY_VOID(disk_.create_folders(folder_));
  TRY_VOID(decode(original, kept));
  TRY_VOID(make_room(kept));
  return kept;
}

Result<void> PlayableSounds::decode(const std::filesystem::path& original, const std::filesystem::path& kept) {
  const std::filesystem::path part = kept.string() + ".part";
  {
    TRY(const auto reader, audio::AudioReader::open(original));
    TRY(const MasterForm form, master_form(reader->stored(), MasterKind::Wav));
    TRY(const auto file, disk_.open_for_writing(part, WriteMode::Truncate));
    TRY(const auto writer, open_master(*file, reader->format(), form, {}));
    for (;;) {
      TRY(const audio::AudioView block, reader->read_block());
      if (block.empty()) break;
      TRY_VOID(writer->write(block));
    }
    TRY_VOID(writer->finish());
  }
  return disk_.rename(part, kept);
}

Result<void> PlayableSounds::make_room(const std::filesystem::path& newest) {
  TRY(const auto paths, disk_.list_recursively(folder_));
  std::vector<std::pair<FileStatus, std::filesystem::path>> files;
  std::uintmax_t total = 0;
  for (const auto& path : paths) {
    TRY(const FileStatus status, disk_.status(path));
    total += status.size_bytes;
    if (path != newest) files.emplace_back(status, path);
  }
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return a.first.modified < b.first.modified; });
  for (const auto& [status, path] : files) {
    if (total <= kMostBytes) break;
    TRY_VOID(disk_.remove(path));
    total -= status.size_bytes;
  }
  return {};
}

Result<void> PlayableSounds::forget(const std::string& name) { return disk_.remove(folder_ / (name + ".wav")); }

}  // namespace timbre::studio
