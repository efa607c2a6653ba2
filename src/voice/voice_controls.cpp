#include "voice/voice_controls.h"

#include <array>
#include <charconv>
#include <string>

namespace timbre::voice {
namespace {

std::string number(double value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return {digits.data(), end};
}

Result<void> check(const char* name, double value, double least, double most) {
  if (value >= least && value <= most) return {};
  return Error{ErrorKind::InvalidInput, std::string(name) + " " + number(value) + ": it may be " + number(least) +
                                            " to " + number(most) + "; choose a value in between"};
}

}  // namespace

Result<void> check_controls(const VoiceControls& controls) {
  TRY_VOID(check("speed", controls.speed, 0.5, 2));
  TRY_VOID(check("pitch", controls.pitch_st, -6, 6));
  TRY_VOID(check("expressiveness", controls.expressiveness, 0, 2));
  return check("pauses", controls.pauses, 0, 3);
}

}  // namespace timbre::voice
