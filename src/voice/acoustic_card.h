#pragma once
/// What the acoustic model's card (models/acoustic.json) says to the program. The rest of it is for people.

#include <cstddef>
#include <filesystem>
#include <string>

#include "base/json.h"
#include "base/result.h"

namespace timbre::voice {

struct AcousticCard {
  std::string name;           ///< stable, with version
  std::string phones_sha256;  ///< of the networks' files
  std::string prosody_sha256;
  std::string mel_sha256;
  std::string embedding_key;  ///< of the encoder it was taught with (speaker/embedding_bytes.h)
  std::size_t encoded = 0;    ///< numbers that the phone network gives for each phone
};

/// Corrupt, naming `path` and the field. Unsupported for another inventory of phones than kInventoryVersion.
[[nodiscard]] Result<AcousticCard> acoustic_card_of(const Json& card, const std::filesystem::path& path);

}  // namespace timbre::voice
