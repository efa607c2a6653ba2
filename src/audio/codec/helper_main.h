#pragma once
/// What every decoding process does around its decoder: restrict itself, read descriptor 0, answer on descriptor 1.

#include "audio/codec/byte_source.h"
#include "audio/codec/decode_sink.h"
#include "audio/codec/sandbox.h"

namespace timbre::audio {

using DecodeFunction = Result<DecodeSummary> (*)(ByteSource& source, DecodeSink& sink);

/// The whole program: `<program> <size in bytes>`, the file as descriptor 0, the pipe as descriptor 1. Returns the
/// exit status: 0 once an answer (END, PASS or FAIL) is written, 1 where that was not possible, 2 on wrong usage.
[[nodiscard]] int run_decode_helper(int argument_count, const char* const* arguments, DecodeFunction decode,
                                    const SandboxLimits& limits = {});

}  // namespace timbre::audio
