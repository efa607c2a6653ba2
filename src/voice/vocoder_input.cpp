#include "voice/vocoder_input.h"

#include <cmath>

namespace timbre::voice {

float vocoder_log_f0(float f0_hz) { return f0_hz > 0.0F ? std::log(f0_hz / kMiddleF0Hz) : 0.0F; }

}  // namespace timbre::voice
