#pragma once
/// WAV files (RIFF; above 4 GiB RF64 as EBU Tech 3306 says), written block by block, tags in a LIST INFO chunk after
/// the samples.

#include <memory>

#include "audio/codec/audio_writer.h"
#include "base/file_system.h"

namespace timbre::audio {

/// How samples are stored. Integers are little-endian, 8 bits unsigned as WAV has it.
enum class WavFileEncoding { Pcm8, Pcm16, Pcm24, Float32 };

/// Into `file`, which must be new and outlive the writer. Integer samples must be whole multiples of 2^-(bits-1) within
/// full scale: anything else is InvalidInput at the write that brings it. Float32 keeps every value. InvalidInput for a
/// format outside what Timbre handles.
[[nodiscard]] Result<std::unique_ptr<AudioWriter>> open_wav_writer(OutputFile& file, const AudioFormat& format,
                                                                   WavFileEncoding encoding, const AudioTags& tags);

}  // namespace timbre::audio
