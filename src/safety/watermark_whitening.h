#pragma once
/// What embedder and detector compare: how the level changes from one frame to the next, band by band, without what the
/// bands around do as well.

#include "safety/watermark_layout.h"

namespace timbre::safety {

/// `first`, `second`: levels of kBandCount bands in dB. `out`: their difference less the mean difference of the four
/// bands to either side, and never more than 10 dB, so that no single tile decides.
void whitened_difference(const float* first, const float* second, float* out);

}  // namespace timbre::safety
