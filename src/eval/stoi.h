#pragma once
/// Short-time objective intelligibility (Taal, Hendriks, Heusdens, Jensen 2011) and its extension (Jensen, Taal 2016):
/// how much of clean speech can still be understood in a changed copy of it.
///
/// The definition followed to the letter is that of pystoi 0.4.1, which its authors' Matlab code agrees with: 10 kHz,
/// frames 40 dB under the loudest left out, 15 third-octave bands from 150 Hz, segments of 30 frames (384 ms).

#include "audio/audio_view.h"
#include "base/result.h"

namespace timbre::eval {

/// −1 … 1, in practice 0 … 1, where 1 is the clean signal itself. Both mono, of one rate from 1,000 to 384,000 Hz and
/// of one length. InvalidInput for different formats or lengths, more than one channel, samples that are no numbers,
/// and where fewer than 30 frames of speech are left (about 0.4 s). Computed in double precision.
[[nodiscard]] Result<double> stoi(const audio::AudioView& clean, const audio::AudioView& changed);

/// ESTOI: sees what modulated noise does. Same input; silence within the speech is not defined in the paper and gives 0
/// for its segment here, where pystoi adds random numbers of 1e-16.
[[nodiscard]] Result<double> extended_stoi(const audio::AudioView& clean, const audio::AudioView& changed);

}  // namespace timbre::eval
