/// Prints docs/pitch-accuracy.md: TIMBRE_SOURCE=$PWD build/dev/bin/pitch_accuracy > docs/pitch-accuracy.md

#include <iomanip>
#include <iostream>
#include <map>

#include "clips.h"

#include "base/testing/test_data.h"
#include "praat_oracle.h"

namespace timbre::delivery {
namespace {

void print_row(const std::string& name, const PitchAgreement& agreement) {
  std::cout << "| " << name << " | " << agreement.frames << " | " << agreement.both_voiced << " | "
            << agreement.gross_percent() << " | " << agreement.voicing_percent() << " |\n";
}

void print_head(const std::string& first) {
  std::cout << "| " << first << " | frames | voiced by both | gross pitch error, % | voicing error, % |\n"
            << "|---|---|---|---|---|\n";
}

/// The folder below speech/ that a clip lies in.
std::string corpus_of(const std::filesystem::path& clip) {
  const auto below = std::filesystem::relative(clip, test_data_folder() / "speech");
  return below.has_parent_path() ? below.begin()->string() : below.stem().string();
}

int print_report() {
  std::map<std::string, PitchAgreement> corpora;
  std::map<std::string, PitchAgreement> clips;
  PitchAgreement all;
  for (const auto& path : test_data_clips("speech")) {
    const auto praat = read_praat(path.stem().string());
    if (!praat) {
      std::cerr << "no oracle for " << path << "\n";
      return 1;
    }
    const std::vector<float> samples = read_clip(path);
    measure::PitchMeter meter(kRateHz);
    meter.push(samples);
    const PitchAgreement agreement = compare(meter.finish(), *praat);
    clips[path.stem().string()] = agreement;
    corpora[corpus_of(path)] += agreement;
    all += agreement;
  }
  std::cout
      << std::fixed << std::setprecision(2)
      << "# How pitch agrees with Praat\n\n"
         "Timbre's contour against Praat 6.3.07 `To Pitch (ac)` (raw autocorrelation, 10 ms, 75–600 Hz, standard\n"
         "costs; tests/oracle/praat/README.md) on every clip of the test data. A gross error is more than 20 % off\n"
         "where both call the frame voiced; a voicing error is a frame that only one of them calls voiced. Bars,\n"
         "over all clips: 5 % and 15 %. Praat is itself an estimate: this is agreement, not truth.\n\n"
         "Made by `TIMBRE_SOURCE=$PWD build/dev/bin/pitch_accuracy > docs/pitch-accuracy.md`; the bars are held by\n"
         "`delivery_tests --gtest_filter='PitchAgainstPraat.*'`.\n\n";
  print_head("corpus");
  for (const auto& [name, agreement] : corpora) print_row(name, agreement);
  print_row("**all**", all);
  std::cout << "\n";
  print_head("clip");
  for (const auto& [name, agreement] : clips) print_row(name, agreement);
  return 0;
}

}  // namespace
}  // namespace timbre::delivery

int main() { return timbre::delivery::print_report(); }
