#include "accuracy/snr_trial.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "accuracy/vad_trial.h"
#include "dsp/decibel.h"
#include "dsp/statistics.h"
#include "measure/voice_meter.h"

namespace timbre::accuracy {
namespace {

constexpr std::array<const char*, 5> kCorpora{"librivox", "ljspeech", "kerstin", "librispeech", "vctk"};
constexpr std::array<double, 8> kMixedDb{5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 35.0, 40.0};

struct Source {
  std::string corpus;
  Take take;
  bool with_pauses = false;
};

// A mix is tried only where the source's own noise lies this far under the noise that is added: what is not known
// exactly of the source then moves the truth by less than 0.5 dB.
constexpr double kCleanerByDb = 10.0;
constexpr std::size_t kGuardFrames = 5;
constexpr std::size_t kLeastPauseFrames = 20;

/// Mean square of the source's own noise: over the frames that the reference calls pause, 50 ms away from speech; its
/// quietest 5 % where there are too few.
double own_noise(const Take& take) {
  const auto hop = static_cast<std::size_t>(std::lround(take.rate_hz / 100.0));
  std::vector<double> pauses;
  std::vector<double> all;
  for (std::size_t t = 0; t < take.is_speech.size(); ++t) {
    const auto at = take.samples.begin() + static_cast<std::ptrdiff_t>(t * hop);
    all.push_back(mean_square(Samples(at, at + static_cast<std::ptrdiff_t>(hop))));
    bool quiet = true;
    const std::size_t end = std::min(take.is_speech.size(), t + kGuardFrames + 1);
    for (std::size_t j = t < kGuardFrames ? 0 : t - kGuardFrames; j < end; ++j) quiet = quiet && take.is_speech[j] == 0;
    if (quiet) pauses.push_back(all.back());
  }
  return pauses.size() >= kLeastPauseFrames ? dsp::mean(pauses) : dsp::quantile(all, 0.05);
}

SnrTrial measured(const Source& source, const std::string& noise, const Samples& samples, double true_db) {
  SnrTrial trial{source.corpus, noise, source.with_pauses, true_db, {}, {}, {}, {}, {}, false};
  const auto found = measure::measure_voice({source.take.rate_hz, samples});
  if (!found.ok()) return trial;
  trial.fused_db = found->snr_db.value;
  trial.room_db = found->snr_room_db.value;
  trial.wada_db = found->snr_wada_db.value;
  trial.under_db = found->snr_under_speech_db.value;
  trial.how = found->snr_how;
  trial.flagged = found->gating.gated || found->gating.noise_suppressed || found->gating.digital_silence;
  return trial;
}

std::vector<Source> sources() {
  std::vector<Source> all;
  for (const char* corpus : kCorpora) {
    for (Take& take : takes_of(corpus)) all.push_back({corpus, std::move(take), true});
    for (const Clip& clip : read_clips(std::string("speech/") + corpus)) {
      if (clip.samples.size() < static_cast<std::size_t>(4 * clip.rate_hz)) continue;
      all.push_back({corpus, take_as_is(clip), false});
    }
  }
  return all;
}

}  // namespace

std::vector<SnrTrial> run_snr_grid(std::size_t stride) {
  auto noises = read_clips("noise");
  for (auto& noise : synthetic_noises()) noises.push_back(std::move(noise));
  const auto others = read_clips("speech/librispeech");
  std::vector<SnrTrial> trials;
  const auto all = sources();
  for (std::size_t i = 0; i < all.size(); i += stride) {
    const Take& take = all[i].take;
    auto with_babble = noises;
    with_babble.push_back(babble(others, take.name));
    const double level_db = active_level_dbfs(take.samples, take.rate_hz);
    const double own = own_noise(take);
    for (const Clip& noise : with_babble) {
      const Samples long_noise = noise_for(noise, take.rate_hz, take.samples.size(), 17 + i);
      for (const double snr_db : kMixedDb) {
        const double speech = dsp::db_to_power(level_db) - own;
        if (dsp::power_to_db(speech / own) < snr_db + kCleanerByDb) continue;
        const double added = dsp::db_to_power(level_db - snr_db);
        trials.push_back(measured(all[i], noise.name, mixed_at(take.samples, long_noise, level_db, snr_db),
                                  dsp::power_to_db(speech / (added + own))));
      }
    }
  }
  return trials;
}

ErrorSummary summary_of(const std::vector<SnrTrial>& trials, std::optional<double> SnrTrial::*estimate, double low_db,
                        double high_db) {
  ErrorSummary summary;
  std::vector<double> errors;
  std::vector<double> magnitudes;
  for (const SnrTrial& trial : trials) {
    if (trial.true_db < low_db || trial.true_db > high_db) continue;
    ++summary.count;
    if (!(trial.*estimate)) {
      ++summary.missing;
      continue;
    }
    errors.push_back(*(trial.*estimate) - trial.true_db);
    magnitudes.push_back(std::abs(errors.back()));
  }
  summary.median_db = dsp::median(magnitudes);
  summary.p95_db = dsp::quantile(magnitudes, 0.95);
  summary.bias_db = dsp::median(errors);
  return summary;
}

std::string snr_table(const std::vector<SnrTrial>& trials) {
  std::string table =
      "| trials (true 10–35 dB) | estimate | count | none | median | 95th percentile | bias "
      "|\n|---|---|---|---|---|---|---|\n";
  const auto row = [&table](const std::string& name, const std::vector<SnrTrial>& part, double low, double high) {
    const std::array<std::pair<const char*, std::optional<double> SnrTrial::*>, 4> estimates{
        {{"fused", &SnrTrial::fused_db},
         {"room", &SnrTrial::room_db},
         {"WADA", &SnrTrial::wada_db},
         {"under speech", &SnrTrial::under_db}}};
    for (const auto& [title, estimate] : estimates) {
      const ErrorSummary s = summary_of(part, estimate, low, high);
      std::array<char, 200> text{};
      std::snprintf(text.data(), text.size(), "| %s | %s | %zu | %zu | %.1f | %.1f | %+.1f |\n", name.c_str(), title,
                    s.count, s.missing, s.median_db, s.p95_db, s.bias_db);
      table += text.data();
    }
  };
  const auto part = [&trials](auto wanted) {
    std::vector<SnrTrial> out;
    for (const auto& t : trials) {
      if (wanted(t)) out.push_back(t);
    }
    return out;
  };
  row("all", trials, 10, 35);
  row("with pauses", part([](const SnrTrial& t) { return t.with_pauses; }), 10, 35);
  row("clips as they are", part([](const SnrTrial& t) { return !t.with_pauses; }), 10, 35);
  for (const char* corpus : kCorpora) row(corpus, part([&](const SnrTrial& t) { return t.corpus == corpus; }), 10, 35);
  std::vector<std::string> seen;
  for (const auto& trial : trials) {
    bool is_new = true;
    for (const auto& s : seen) is_new = is_new && s != trial.noise;
    if (!is_new) continue;
    seen.push_back(trial.noise);
    row(trial.noise, part([&](const SnrTrial& t) { return t.noise == trial.noise; }), 10, 35);
  }
  for (const double low : {5.0, 10.0, 15.0, 20.0, 25.0, 30.0}) {
    row("true " + std::to_string(static_cast<int>(low)) + "–" + std::to_string(static_cast<int>(low) + 5) + " dB",
        trials, low, low + 5);
  }
  return table;
}

}  // namespace timbre::accuracy
