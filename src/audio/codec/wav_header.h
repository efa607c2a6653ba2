#pragma once
/// The header of a WAV file: RIFF/WAVE (Microsoft 1991, WAVEFORMATEXTENSIBLE 2001), RF64 and BW64 (EBU Tech 3306,
/// ITU-R BS.2088).
///
/// Forgiving where recorders in the field are sloppy (sizes 0 or 0xFFFFFFFF of a stream, a header of a recording that
/// was cut off, odd chunks); strict where guessing would give wrong samples.

#include <cstdint>

#include "audio/codec/byte_source.h"
#include "audio/codec/decode_sink.h"

namespace timbre::audio {

/// How one sample is stored. Other: a WAV that holds something else than plain samples (ADPCM, MP3 …).
enum class WavSampleType { Unsigned8, Signed16, Signed24, Signed32, Float32, Float64, ALaw, MuLaw, Other };

struct WavHeader {
  WavSampleType encoding = WavSampleType::Other;
  AudioFormat format;
  StoredFormat stored;
  std::uint64_t data_offset = 0;          ///< first byte of sound
  std::uint64_t data_bytes = 0;           ///< what the file really has, of what it promises
  std::uint64_t promised_data_bytes = 0;  ///< as the header says; equal to data_bytes for a stream without a length
  int bytes_per_frame = 0;
};

/// Bytes of one stored sample; 0 for Other.
[[nodiscard]] int bytes_per_sample(WavSampleType encoding);

/// Corrupt for a header that is cut off or contradicts itself, InvalidInput for a rate or channel count that Timbre
/// does not handle. Reads the chunk headers only.
[[nodiscard]] Result<WavHeader> parse_wav_header(ByteSource& source);

}  // namespace timbre::audio
