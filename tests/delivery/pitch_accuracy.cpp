/// Prints docs/pitch-accuracy.md: TIMBRE_SOURCE=$PWD build/dev/bin/pitch_accuracy > docs/pitch-accuracy.md

#include <iomanip>
#include <iostream>
#include <map>
#include <sstream>

#include "clips.h"

#include "base/testing/test_data.h"
#include "measure/testing/voices.h"
#include "praat_oracle.h"

namespace timbre::delivery {
namespace {

struct ClipReport {
  PitchAgreement agreement;
  measure::PitchSpread ours;
  measure::PitchSpread praat;
};

std::string number_of(const measure::Reading& reading) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(2);
  if (reading.value) text << *reading.value;
  return reading.value ? text.str() : "none";
}

void print_agreement(const std::string& name, const PitchAgreement& agreement) {
  std::cout << "| " << name << " | " << agreement.frames << " | " << agreement.both_voiced << " | "
            << agreement.gross_percent() << " | " << agreement.voicing_percent() << " |";
}

void print_clip(const std::string& name, const ClipReport& clip) {
  print_agreement(name, clip.agreement);
  std::cout << " " << number_of(clip.ours.median_hz) << " / " << number_of(clip.praat.median_hz) << " | "
            << number_of(clip.ours.spread_st) << " / " << number_of(clip.praat.spread_st) << " | "
            << number_of(clip.ours.range_st) << " / " << number_of(clip.praat.range_st) << " |\n";
}

/// The folder below speech/ that a clip lies in.
std::string corpus_of(const std::filesystem::path& clip) {
  const auto below = std::filesystem::relative(clip, test_data_folder() / "speech");
  return below.has_parent_path() ? below.begin()->string() : below.stem().string();
}

void print_introduction() {
  std::cout
      << std::fixed << std::setprecision(2)
      << "# How pitch agrees with Praat\n\n"
         "Timbre's contour against Praat 6.3.07 `To Pitch (ac)` (raw autocorrelation, 10 ms, 75–600 Hz, standard\n"
         "costs; tests/oracle/praat/README.md) on every clip of the test data. A gross error is more than 20 % off\n"
         "where both call the frame voiced; a voicing error is a frame that only one of them calls voiced. Bars,\n"
         "over all clips: 5 % and 15 %. Praat is itself an estimate: this is agreement, not truth.\n\n"
         "Made by `TIMBRE_SOURCE=$PWD build/dev/bin/pitch_accuracy > docs/pitch-accuracy.md`; the bars are held by\n"
         "`delivery_tests --gtest_filter='PitchAgainstPraat.*'`.\n\n";
}

int print_report() {
  std::map<std::string, PitchAgreement> corpora;
  std::map<std::string, ClipReport> clips;
  PitchAgreement all;
  for (const auto& path : test_data_clips("speech")) {
    const auto praat = read_praat(path.stem().string());
    if (!praat) {
      std::cerr << "no oracle for " << path << "\n";
      return 1;
    }
    const auto contour = measure::pitch_of(kRateHz, read_clip(path));
    const ClipReport clip{compare(contour, *praat), measure::measure_pitch_spread(contour),
                          measure::measure_pitch_spread(contour_of(*praat))};
    clips[path.stem().string()] = clip;
    corpora[corpus_of(path)] += clip.agreement;
    all += clip.agreement;
  }
  print_introduction();
  const std::string columns = " | frames | voiced by both | gross pitch error, % | voicing error, % |";
  std::cout << "| corpus" << columns << "\n|---|---|---|---|---|\n";
  for (const auto& [name, agreement] : corpora) {
    print_agreement(name, agreement);
    std::cout << "\n";
  }
  print_agreement("**all**", all);
  std::cout << "\n\nThe last three columns are Timbre's number / the same number taken from Praat's contour.\n\n| clip"
            << columns << " median, Hz | spread, st | range, st |\n|---|---|---|---|---|---|---|---|\n";
  for (const auto& [name, clip] : clips) print_clip(name, clip);
  return 0;
}

}  // namespace
}  // namespace timbre::delivery

int main() { return timbre::delivery::print_report(); }
