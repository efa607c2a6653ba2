#include "safety/speaker_port.h"

#include <cmath>

namespace timbre::safety {

std::string likely_text(double probability) {
  if (probability >= 0.995) return "more than 99 % likely";
  if (probability < 0.005) return "less than 1 % likely";
  return std::to_string(std::lround(100 * probability)) + " % likely";
}

}  // namespace timbre::safety
