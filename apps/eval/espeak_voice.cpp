#include "espeak_voice.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "dsp/resample.h"
#include "prosody.h"
#include "text/espeak.h"

namespace timbre::app {
namespace {

constexpr int kHeardAtHz = 16000;
constexpr std::size_t kMostSentences = 8;  // about 25 s of speech: as much as a reference is measured on

/// What one of espeak-ng's settings gives, as measured.
struct Point {
  int setting = 0;
  double measured = 0;
};

struct Settings {
  std::vector<Point> pitch_hz;
  std::vector<Point> rate_hz;
  int sample_rate_hz = 0;
};

Result<Prosody> spoken(const std::vector<std::string>& sentences, const text::EspeakVoice& voice, int& rate_hz) {
  Prosody all;
  for (std::size_t i = 0; i < std::min(sentences.size(), kMostSentences); ++i) {
    TRY(const auto speech, text::espeak_speech(sentences[i], voice));
    rate_hz = speech.rate_hz;
    TRY(const Prosody one, prosody_of(dsp::resample(speech.samples, speech.rate_hz, kHeardAtHz)));
    all.add(one);
  }
  return all;
}

Result<Settings> measured(const std::vector<std::string>& sentences) {
  Settings settings;
  for (int pitch = 0; pitch <= 99; pitch += 11) {
    TRY(const auto prosody, spoken(sentences, {.pitch = pitch}, settings.sample_rate_hz));
    settings.pitch_hz.push_back({pitch, prosody.f0_median_hz()});
  }
  for (int speed = 80; speed <= 320; speed += 24) {
    TRY(const auto prosody, spoken(sentences, {.words_per_minute = speed}, settings.sample_rate_hz));
    settings.rate_hz.push_back({speed, prosody.syllables_hz()});
  }
  return settings;
}

/// The setting that gives `wanted`: on the first straight line between two points that crosses it, else the nearest.
int setting_for(const std::vector<Point>& points, double wanted) {
  for (std::size_t i = 1; i < points.size(); ++i) {
    const Point& a = points[i - 1];
    const Point& b = points[i];
    if (wanted < a.measured || wanted > b.measured || b.measured <= a.measured) continue;
    const double share = (wanted - a.measured) / (b.measured - a.measured);
    return static_cast<int>(std::lround(a.setting + share * (b.setting - a.setting)));
  }
  const auto distance = [&](const Point& p) { return std::abs(p.measured - wanted); };
  return std::min_element(points.begin(), points.end(),
                          [&](const auto& a, const auto& b) { return distance(a) < distance(b); })
      ->setting;
}

}  // namespace

Result<VoiceSystem> espeak_voice(const std::vector<std::string>& sentences) {
  TRY(Settings found, measured(sentences));
  const auto settings = std::make_shared<const Settings>(std::move(found));
  const auto as = [settings](const VoiceReference& reference) -> Result<SaySentence> {
    const text::EspeakVoice voice{.pitch = setting_for(settings->pitch_hz, reference.f0_median_hz),
                                  .words_per_minute = setting_for(settings->rate_hz, reference.syllables_hz)};
    return SaySentence([voice](const std::string& sentence, const SoundSink& sink) -> Result<void> {
      TRY(const auto speech, text::espeak_speech(sentence, voice));
      sink(speech.samples);
      return {};
    });
  };
  return VoiceSystem{.name = "espeak", .title = "espeak-ng", .rate_hz = settings->sample_rate_hz, .as = as};
}

}  // namespace timbre::app
