#include "measure/reading.h"

namespace timbre::measure {
namespace {

constexpr std::array<MeasureInfo, kMeasureCount> kInfo{{
    {"snr_db", "dB", "Signal-to-noise ratio", 1},
    {"snr_room_db", "dB", "SNR against room tone", 1},
    {"snr_wada_db", "dB", "SNR by WADA", 1},
    {"noise_floor_dbfs", "dBFS", "Noise floor", 1},
    {"speech_level_dbfs", "dBFS", "Speech level", 1},
    {"clipped_percent", "%", "Clipped samples", 3},
    {"true_peak_dbtp", "dBTP", "True peak", 2},
    {"loudness_lufs", "LUFS", "Loudness", 1},
    {"loudness_max_momentary_lufs", "LUFS", "Loudest 0.4 s", 1},
    {"loudness_max_short_term_lufs", "LUFS", "Loudest 3 s", 1},
    {"loudness_range_lu", "LU", "Loudness range", 1},
    {"duration_s", "s", "Duration", 2},
    {"sample_rate_hz", "Hz", "Sample rate", 0},
    {"bit_depth", "bit", "Bit depth", 0},
    {"silence_percent", "%", "Silence", 1},
    {"silence_start_s", "s", "Silence before speech", 2},
    {"silence_end_s", "s", "Silence after speech", 2},
    {"bandwidth_hz", "Hz", "Bandwidth", 0},
    {"srmr", "", "Room echo, SRMR", 2},
    {"hum_db", "dB", "Mains hum", 1},
    {"dc_offset", "", "DC offset", 5},
    {"click_count", "", "Clicks", 0},
    {"plosive_count", "", "Plosive pops", 0},
    {"sibilance_count", "", "Sharp s sounds", 0},
    {"f0_median_hz", "Hz", "Median pitch", 1},
    {"f0_spread_st", "st", "Pitch spread", 2},
    {"f0_range_st", "st", "Pitch range, P10 to P90", 2},
    {"dynamics_db", "dB", "Speech dynamics", 1},
    {"syllable_rate_hz", "/s", "Syllable rate", 2},
    {"pauses_per_minute", "/min", "Pauses", 1},
    {"pause_median_s", "s", "Median pause", 2},
    {"pause_longest_s", "s", "Longest pause", 2},
    {"words_per_minute", "/min", "Words per minute", 0},
    {"pause_share_percent", "%", "Share of pauses", 1},
    {"filler_count", "", "Fillers", 0},
    {"repetition_count", "", "Words said twice", 0},
}};

}  // namespace

const MeasureInfo& measure_info(MeasureId id) { return kInfo[static_cast<std::size_t>(id)]; }

std::optional<MeasureId> measure_by_name(std::string_view name) {
  for (std::size_t i = 0; i < kMeasureCount; ++i) {
    if (kInfo[i].name == name) return static_cast<MeasureId>(i);
  }
  return std::nullopt;
}

}  // namespace timbre::measure
