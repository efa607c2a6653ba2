/// Prints the table of docs/bandwidth-accuracy.md: real speech, cut at known frequencies, against what is measured.
///   bandwidth_accuracy             the whole table
///   bandwidth_accuracy --clips     only what is found on the untouched clips

#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>
#include <string_view>

#include "audio/testing/signals.h"
#include "base/random.h"
#include "dsp/decibel.h"
#include "dsp/resample.h"
#include "measure/bandwidth.h"

#include "colour/clips.h"
#include "colour/damage.h"

namespace timbre::colour {
namespace {

using Damage = std::function<Samples(const Clip&, double cutoff_hz)>;

std::map<std::string, Damage> damages(const Samples& room_48k) {
  std::map<std::string, Damage> all;
  all["1 steep low-pass"] = [](const Clip& c, double hz) { return low_passed(c.samples, c.rate_hz, hz); };
  all["2 resampled down and up"] = [](const Clip& c, double hz) { return through_rate(c.samples, c.rate_hz, static_cast<int>(2.0 * hz)); };
  all["3 room noise, then low-pass"] = [room_48k](const Clip& c, double hz) {
    // 25 dB below the speech: what a quiet office gives.
    return low_passed(with_room(c.samples, dsp::resample(room_48k, 48000, c.rate_hz), 25.0), c.rate_hz, hz);
  };
  for (const int level : {-80, -70, -60}) {
    all["4 low-pass, then white noise at " + std::to_string(level) + " dBFS"] = [level](const Clip& c, double hz) {
      return with_white(low_passed(c.samples, c.rate_hz, hz), level, 17);
    };
  }
  return all;
}

measure::Bandwidth measured(const Samples& samples, int rate_hz) {
  return *measure::measure_bandwidth(audio::AudioView(rate_hz, samples));
}

void print_clips(const std::vector<Clip>& clips) {
  std::printf("\n| clip | rate | bandwidth Hz | upsampled from | lossy low-pass |\n|---|---|---|---|---|\n");
  for (const Clip& clip : clips) {
    const auto found = measured(clip.samples, clip.rate_hz);
    std::printf("| %s | %d | %.0f | %.0f | %.0f |\n", clip.name.c_str(), clip.rate_hz,
                found.bandwidth_hz.value.value_or(-1.0), found.original_rate_hz.value_or(0.0),
                found.lossy_low_pass_hz.value_or(0.0));
  }
}

void print_damages(const std::vector<Clip>& clips, const Samples& room) {
  std::printf("\n| condition | cut-off Hz | clips | worst error Hz | within 500 Hz | named |\n|---|---|---|---|---|---|\n");
  for (const auto& [name, damage] : damages(room)) {
    for (const double cutoff_hz : {3400.0, 4000.0, 5500.0, 8000.0, 11000.0}) {
      int count = 0;
      int within = 0;
      int named = 0;
      double worst = 0.0;
      for (const Clip& clip : clips) {
        const double own_hz = measured(clip.samples, clip.rate_hz).bandwidth_hz.value.value_or(0.0);
        if (own_hz < cutoff_hz + 200.0) continue;
        const auto found = measured(damage(clip, cutoff_hz), clip.rate_hz);
        const double error = found.bandwidth_hz.value.value_or(0.0) - cutoff_hz;
        ++count;
        within += std::abs(error) <= 500.0 ? 1 : 0;
        named += found.upsampled || found.lossy_low_pass_hz ? 1 : 0;
        if (std::abs(error) > std::abs(worst)) worst = error;
        if (std::abs(error) > 500.0) std::fprintf(stderr, "%s %s %.0f: %.0f\n", name.c_str(), clip.name.c_str(), cutoff_hz, error);
      }
      std::printf("| %s | %.0f | %d | %+.0f | %d | %d |\n", name.c_str() + 2, cutoff_hz, count, worst, within, named);
    }
  }
}

int run(bool only_clips) {
  const auto clips = speech_clips();
  const auto room = load_clip(test_data_folder() / "noise/ch08_sm006.wav");
  if (clips.empty() || !room) {
    std::printf("SKIPPED: no test data at %s\n", test_data_folder().c_str());
    return 0;
  }
  print_clips(clips);
  if (!only_clips) print_damages(clips, room->samples);
  return 0;
}

}  // namespace
}  // namespace timbre::colour

int main(int argc, char** argv) { return timbre::colour::run(argc > 1 && std::string_view(argv[1]) == "--clips"); }
