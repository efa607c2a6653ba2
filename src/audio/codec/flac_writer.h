#pragma once
/// FLAC files (RFC 9639) through libFLAC: lossless, compression level 5, an MD5 of the samples in the header.

#include <memory>

#include "audio/codec/audio_writer.h"
#include "base/file_system.h"

namespace timbre::audio {

/// Into `file`, which must be new and outlive the writer. Samples must be whole multiples of 2^-(bits-1) within full
/// scale, as decoded integers are: anything else is InvalidInput at the write that brings it, since it could not be
/// kept as it is. `bits` 8, 16 or 24; InvalidInput for others or a format outside what Timbre handles.
[[nodiscard]] Result<std::unique_ptr<AudioWriter>> open_flac_writer(OutputFile& file, const AudioFormat& format,
                                                                    int bits, const AudioTags& tags);

}  // namespace timbre::audio
