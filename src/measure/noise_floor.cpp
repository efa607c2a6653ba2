#include "measure/noise_floor.h"

#include "dsp/decibel.h"

namespace timbre::measure {
namespace {

constexpr std::size_t kLeastRoomFrames = 30;  // 0.3 s

}  // namespace

NoiseFloor noise_floor_of(const RoomTone& room, std::optional<double> noise_under_speech) {
  if (room.frame_count >= kLeastRoomFrames && room.quietest_mean_square > 0.0) {
    return {Reading::of(dsp::power_to_db(room.quietest_mean_square)), "room tone"};
  }
  if (noise_under_speech && *noise_under_speech > 0.0) {
    return {Reading::of(dsp::power_to_db(*noise_under_speech)), "estimated under the speech: too little room tone"};
  }
  return {Reading::none(room.dead_count > 0 ? "the pauses are digital silence" : "no room tone"), {}};
}

}  // namespace timbre::measure
