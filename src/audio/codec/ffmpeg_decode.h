#pragma once
/// Decodes the first audio stream of anything FFmpeg's allowed containers hold (ffmpeg_input.cpp names them).
///
/// One thread. Encoder delay and end padding are taken off as FFmpeg does. Damaged packets are skipped and counted in a
/// note; a stream that ends before the container says it does gives what is there and a note.

#include "audio/codec/byte_source.h"
#include "audio/codec/decode_sink.h"

namespace timbre::audio {

/// What FFmpeg and libc would otherwise fetch from the disk in the middle of a decode. Call it before the process is
/// restricted.
void prepare_ffmpeg();

[[nodiscard]] Result<DecodeSummary> decode_with_ffmpeg(ByteSource& source, DecodeSink& sink);

}  // namespace timbre::audio
