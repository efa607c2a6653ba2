#pragma once
/// Rooms of rising strength.

#include <string>
#include <vector>

#include "colour/damage.h"

namespace timbre::colour {

struct RoomSeries {
  std::string name;
  std::vector<Samples> responses;  ///< from dry to the most reverberant
};

/// 1 at the start, then Gaussian noise that decays by 60 dB in rt60_s, from 3 ms on; the tail's energy is
/// direct_to_reverberant_db below the direct sound.
inline Samples synthetic_room(int rate_hz, double rt60_s, double direct_to_reverberant_db) {
  Samples response(static_cast<std::size_t>(1.2 * rt60_s * rate_hz) + 2);
  SeededRandom random(21);
  double energy = 0.0;
  for (auto i = static_cast<std::size_t>(0.003 * rate_hz); i < response.size(); ++i) {
    const double t = static_cast<double>(i) / rate_hz;
    response[i] = static_cast<float>(random.normal() * std::pow(10.0, -3.0 * t / rt60_s));
    energy += static_cast<double>(response[i]) * response[i];
  }
  const double gain = std::sqrt(dsp::db_to_power(-direct_to_reverberant_db) / energy);
  for (float& x : response) x = static_cast<float>(gain * x);
  response[0] = 1.0F;
  return response;
}

/// A measured room that dies away faster: what follows the direct sound (its peak and 2.5 ms) falls by another
/// `damping_db_per_s`.
inline Samples damped(const Samples& room, int rate_hz, double damping_db_per_s) {
  const auto peak =
      std::max_element(room.begin(), room.end(), [](float a, float b) { return std::abs(a) < std::abs(b); });
  const auto direct = static_cast<std::size_t>(peak - room.begin()) + static_cast<std::size_t>(0.0025 * rate_hz);
  Samples out = room;
  for (std::size_t i = direct; i < out.size(); ++i) {
    const double t = static_cast<double>(i - direct) / rate_hz;
    out[i] *= static_cast<float>(dsp::db_to_amplitude(-damping_db_per_s * t));
  }
  return out;
}

/// Energy of the first 50 ms from the peak over what follows, dB (C50, ISO 3382-1); at most 30: beyond,
/// rooms do not differ for a listener.
inline double clarity_db(const Samples& room, int rate_hz) {
  const auto peak =
      std::max_element(room.begin(), room.end(), [](float a, float b) { return std::abs(a) < std::abs(b); });
  const auto early_end = static_cast<std::size_t>(peak - room.begin()) + static_cast<std::size_t>(0.05 * rate_hz);
  double early = 0.0;
  double late = 0.0;
  for (std::size_t i = 0; i < room.size(); ++i)
    (i < early_end ? early : late) += static_cast<double>(room[i]) * room[i];
  return std::min(30.0, dsp::power_to_db(early / std::max(late, early * 1e-6)));
}

/// Leaves out what is not clearly stronger (1 dB of C50) than what comes before it.
inline RoomSeries only_stronger(RoomSeries series, int rate_hz) {
  RoomSeries out{std::move(series.name), {}};
  for (Samples& response : series.responses) {
    if (out.responses.empty() || clarity_db(response, rate_hz) <= clarity_db(out.responses.back(), rate_hz) - 1.0) {
      out.responses.push_back(std::move(response));
    }
  }
  return out;
}

inline std::vector<RoomSeries> room_series(int rate_hz) {
  std::vector<RoomSeries> series;
  RoomSeries longer{"decay 0.2 … 1.5 s at 0 dB", {{1.0F}}};
  for (const double rt60_s : {0.2, 0.4, 0.7, 1.0, 1.5})
    longer.responses.push_back(synthetic_room(rate_hz, rt60_s, 0.0));
  RoomSeries farther{"direct to tail +12 … -6 dB at 0.7 s", {{1.0F}}};
  for (const double ratio_db : {12.0, 6.0, 0.0, -6.0}) {
    farther.responses.push_back(synthetic_room(rate_hz, 0.7, ratio_db));
  }
  series.push_back(longer);
  series.push_back(farther);
  for (const char* name : {"rir1", "rir2", "rir3", "rir4", "rir48000"}) {
    const auto room =
        load_clip(test_data_folder() / "rir" / (std::string(name) + ".wav"), "-ar " + std::to_string(rate_hz));
    if (!room) continue;
    RoomSeries measured{std::string("measured ") + name + ", damped by 800, 200, 100, 0 dB/s", {}};
    for (const double damping : {800.0, 200.0, 100.0, 0.0}) {
      measured.responses.push_back(damped(room->samples, rate_hz, damping));
    }
    series.push_back(only_stronger(std::move(measured), rate_hz));
  }
  return series;
}

}  // namespace timbre::colour
