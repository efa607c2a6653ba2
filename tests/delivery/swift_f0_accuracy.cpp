/// Prints how SwiftF0 agrees with Praat and with Timbre over the test data, as a Markdown table.
/// usage: swift_f0_accuracy     TIMBRE_SOURCE, TIMBRE_TESTDATA, TIMBRE_MODELS

#include <cmath>
#include <cstdio>
#include <map>

#include "clips.h"

#include "base/testing/test_data.h"
#include "measure/swift_f0.h"
#include "measure/testing/voices.h"
#include "nn/testing/test_models.h"
#include "praat_oracle.h"

namespace timbre::delivery {
namespace {

struct Row {
  PitchAgreement timbre;
  PitchAgreement network;
  std::size_t clips = 0;
  std::size_t doubts = 0;
  double largest_st = 0.0;
  double agree_percent = 0.0;  // summed over the clips that could be compared
};

/// The network's frames on the grid of 10 ms: the nearest one.
measure::PitchContour on_our_grid(const measure::NetworkPitch& pitch, std::size_t frame_count) {
  measure::PitchContour contour;
  for (std::size_t i = 0; i < frame_count; ++i) {
    const double at_s = (static_cast<double>(i) + 0.5) * contour.hop_s;
    const double nearest = std::round((at_s - pitch.first_s) / pitch.hop_s);
    const bool is_there = nearest >= 0.0 && nearest < static_cast<double>(pitch.f0_hz.size());
    contour.f0_hz.push_back(is_there ? pitch.f0_hz[static_cast<std::size_t>(nearest)] : 0.0F);
  }
  return contour;
}

void add(Row& row, const measure::PitchContour& ours, const measure::NetworkPitch& theirs,
         const std::vector<double>& praat) {
  row.timbre += compare(ours, praat);
  row.network += compare(on_our_grid(theirs, ours.f0_hz.size()), praat);
  const auto finding = measure::compare_pitch(theirs, ours);
  if (!finding) return;
  ++row.clips;
  row.doubts += std::abs(finding->difference_st) > measure::kPitchDoubtSt ? 1 : 0;
  row.largest_st = std::max(row.largest_st, std::abs(finding->difference_st));
  row.agree_percent += finding->agree_percent;
}

void print(const std::string& name, const Row& row) {
  std::printf("| %s | %.2f / %.2f | %.2f / %.2f | %zu | %.1f | %.2f | %zu |\n", name.c_str(),
              row.timbre.gross_percent(), row.network.gross_percent(), row.timbre.voicing_percent(),
              row.network.voicing_percent(), row.clips, row.agree_percent / static_cast<double>(row.clips),
              row.largest_st, row.doubts);
}

int print_report() {
  const auto network = nn::test_sessions().get("swiftf0");
  if (!network.ok()) {
    std::fprintf(stderr, "swift_f0_accuracy: %s\n", network.error().message.c_str());
    return 1;
  }
  std::map<std::string, Row> corpora;
  Row all;
  for (const auto& path : test_data_clips("speech")) {
    const auto praat = read_praat(path.stem().string());
    const auto samples = read_clip(path);
    const auto heard = measure::swift_f0(samples, **network);
    if (!praat || !heard.ok()) continue;
    const auto ours = measure::pitch_of(kRateHz, samples);
    const auto below = std::filesystem::relative(path, test_data_folder() / "speech");
    add(corpora[below.has_parent_path() ? below.begin()->string() : below.stem().string()], ours, *heard, *praat);
    add(all, ours, *heard, *praat);
  }
  std::printf(
      "| corpus | gross pitch error against Praat, %%: Timbre / SwiftF0 | voicing error, %%: Timbre / SwiftF0 | clips "
      "| "
      "frames within ½ st of Timbre, mean %% | largest difference of the medians, st | doubts |\n"
      "|---|---|---|---|---|---|---|\n");
  for (const auto& [name, row] : corpora) print(name, row);
  print("**all**", all);
  return 0;
}

}  // namespace
}  // namespace timbre::delivery

int main() { return timbre::delivery::print_report(); }
