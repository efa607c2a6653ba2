#include "voice/acoustic_card.h"

#include "phones/phone_inventory.h"
#include "voice/network_file.h"

namespace timbre::voice {
namespace {

constexpr std::uint64_t kMostEncoded = 4096;

Error wrong(const std::filesystem::path& path, const char* field) {
  return {ErrorKind::Corrupt, "'" + path.string() + "' has no usable '" + field + "'; install Timbre's models again"};
}

}  // namespace

Result<AcousticCard> acoustic_card_of(const Json& card, const std::filesystem::path& path) {
  AcousticCard made;
  TRY(made.name, card_text(card, "name", path));
  TRY(made.embedding_key, card_text(card, "embedding_key", path));
  TRY(const std::string inventory, card_text(card, "inventory", path));
  if (inventory != phones::kInventoryVersion) {
    return Error{ErrorKind::Unsupported, "'" + path.string() + "' was taught version '" + inventory +
                                             "' of the phones, and this Timbre speaks version '" +
                                             std::string(phones::kInventoryVersion) + "'; install its own models"};
  }
  const auto sums = card.find("sha256");
  if (sums == card.end() || !sums->is_object()) return wrong(path, "sha256");
  TRY(made.phones_sha256, card_text(*sums, "phones", path));
  TRY(made.prosody_sha256, card_text(*sums, "prosody", path));
  TRY(made.mel_sha256, card_text(*sums, "mel", path));
  const auto encoded = card.find("encoded");
  if (encoded == card.end() || !encoded->is_number_unsigned()) return wrong(path, "encoded");
  const auto width = encoded->get<std::uint64_t>();
  if (width == 0 || width > kMostEncoded) return wrong(path, "encoded");
  made.encoded = static_cast<std::size_t>(width);
  return made;
}

}  // namespace timbre::voice
