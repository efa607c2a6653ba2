#include "studio/selftest.h"

#include <algorithm>
#include <cstdio>

#include "measure/channels.h"
#include "measure/take_meter.h"
#include "score/score.h"
#include "score/score_take.h"
#include "score/scorecard_json.h"

namespace timbre::studio {
namespace {

using measure::MeasureId;

bool has_label(const score::Scorecard& card, std::string_view label) {
  return std::find(card.labels.begin(), card.labels.end(), label) != card.labels.end();
}

bool is_rejected_for(const score::Scorecard& card, MeasureId id) {
  return std::any_of(card.rejects.begin(), card.rejects.end(), [id](const auto& r) { return r.measure == id; });
}

std::string text_of(const char* format, double a, double b) {
  char text[96];
  std::snprintf(text, sizeof text, format, a, b);
  return text;
}

/// Looks things up in the cards by variant.
class Judge {
 public:
  explicit Judge(SelfTest& test) : test_(test) {}

  [[nodiscard]] const score::Scorecard& card(Variant variant) const {
    return test_.cards[static_cast<std::size_t>(variant)].second;
  }
  [[nodiscard]] double value(Variant variant, MeasureId id) const { return card(variant)[id].value.value_or(-1e9); }

  void expect(std::string text, bool holds, std::string seen) {
    test_.expectations.push_back({std::move(text), holds, std::move(seen), false});
  }
  void skip(std::string text, std::string why) {
    test_.expectations.push_back({std::move(text), false, std::move(why), true});
  }
  void expect_less(const std::string& text, MeasureId id, Variant less, Variant more) {
    const double a = value(less, id);
    const double b = value(more, id);
    expect(text, a < b, text_of("%.2f < %.2f", a, b));
  }
  /// `is_found(card)` must be true for `owner` and for no other variant.
  template <typename Fault>
  void expect_only(const std::string& fault, Variant owner, const Fault& is_found) {
    std::string others;
    for (const auto& [variant, card] : test_.cards) {
      if (variant != owner && is_found(card)) others += " " + std::string(to_string(variant));
    }
    const bool is_on_owner = is_found(card(owner));
    expect(fault + " is found on " + std::string(to_string(owner)) + " and nowhere else", is_on_owner && others.empty(),
           std::string(is_on_owner ? "found there" : "missed there") + (others.empty() ? "" : ", also on" + others));
  }

 private:
  SelfTest& test_;
};

void judge_faults(Judge& judge) {
  const double clean = judge.card(Variant::Clean).overall;
  for (const Variant variant : {Variant::Noisy, Variant::Clipped, Variant::Telephone, Variant::Monotone, Variant::Roomy,
                                Variant::Quiet, Variant::Hum}) {
    const double spoiled = judge.card(variant).overall;
    judge.expect("clean scores above " + std::string(to_string(variant)), clean > spoiled,
                 text_of("%.1f > %.1f", clean, spoiled));
  }
  const double noisy = judge.card(Variant::Noisy).overall;
  const double clipped = judge.card(Variant::Clipped).overall;
  judge.expect("clipped ranks below noisy", clipped < noisy, text_of("%.1f < %.1f", clipped, noisy));
  judge.expect_less("… although its signal-to-noise ratio is higher", MeasureId::SnrDb, Variant::Noisy,
                    Variant::Clipped);
  judge.expect_only("a low signal-to-noise ratio", Variant::Noisy,
                    [](const auto& card) { return is_rejected_for(card, MeasureId::SnrDb); });
  judge.expect_only("clipping", Variant::Clipped,
                    [](const auto& card) { return is_rejected_for(card, MeasureId::ClippedPercent); });
  judge.expect_only("a muffled band", Variant::Telephone, [](const auto& card) { return has_label(card, "muffled"); });
  if (judge.card(Variant::Hum)[MeasureId::HumDb].value) {  // else there is too little pause to hear any hum in
    judge.expect_only("hum", Variant::Hum, [](const auto& card) { return has_label(card, "hum"); });
  }
  judge.expect("quiet is called quiet", has_label(judge.card(Variant::Quiet), "quiet"), "by its label");
}

void judge_delivery(Judge& judge) {
  judge.expect_less("monotone has less pitch spread", MeasureId::F0SpreadSt, Variant::Monotone, Variant::Clean);
  judge.expect_less("faster has a higher syllable rate", MeasureId::SyllableRateHz, Variant::Clean, Variant::Faster);
  judge.expect_less("slower has a lower syllable rate", MeasureId::SyllableRateHz, Variant::Slower, Variant::Clean);
  judge.expect_less("the room lowers SRMR", MeasureId::Srmr, Variant::Roomy, Variant::Clean);
}

std::string pace_line(Variant variant) {
  return std::string(to_string(variant)) + " has " + (variant == Variant::Faster ? "more" : "fewer") +
         " words a minute";
}

void judge_pace(Judge& judge, const SelfTest& test) {
  const auto pace = [&test](Variant v) { return test.words_per_minute[static_cast<std::size_t>(v)]; };
  for (const auto& [less, more, named] : {std::array{Variant::Clean, Variant::Faster, Variant::Faster},
                                          {Variant::Slower, Variant::Clean, Variant::Slower}}) {
    const auto a = pace(less);
    const auto b = pace(more);
    judge.expect(pace_line(named), a && b && *a < *b, text_of("%.0f < %.0f", a.value_or(-1.0), b.value_or(-1.0)));
  }
}

/// Clean, faster and slower as they are heard. The ranking's scorecards stay without words, so that no variant is
/// judged by another measure than the next.
Result<void> hear_pace(const CleanTake& clean, const HearSamples& hear, SelfTest& test) {
  for (const Variant variant : {Variant::Clean, Variant::Faster, Variant::Slower}) {
    const audio::AudioBuffer take = derive(clean, variant);
    TRY(const text::Transcript words, hear(take.view()));
    TRY(const auto card, score::score_take(take.view(), words));
    test.words_per_minute[static_cast<std::size_t>(variant)] = card[MeasureId::WordsPerMinute].value;
  }
  return {};
}

Result<void> check_pace(Judge& judge, const CleanTake& clean, const HearSamples& hear, SelfTest& test) {
  Result<void> heard = hear ? hear_pace(clean, hear, test) : Error{ErrorKind::Unavailable, "words were left out"};
  if (heard.ok()) {
    judge_pace(judge, test);
    return {};
  }
  if (heard.error().kind != ErrorKind::Unavailable) return heard.error();
  for (const Variant variant : {Variant::Faster, Variant::Slower})
    judge.skip(pace_line(variant), heard.error().message);
  return {};
}

/// The first tip must be about the fault that was put in.
void judge_advice(Judge& judge) {
  for (const auto& [variant, id] : {std::pair{Variant::Noisy, MeasureId::SnrDb},
                                    {Variant::Clipped, MeasureId::ClippedPercent},
                                    {Variant::Telephone, MeasureId::BandwidthHz}}) {
    const auto& advice = judge.card(variant).advice;
    const bool named =
        std::any_of(advice.begin(), advice.end(), [id = id](const auto& tip) { return tip.measure == id; });
    judge.expect("advice on " + std::string(to_string(variant)) + " names the fault", named,
                 advice.empty() ? "no advice" : advice.front().id);
  }
}

Result<CleanTake> clean_take(const audio::AudioView& view) {
  TRY(const auto measured, measure::measure_take(view, {.curves = measure::KeepCurves::Yes}));
  const auto& readings = measured.measurements.readings;
  if (!readings[MeasureId::SpeechLevelDbfs].value || !readings[MeasureId::F0MedianHz].value) {
    return Error{ErrorKind::InvalidInput, "the self-test needs a take with speech; none was found in this one."};
  }
  CleanTake clean;
  clean.audio = measure::analysis_signal(view);
  clean.speech_level_dbfs = *readings[MeasureId::SpeechLevelDbfs].value;
  clean.f0_median_hz = *readings[MeasureId::F0MedianHz].value;
  clean.pitch = measured.curves->pitch;
  return clean;
}

Result<score::Scorecard> scored(const CleanTake& clean, Variant variant) {
  score::ScoreOptions options;
  options.file = std::string(to_string(variant));
  return score::score_take(derive(clean, variant).view(), std::nullopt, options);
}

}  // namespace

bool SelfTest::holds() const {
  return std::all_of(expectations.begin(), expectations.end(), [](const auto& e) { return e.holds || e.is_skipped; });
}

Result<SelfTest> run_selftest(const audio::AudioView& view, const HearSamples& hear) {
  TRY(const CleanTake clean, clean_take(view));
  SelfTest test;
  for (const Variant variant : kAllVariants) {
    TRY(auto card, scored(clean, variant));
    test.cards.emplace_back(variant, std::move(card));
  }
  if (test.cards.front().second.verdict == score::Verdict::Reject) {
    return Error{ErrorKind::InvalidInput, "the self-test needs a clean take; this one is rejected: " +
                                              test.cards.front().second.rejects.front().why};
  }
  Judge judge(test);
  judge_faults(judge);
  judge_delivery(judge);
  TRY_VOID(check_pace(judge, clean, hear, test));
  judge_advice(judge);
  TRY(const auto again, scored(clean, Variant::Noisy));
  judge.expect("the same samples give the same scorecard",
               score::to_json(again).dump() == score::to_json(judge.card(Variant::Noisy)).dump(), "byte for byte");
  return test;
}

}  // namespace timbre::studio
