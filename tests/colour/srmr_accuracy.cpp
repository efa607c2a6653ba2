/// Prints the table of docs/measures/srmr.md: SRMR of real speech in rooms of rising strength.
///   srmr_accuracy           every clip
///   srmr_accuracy --some    two clips of each LibriSpeech speaker; fails when a bar is not met

#include <cstdio>
#include <string_view>

#include "colour/rooms.h"
#include "measure/srmr.h"

namespace timbre::colour {
namespace {

constexpr int kRateHz = 16000;

double srmr_of(const Samples& samples) {
  return measure::measure_srmr(audio::AudioView(kRateHz, samples))->value.value_or(0.0);
}

struct Outcome {
  int sequences = 0;
  int falling = 0;
  int steps = 0;
  int falling_steps = 0;
  std::vector<double> means;
};

Outcome judge(const RoomSeries& series, const std::vector<Clip>& clips) {
  Outcome outcome;
  outcome.means.resize(series.responses.size());
  for (const Clip& clip : clips) {
    double before = 0.0;
    bool falls = true;
    for (std::size_t i = 0; i < series.responses.size(); ++i) {
      const double now = srmr_of(convolved(clip.samples, series.responses[i]));
      outcome.means[i] += now / static_cast<double>(clips.size());
      if (i > 0) {
        ++outcome.steps;
        outcome.falling_steps += now < before ? 1 : 0;
        falls = falls && now < before;
      }
      before = now;
    }
    ++outcome.sequences;
    outcome.falling += falls ? 1 : 0;
  }
  return outcome;
}

int run(bool some) {
  auto clips = some ? some_speech_clips("-ar 16000") : speech_clips("-ar 16000");
  if (clips.empty()) {
    std::printf("SKIPPED: no test data at %s\n", test_data_folder().c_str());
    return 0;
  }
  int sequences = 0;
  int falling = 0;
  int steps = 0;
  int falling_steps = 0;
  std::printf("| rooms | mean SRMR, dry to wet | falling steps | falling sequences |\n|---|---|---|---|\n");
  for (const RoomSeries& series : room_series(kRateHz)) {
    if (series.responses.size() < 2) continue;
    const Outcome outcome = judge(series, clips);
    std::printf("| %s |", series.name.c_str());
    for (const double mean : outcome.means) std::printf(" %.2f", mean);
    std::printf(" | %d of %d | %d of %d |\n", outcome.falling_steps, outcome.steps, outcome.falling, outcome.sequences);
    sequences += outcome.sequences;
    falling += outcome.falling;
    steps += outcome.steps;
    falling_steps += outcome.falling_steps;
  }
  std::printf("\nsteps that fall: %d of %d; sequences that fall all the way: %d of %d\n", falling_steps, steps, falling,
              sequences);
  return falling_steps >= 0.9 * steps ? 0 : 1;
}

}  // namespace
}  // namespace timbre::colour

int main(int argc, char** argv) { return timbre::colour::run(argc > 1 && std::string_view(argv[1]) == "--some"); }
