#include "score/fit.h"

#include <array>
#include <cmath>

#include "score/number_text.h"

namespace timbre::score {
namespace {

using measure::MeasureId;

std::string seconds(double value) { return number_text(value, 2) + " s"; }

/// Limits as they are written: 10 s, 1.5 s.
std::string limit(double value) { return number_text(value, value == std::floor(value) ? 0 : 1) + " s"; }

class Fitter {
 public:
  Fitter(const measure::TakeMeasurements& take, const text::Transcript* transcript, const Profile& profile)
      : take_(take), transcript_(transcript), p_(profile) {
    fit_.profile = p_.name;
    fit_.title = p_.title;
  }

  Fit run() {
    const auto& duration = take_.readings[MeasureId::DurationS].value;
    if (take_.findings.no_speech || take_.findings.is_silent || !duration) {
      refuse("there is no speech in it", "record a take with speech");
      return fit_;
    }
    check_length(*duration);
    check_rate();
    check_pauses();
    check_words();
    check_level();
    fit_.is_ideal = fit_.answer == FitAnswer::Accepts && fit_.why.empty();
    if (fit_.why.empty()) fit_.why.push_back(seconds(*duration) + " lies in the ideal range");
    return fit_;
  }

 private:
  [[nodiscard]] std::string export_advice() const { return "export it for " + p_.title + ": the best part is cut out"; }
  /// Reasons for a refusal come before remarks.
  void refuse(std::string why, std::string to_do) {
    const bool is_first = fit_.answer != FitAnswer::Refuses;
    fit_.answer = FitAnswer::Refuses;
    fit_.lost.reset();
    fit_.why.insert(is_first ? fit_.why.begin() : fit_.why.end(), std::move(why));
    fit_.to_do.insert(is_first ? fit_.to_do.begin() : fit_.to_do.end(), std::move(to_do));
  }
  void remark(std::string why) { fit_.why.push_back(std::move(why)); }
  void advise(std::string to_do) {
    for (const auto& known : fit_.to_do) {
      if (known == to_do) return;
    }
    fit_.to_do.push_back(std::move(to_do));
  }

  void check_length(double duration_s) {
    if (duration_s < p_.min_duration_s) {
      refuse(seconds(duration_s) + " is shorter than the " + limit(p_.min_duration_s) + " it needs",
             "record " + seconds(p_.min_duration_s - duration_s) + " more");
      return;
    }
    if (!p_.limit_s || duration_s <= *p_.limit_s) {
      if (duration_s >= p_.ideal_from_s && duration_s <= p_.ideal_to_s) return;
      remark(seconds(duration_s) + " is taken; " + limit(p_.ideal_from_s) + " to " + limit(p_.ideal_to_s) +
             " is ideal");
      return advise(duration_s > p_.ideal_to_s ? export_advice()
                                               : "record " + seconds(p_.ideal_from_s - duration_s) + " more");
    }
    const std::string over = seconds(duration_s) + " is longer than " + limit(*p_.limit_s);
    switch (p_.beyond) {
      case Beyond::Refuses:
        return refuse(over + ", the most it takes", export_advice());
      case Beyond::Truncates:
        part(TimeRange{*p_.limit_s, duration_s},
             "only the first " + limit(*p_.limit_s) + " are heard; " + seconds(duration_s - *p_.limit_s) + " are lost");
        return;
      case Beyond::CutsAtSilence:
        part(std::nullopt, over + ": it is cut at a silence that the model chooses");
        return;
      case Beyond::Warns:
        remark(over + ": it is taken, but works less well");
        return advise(export_advice());
      case Beyond::Accepts:
        return;
    }
  }
  void part(std::optional<TimeRange> lost, std::string why) {
    fit_.answer = FitAnswer::Part;
    fit_.lost = lost;
    remark(std::move(why));
    advise(export_advice());
  }

  void check_rate() {
    const auto& rate = take_.readings[MeasureId::SampleRateHz].value;
    if (!rate || *rate >= p_.min_rate_hz) return;
    const std::string low = number_text(*rate, 0) + " Hz is below its " + number_text(p_.min_rate_hz, 0) + " Hz";
    if (p_.low_rate == LowRate::Refuses) {
      refuse(low, "record at " + number_text(p_.min_rate_hz, 0) +
                      " Hz or more; export writes that rate but cannot add what "
                      "was not recorded");
    } else {
      remark(low + ": it is resampled, and the top of the band stays empty");
      advise("record at 48000 Hz");
    }
  }

  void check_pauses() {
    const auto& longest = take_.readings[MeasureId::PauseLongestS].value;
    if (!p_.max_pause_s || !longest || *longest <= *p_.max_pause_s) return;
    remark("its longest pause is " + seconds(*longest) + "; " + limit(*p_.max_pause_s) + " at most is wanted");
    advise(export_advice());
  }

  void check_words() {
    if (p_.words != WordsNeed::Required || transcript_ == nullptr) {
      if (p_.words == WordsNeed::Required) remark("its exact words have to be given too");
      if (p_.words == WordsNeed::Required) advise("check the words that are exported, or give your own");
      return;
    }
    const auto confidence = transcript_->confidence();
    if (!confidence) {
      remark("its exact words have to be given too, and none were found");
      advise("give the words yourself");
    } else if (*confidence < text::kUncertainBelow) {
      remark("its exact words have to be given too, and what was heard is uncertain");
      advise("correct the words, or give your own");
    }
  }

  void check_level() {
    const auto& peak = take_.readings[MeasureId::TruePeakDbtp].value;
    if (peak && *peak > 0.0) {
      remark("its true peak of " + number_text(*peak, 1) + " dBTP clips when it is converted");
      advise(export_advice());
    }
    const auto& loudness = take_.readings[MeasureId::LoudnessLufs].value;
    constexpr double kQuietLu = 14.0;  // under −30 LUFS for a target of −16: docs/score.md calls that too quiet
    if (loudness && p_.own_level.empty() && *loudness < p_.level_target_db - kQuietLu) {
      remark(number_text(*loudness, 1) + " LUFS is quiet");
      advise(export_advice());
    }
  }

  const measure::TakeMeasurements& take_;
  const text::Transcript* transcript_;
  const Profile& p_;
  Fit fit_;
};

}  // namespace

std::string_view to_string(FitAnswer answer) {
  constexpr std::array<std::string_view, 3> kNames{"accepts", "part", "refuses"};
  return kNames[static_cast<std::size_t>(answer)];
}

Fit fit_to(const measure::TakeMeasurements& take, const text::Transcript* transcript, const Profile& profile) {
  return Fitter(take, transcript, profile).run();
}

std::vector<Fit> fit_report(const measure::TakeMeasurements& take, const text::Transcript* transcript,
                            std::span<const Profile> profiles) {
  std::vector<Fit> out;
  for (const Profile& profile : profiles) out.push_back(fit_to(take, transcript, profile));
  return out;
}

}  // namespace timbre::score
