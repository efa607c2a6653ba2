#include "studio/room_check.h"

#include <cmath>
#include <cstdio>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>

#include "audio/codec/decode.h"
#include "base/file_system.h"
#include "base/unique_fd.h"
#include "measure/hum.h"
#include "measure/take_meter.h"
#include "score/curve.h"
#include "score/thresholds.h"
#include "score/zones.h"

namespace timbre::studio {
namespace {

using measure::MeasureId;

/// "−58 dBFS", with the minus sign of running text.
std::string level_text(double dbfs) {
  const auto rounded = std::lround(dbfs);
  return (rounded < 0 ? "−" : "") + std::to_string(std::abs(rounded)) + " dBFS";
}

score::ZoneLevel level_of(MeasureId id, double value) {
  const auto threshold = score::threshold(id, score::studio_profile());
  return threshold ? score::zone_level(threshold->curve.grade(value)) : score::ZoneLevel::Good;
}

RoomFinding noise_finding(double dbfs) {
  const std::string level = level_text(dbfs);
  switch (level_of(MeasureId::NoiseFloorDbfs, dbfs)) {
    case score::ZoneLevel::Good:
      return {"quiet", "The room is quiet (" + level + ")."};
    case score::ZoneLevel::Fair:
      return {"noise", "The room can be heard (" + level +
                           "). Close the window, turn off what whirs, or move a little closer to the microphone."};
    case score::ZoneLevel::Poor:
      break;
  }
  return {"noise", "The room is loud (" + level +
                       "). Turn off fans and close the window, or find a quieter place: nothing takes this noise out "
                       "again without harming the voice."};
}

std::optional<RoomFinding> hum_finding(const measure::TakeMeasurements& room) {
  const int mains_hz = room.findings.hum_mains_hz;
  const auto& rise_db = room.readings[MeasureId::HumDb].value;
  if (mains_hz == 0 || !rise_db || level_of(MeasureId::HumDb, *rise_db) == score::ZoneLevel::Good) return std::nullopt;
  return RoomFinding{"hum", "Your room hums at " + std::to_string(mains_hz) +
                                " Hz. It comes from the mains: move the microphone and its cable away from chargers, "
                                "lamps and screens, or unplug the laptop's power supply."};
}

RoomCheck only(std::string kind, std::string text, std::optional<double> level_dbfs) {
  RoomCheck check;
  check.level_dbfs = level_dbfs;
  check.sentence = text;
  check.findings.push_back({std::move(kind), std::move(text)});
  return check;
}

}  // namespace

RoomCheck describe_room(const measure::TakeMeasurements& room) {
  const auto& level = room.readings[MeasureId::NoiseFloorDbfs].value;
  const double voice_percent = 100.0 - room.readings[MeasureId::SilencePercent].value.value_or(100.0);
  if (room.findings.is_silent || room.findings.is_dc_only) {
    return only("nothing", "Nothing comes in. Check that the microphone is not muted, and that it is the one chosen.",
                std::nullopt);
  }
  if (!level || *level < kVeryLittleDbfs) {
    const std::string heard = level ? " (" + level_text(*level) + ")" : "";
    return only("too_quiet", "Very little comes in" + heard + ": move closer or turn the microphone up.", level);
  }
  RoomCheck check;
  check.level_dbfs = level;
  if (!room.findings.no_speech && voice_percent > kMostVoicePercent) {
    check.findings.push_back({"voice",
                              "A voice was in it, or something like one. Stay quiet for these three seconds, "
                              "so that only the room is heard."});
  }
  const RoomFinding noise = noise_finding(*level);
  const bool is_quiet = noise.kind == "quiet";
  if (room.readings[MeasureId::ClippedPercent].value.value_or(0.0) > 0.0) {
    check.findings.push_back({"clipping",
                              "The microphone is turned up so far that the room alone distorts. Turn it "
                              "down until the lamp stays dark."});
  }
  if (!is_quiet) check.findings.push_back(noise);
  if (auto hum = hum_finding(room)) check.findings.push_back(std::move(*hum));
  check.is_ok = check.findings.empty();
  if (is_quiet) check.findings.push_back(noise);
  check.sentence = check.findings.front().text;
  return check;
}

Result<RoomCheck> check_room(const audio::AudioView& room) {
  const double duration_s = room.duration_s();
  if (duration_s < kShortestRoomToneS || duration_s > kLongestRoomToneS) {
    char text[128];
    std::snprintf(text, sizeof text, "the room tone lasts %.1f s; send %.0f to %.0f s of the empty room", duration_s,
                  kShortestRoomToneS, kLongestRoomToneS);
    return Error{ErrorKind::InvalidInput, text};
  }
  TRY(measure::MeasuredTake measured, measure::measure_take(room));
  // with nobody speaking, hum has nothing to hide under but what will be said
  TRY(measure::Hum hum, measure::measure_hum(room));
  hum = measure::audible_hum(std::move(hum), measure::Reading::of(kExpectedSpeechDbfs));
  measured.measurements.readings[MeasureId::HumDb] = hum.hum_db;
  measured.measurements.findings.hum_mains_hz = hum.mains_hz;
  return describe_room(measured.measurements);
}

Result<RoomCheck> check_room_file(std::string_view bytes) {
  UniqueFd file(::memfd_create("timbre-room-tone", MFD_CLOEXEC));
  if (!file) return error_from_errno(errno, "cannot create", "a file in memory");
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
    if (written < 0) return error_from_errno(errno, "cannot write", "a file in memory");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  TRY(const auto reader, audio::AudioReader::open_fd(std::move(file), "the room tone"));
  TRY(const auto decoded, audio::decode_all(*reader));
  return check_room(decoded.audio.view());
}

}  // namespace timbre::studio
