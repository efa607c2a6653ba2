#include "voice/network_file.h"

#include "base/sha256.h"

namespace timbre::voice {
namespace {

constexpr std::uintmax_t kLargestCardBytes = 1U << 20U;
constexpr std::uintmax_t kLargestNetworkBytes = 64U << 20U;

}  // namespace

Result<Json> read_card(const std::filesystem::path& path, FileSystem& disk) {
  TRY(const std::string text, disk.read(path, kLargestCardBytes));
  Json card = Json::parse(text, nullptr, false);
  if (card.is_object()) return card;
  return Error{ErrorKind::Corrupt, "'" + path.string() + "' is no JSON object; install Timbre's models again"};
}

Result<std::string> card_text(const Json& card, const char* field, const std::filesystem::path& path) {
  const auto found = card.find(field);
  if (found != card.end() && found->is_string()) return found->get<std::string>();
  return Error{ErrorKind::Corrupt,
               "'" + path.string() + "' has no text '" + std::string(field) + "'; install Timbre's models again"};
}

Result<std::shared_ptr<const nn::OnnxSession>> open_network(const std::filesystem::path& path,
                                                            const std::string& sha256, const std::string& name,
                                                            FileSystem& disk) {
  TRY(const std::string bytes, disk.read(path, kLargestNetworkBytes));
  if (sha256_hex(bytes) != sha256) {
    return Error{ErrorKind::Corrupt,
                 "'" + path.string() + "' is not the network its card describes; install Timbre's models again"};
  }
  return nn::OnnxSession::from_bytes(bytes, name);
}

}  // namespace timbre::voice
