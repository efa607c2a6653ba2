#pragma once
/// An embedding as bytes, to be kept: its numbers as 32-bit floats, little-endian, one after the other.

#include <string>
#include <string_view>

#include "base/result.h"
#include "speaker/speaker_encoder.h"

namespace timbre::speaker {

[[nodiscard]] std::string embedding_bytes(const Embedding& embedding);

/// Corrupt for bytes that are no unit vector of that many numbers.
[[nodiscard]] Result<Embedding> embedding_of_bytes(std::string_view bytes, std::size_t size);

/// Under which embeddings of an encoder are kept: its card's name and the beginning of its network's sum, so that those
/// of two networks are never compared.
[[nodiscard]] std::string embedding_key(const EncoderCard& card);

}  // namespace timbre::speaker
