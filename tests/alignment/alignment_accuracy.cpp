// Prints docs/alignment-accuracy.md's tables: alignment_accuracy [synthesised|real|both|long SECONDS [edits]]

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>
#include <string>

#include "alignment/alignment_trial.h"
#include "alignment/edit_trials.h"

using namespace timbre;
using namespace timbre::alignment;

namespace {

double ms(double seconds) { return 1e3 * seconds; }

void print_row(const std::string& name, const BoundaryErrors& errors) {
  const auto all = both(errors);
  std::printf("| %s | %zu | %.0f | %.0f | %.0f, %.0f | %.0f, %.0f | %+.0f | %+.0f | %d |\n", name.c_str(),
              errors.starts_s.size(), ms(magnitude_quantile(all, 0.5)), ms(magnitude_quantile(all, 0.95)),
              ms(magnitude_quantile(errors.starts_s, 0.5)), ms(magnitude_quantile(errors.starts_s, 0.95)),
              ms(magnitude_quantile(errors.ends_s, 0.5)), ms(magnitude_quantile(errors.ends_s, 0.95)),
              ms(median(errors.starts_s)), ms(median(errors.ends_s)), errors.missing);
}

void print_synthesised() {
  std::printf("| voice | words | median | P95 | starts | ends | bias of starts | bias of ends | missing |\n");
  std::printf("|---|---|---|---|---|---|---|---|---|\n");
  std::map<std::string, BoundaryErrors> sums;
  for (const Voice& voice : voices()) {
    const BoundaryErrors errors = boundary_errors(speech_of(voice));
    std::string name = voice.engine + " " + voice.name;
    if (voice.words_per_minute > 0) name += " at " + std::to_string(voice.words_per_minute);
    print_row(name + (voice.is_tuned_on ? " (marked)" : ""), errors);
    sums[voice.engine].append(errors);
    sums[voice.is_tuned_on ? "marked" : "others"].append(errors);
    sums["together"].append(errors);
  }
  for (const auto& [name, errors] : sums) print_row("**" + name + "**", errors);
}

void print_real() {
  std::printf(
      "| clip | words | aligned | in order | phones at 30 ms | longest phone | words a minute | confidence | of "
      "another text |\n|---|---|---|---|---|---|---|---|---|\n");
  for (const SpokenClip& clip : read_clips_of_every_language()) {
    const asr::AlignOptions options{clip.language, false, {}};
    const auto alignment = asr::align(clip.samples, text_of(clip.words), options);
    if (!alignment.ok()) {
      std::printf("| %s | %s |\n", clip.name.c_str(), alignment.error().message.c_str());
      continue;
    }
    const auto found = plausibility(*alignment, clip.words.size());
    const auto wrong = asr::align(clip.samples, wrong_text(clip.words.size()), options);
    std::printf("| %s | %zu | %zu | %s | %.0f %% | %.2f s %s | %.0f | %.2f | %.2f |\n", clip.name.c_str(), found.words,
                found.with_phones, found.is_monotone ? "yes" : "no",
                100.0 * static_cast<double>(found.shortest_phones) / static_cast<double>(found.phones),
                found.longest_phone_s, found.longest_phone.c_str(), found.words_per_minute, found.confidence,
                wrong.ok() ? wrong->confidence : 0.0);
  }
}

double cpu_s() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// One take twice: the first time the model is loaded too.
void print_long(double length_s, bool finds_edits) {
  const TrueSpeech take = long_take({"flite", "rms", 0, false}, length_s);
  const double duration_s = static_cast<double>(take.samples.size()) / 16000.0;
  for (const char* name : {"with loading", "loaded"}) {
    const double start_s = cpu_s();
    const auto alignment = asr::align(take.samples, take.text, {"en", finds_edits, {}});
    const double spent_s = cpu_s() - start_s;
    if (!alignment.ok()) return void(std::printf("%s\n", alignment.error().message.c_str()));
    std::size_t near = 0, read = 0;
    for (const auto& word : alignment->words) read += word.reading == asr::Reading::Read ? 1 : 0;
    for (const auto& word : take.words) {
      near += std::any_of(alignment->words.begin(), alignment->words.end(), [&](const asr::AlignedWord& found) {
        return found.index == word.index && std::abs(found.range.start_s - word.range.start_s) < 0.1;
      });
    }
    std::printf("%.0f s, %s: %.1f s of one core, %.0f x real time; %zu of %zu words within 0.1 s, %zu read of %zu\n",
                duration_s, name, spent_s, duration_s / spent_s, near, take.words.size(), read,
                alignment->words.size());
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "both";
  if (what == "long" && argc > 2) return print_long(std::atof(argv[2]), argc > 3), 0;
  if (what != "real") print_synthesised();
  if (what != "synthesised") print_real();
}
