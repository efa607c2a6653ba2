#include "alignment/alignment_trial.h"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace timbre::alignment {
namespace {

/// Three states of 10 ms: no phone can be shorter.
constexpr double kShortestPhoneS = 0.031;

double at_share(std::vector<double> values, double share) {
  if (values.empty()) return 0.0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

void judge(const asr::AlignedWord& word, Plausibility& found) {
  ++found.aligned;
  found.with_phones += word.phones.empty() ? 0 : 1;
  double last_s = word.range.start_s;
  for (const auto& phone : word.phones) {
    const double length_s = phone.range.end_s - phone.range.start_s;
    found.is_monotone = found.is_monotone && length_s > 0.0 && phone.range.start_s >= last_s - 1e-6;
    last_s = phone.range.end_s;
    ++found.phones;
    found.shortest_phones += length_s < kShortestPhoneS ? 1 : 0;
    if (length_s <= found.longest_phone_s) continue;
    found.longest_phone_s = length_s;
    found.longest_phone = phone.name + " of " + word.text;
  }
}

}  // namespace

void BoundaryErrors::append(const BoundaryErrors& other) {
  starts_s.insert(starts_s.end(), other.starts_s.begin(), other.starts_s.end());
  ends_s.insert(ends_s.end(), other.ends_s.begin(), other.ends_s.end());
  missing += other.missing;
}

BoundaryErrors boundary_errors(const std::vector<TrueSpeech>& speech) {
  BoundaryErrors errors;
  for (const TrueSpeech& said : speech) {
    const auto alignment = asr::align(said.samples, said.text, {"en", false, {}});
    for (const TrueWord& word : said.words) {
      if (!alignment.ok() || word.index >= alignment->words.size()) {
        ++errors.missing;
        continue;
      }
      const TimeRange found = alignment->words[word.index].range;
      errors.starts_s.push_back(found.start_s - word.range.start_s);
      errors.ends_s.push_back(found.end_s - word.range.end_s);
    }
  }
  return errors;
}

double magnitude_quantile(std::vector<double> values, double share) {
  for (double& value : values) value = std::abs(value);
  return at_share(std::move(values), share);
}

double median(std::vector<double> values) { return at_share(std::move(values), 0.5); }

std::vector<double> both(const BoundaryErrors& errors) {
  std::vector<double> all = errors.starts_s;
  all.insert(all.end(), errors.ends_s.begin(), errors.ends_s.end());
  return all;
}

const std::vector<Voice>& voices() {
  static const std::vector<Voice> all{{"flite", "kal16", 0, true},
                                      {"flite", "awb", 0, true},
                                      {"flite", "rms", 0, false},
                                      {"flite", "slt", 0, false},
                                      {"espeak-ng", "en-us", 160, true},
                                      {"espeak-ng", "en-us+f2", 140, false},
                                      {"espeak-ng", "en-us+m3", 175, false},
                                      {"espeak-ng", "en-gb-x-rp", 190, false}};
  return all;
}

std::vector<TrueSpeech> speech_of(const Voice& voice) {
  return voice.engine == "flite" ? flite_speech(voice.name) : espeak_speech(voice.name, voice.words_per_minute);
}

TrueSpeech long_take(const Voice& voice, double length_s) {
  constexpr double kRateHz = 16000.0;
  const auto speech = speech_of(voice);
  TrueSpeech take{voice.engine, voice.name, "", {}, {}};
  std::size_t words = 0;
  for (std::size_t i = 0; !speech.empty(); i = (i + 1) % speech.size()) {
    const double start_s = static_cast<double>(take.samples.size()) / kRateHz;
    if (start_s >= length_s) break;
    for (const TrueWord& word : speech[i].words)
      take.words.push_back({words + word.index, {start_s + word.range.start_s, start_s + word.range.end_s}});
    take.text += speech[i].text + " ";
    words += static_cast<std::size_t>(std::count(speech[i].text.begin(), speech[i].text.end(), ' ')) + 1;
    take.samples.insert(take.samples.end(), speech[i].samples.begin(), speech[i].samples.end());
  }
  return take;
}

Plausibility plausibility(const asr::Alignment& alignment, std::size_t words) {
  Plausibility found;
  found.words = words;
  found.confidence = alignment.confidence;
  double last_s = 0.0;
  for (const auto& word : alignment.words) {
    if (word.reading != asr::Reading::Read) continue;
    found.is_monotone =
        found.is_monotone && word.range.start_s >= last_s - 1e-6 && word.range.end_s > word.range.start_s;
    last_s = word.range.end_s;
    judge(word, found);
  }
  found.is_monotone = found.is_monotone && last_s <= alignment.duration_s + 1e-6;
  if (alignment.words.empty()) return found;
  const double length_s = alignment.words.back().range.end_s - alignment.words.front().range.start_s;
  if (length_s > 0.0) found.words_per_minute = 60.0 * static_cast<double>(found.aligned) / length_s;
  return found;
}

std::string wrong_text(std::size_t words) {
  std::string text;
  std::size_t count = 0;
  for (const auto& sentence : sentences()) {
    std::istringstream in(sentence);
    for (std::string word; count < words && in >> word; ++count) text += (text.empty() ? "" : " ") + word;
  }
  return text;
}

}  // namespace timbre::alignment
