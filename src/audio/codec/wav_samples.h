#pragma once
/// Stored samples to floats, full scale ±1: integers are divided by 2^(bits−1) without dither, gain or clamping;
/// floats are taken as they are, also beyond ±1, NaN and infinite; A-law and µ-law are expanded as ITU-T G.711 says.

#include <cstddef>
#include <span>

#include "audio/codec/wav_header.h"

namespace timbre::audio {

/// bytes.size() = out.size() · bytes_per_sample(encoding).
void convert_wav_samples(WavSampleType encoding, std::span<const std::byte> bytes, std::span<float> out);

}  // namespace timbre::audio
