#pragma once
/// Decodes a WAV file with plain samples; hands the others over (DecodeSummary::hand_over).
///
/// Why not FFmpeg: docs/decisions/0001-own-wav-reader.md.

#include "audio/codec/byte_source.h"
#include "audio/codec/decode_sink.h"

namespace timbre::audio {

[[nodiscard]] Result<DecodeSummary> decode_wav(ByteSource& source, DecodeSink& sink);

}  // namespace timbre::audio
