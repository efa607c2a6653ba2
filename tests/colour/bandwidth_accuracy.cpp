/// Prints the table of docs/bandwidth-accuracy.md: real speech, cut at known frequencies, against what is measured.
///   bandwidth_accuracy             the whole table
///   bandwidth_accuracy --clips     only what is found on the untouched clips

#include <cstdio>
#include <string_view>

#include "colour/bandwidth_conditions.h"

namespace timbre::colour {
namespace {

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
  std::printf(
      "\n| condition | cut-off Hz | clips | worst error Hz | within 500 Hz | named |\n|---|---|---|---|---|---|\n");
  for (const auto& [name, damage] : damages(room)) {
    for (const double cutoff_hz : kCutoffsHz) {
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
      }
      std::printf("| %s | %.0f | %d | %+.0f | %d | %d |\n", name.c_str() + 2, cutoff_hz, count, worst, within, named);
    }
  }
}

void print_codecs() {
  std::printf("\n| codec | clip | bandwidth Hz | lossy low-pass | upsampled from |\n|---|---|---|---|---|\n");
  for (const Codec& codec : kCodecs) {
    for (const char* clip : {"vctk/p234_003.wav", "vctk/p234_004.wav", "vctk/p234_005.wav"}) {
      const auto back = coded(test_data_folder() / "speech" / clip, codec);
      if (!back) continue;
      const auto found = measured(back->samples, back->rate_hz);
      std::printf("| %s | %s | %.0f | %.0f | %.0f |\n", codec.name, clip, found.bandwidth_hz.value.value_or(-1.0),
                  found.lossy_low_pass_hz.value_or(0.0), found.original_rate_hz.value_or(0.0));
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
  if (only_clips) return 0;
  print_damages(clips, room->samples);
  print_codecs();
  return 0;
}

}  // namespace
}  // namespace timbre::colour

int main(int argc, char** argv) { return timbre::colour::run(argc > 1 && std::string_view(argv[1]) == "--clips"); }
