#include "score/best_window.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "score/number_text.h"

namespace timbre::score {
namespace {

constexpr double kLeastCutPauseS = 0.12;
constexpr double kUsualMaxPauseS = 0.5;
constexpr double kUsualFirstS = 6.0;
constexpr double kFirstShare = 0.25;
constexpr double kTakenBeyondIdeal = 2.0;  // where a model states no limit, up to twice the ideal
constexpr double kRounding = 10000.0;
constexpr double kBeyondTakeS = 0.05;  // how far a person may point past the end
constexpr double kSilentShare = 0.5;   // frames with more exact zeros hold no room
constexpr std::size_t kLeastNoiseFrames = 20;

double grade(double value, double from, double to) { return std::clamp((value - from) / (to - from), 0.0, 1.0); }

/// Sums over the frames before each frame, so that any stretch is two look-ups.
struct Sums {
  double speech = 0, speech_power = 0, level_db = 0, level_db2 = 0;
  double noise = 0, noise_power = 0;
  double voiced = 0, semitones = 0, semitones2 = 0;
  double faults = 0;

  friend Sums operator-(Sums a, const Sums& b) {
    a.speech -= b.speech, a.speech_power -= b.speech_power, a.level_db -= b.level_db, a.level_db2 -= b.level_db2;
    a.noise -= b.noise, a.noise_power -= b.noise_power;
    a.voiced -= b.voiced, a.semitones -= b.semitones, a.semitones2 -= b.semitones2;
    a.faults -= b.faults;
    return a;
  }
};

double spread(double count, double sum, double sum2) {
  if (count < 2.0) return 0.0;
  return std::sqrt(std::max(0.0, (sum2 - sum * sum / count) / (count - 1.0)));
}

double fault_weight(measure::EventKind kind) {
  switch (kind) {
    case measure::EventKind::Clip:
      return 4.0;
    case measure::EventKind::Click:
      return 2.0;
    case measure::EventKind::Plosive:
      return 1.0;
    case measure::EventKind::Sibilance:
      return 0.0;
  }
  return 0.0;
}

std::vector<Sums> running_sums(const WindowEvidence& e) {
  const std::size_t count = std::min(e.activity.is_speech.size(), e.levels.mean_square.size());
  std::vector<double> faults(count, 0.0);
  for (const auto& event : e.events) {
    const auto frame = static_cast<std::size_t>(std::max(0.0, event.range.start_s / e.activity.hop_s));
    if (frame < count) faults[frame] += fault_weight(event.kind);
  }
  std::vector<Sums> sums(count + 1);
  for (std::size_t i = 0; i < count; ++i) {
    Sums& next = sums[i + 1] = sums[i];
    const double power = static_cast<double>(e.levels.mean_square[i]);
    if (e.activity.is_speech[i] != 0) {
      const double db = 10.0 * std::log10(std::max(power, 1e-20));
      next.speech += 1, next.speech_power += power, next.level_db += db, next.level_db2 += db * db;
    } else if (e.levels.zero_share[i] < kSilentShare) {
      next.noise += 1, next.noise_power += power;
    }
    if (const float f0 = e.pitch.at((static_cast<double>(i) + 0.5) * e.activity.hop_s); f0 > 0.0F) {
      const double st = 12.0 * std::log2(static_cast<double>(f0) / 100.0);
      next.voiced += 1, next.semitones += st, next.semitones2 += st * st;
    }
    next.faults += faults[i];
  }
  return sums;
}

bool ends_with_any(const std::string& word, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return word.ends_with(end); });
}
bool ends_sentence(const std::string& word) {
  return ends_with_any(word, {".", "!", "?", "…", ".\"", "!\"", "?\"", "”"});
}
bool ends_phrase(const std::string& word) { return ends_with_any(word, {",", ";", ":", "–", "—", ")"}); }

/// A place where a window may begin or end: the pause before segment i, or the end of the take.
struct Place {
  bool is_allowed = true;
  double pause_s = 0.0;
  double quality = 1.0;          ///< as a boundary, 0…1
  std::size_t words_before = 0;  ///< words of the transcript that lie before it
};

class Picker {
 public:
  Picker(const WindowEvidence& evidence, const Profile& profile)
      : e_(evidence), p_(profile), segments_(evidence.activity.segments()), sums_(running_sums(evidence)) {
    if (segments_.empty()) return;
    read_words();
    for (std::size_t i = 0; i <= segments_.size(); ++i) places_.push_back(place(i));
  }

  Result<ClipWindow> best() {
    if (segments_.empty()) return Error{ErrorKind::InvalidInput, "no speech was found, so there is nothing to cut"};
    if (e_.prefers_all_speech) {
      if (auto whole = all_speech()) return *whole;
    }
    if (auto ideal = best_between(p_.ideal_from_s, p_.ideal_to_s, false)) return *ideal;
    if (auto possible = best_between(p_.min_duration_s, longest(), true)) return *possible;
    return why_none();
  }

  Result<ClipWindow> chosen(TimeRange wanted) {
    if (segments_.empty()) return Error{ErrorKind::InvalidInput, "no speech was found, so there is nothing to cut"};
    TRY_VOID(check_inside(wanted));
    const std::size_t count = segments_.size();
    const auto nearest = [&](std::size_t from, auto is_allowed, auto distance) {
      std::size_t best = from;
      for (std::size_t i = from; i < count; ++i) {
        if (is_allowed(i) && (!is_allowed(best) || distance(i) < distance(best))) best = i;
      }
      return best;
    };
    const std::size_t first = nearest(
        0, [&](std::size_t i) { return places_[i].is_allowed; },
        [&](std::size_t i) { return std::abs(segments_[i].start_s - wanted.start_s); });
    const std::size_t last = nearest(
        first, [&](std::size_t i) { return places_[i + 1].is_allowed; },
        [&](std::size_t i) { return std::abs(segments_[i].end_s - wanted.end_s); });
    ClipWindow chosen = window(first, last, longest_pause(first, last));
    const double clip_s = length_s(chosen.speech) + margins_s();
    TRY_VOID(check_length(chosen.speech, clip_s));
    chosen.is_ideal = clip_s >= p_.ideal_from_s && clip_s <= p_.ideal_to_s;
    return chosen;
  }

 private:
  static double length_s(const TimeRange& range) { return range.end_s - range.start_s; }

  [[nodiscard]] double longest_pause(std::size_t first, std::size_t last) const {
    double longest = 0.0;
    for (std::size_t i = first + 1; i <= last; ++i) longest = std::max(longest, places_[i].pause_s);
    return longest;
  }

  [[nodiscard]] Result<void> check_inside(const TimeRange& wanted) const {
    const double take_s = static_cast<double>(e_.activity.is_speech.size()) * e_.activity.hop_s;
    const std::string shown = number_text(wanted.start_s, 2) + " to " + number_text(wanted.end_s, 2) + " s";
    if (!(wanted.start_s < wanted.end_s)) {
      return Error{ErrorKind::InvalidInput,
                   "the window from " + shown + " is empty; its end must come after its start"};
    }
    if (wanted.start_s >= 0.0 && wanted.end_s <= take_s + kBeyondTakeS) return {};
    return Error{ErrorKind::InvalidInput, "the window from " + shown + " lies outside the take, which has " +
                                              number_text(take_s, 2) + " s; choose one within it"};
  }

  [[nodiscard]] Result<void> check_length(const TimeRange& speech, double clip_s) const {
    const std::string shown = "the window from " + number_text(speech.start_s, 2) + " to " +
                              number_text(speech.end_s, 2) + " s gives a clip of " + number_text(clip_s, 2) +
                              " s, silence around the speech included; " + p_.title;
    if (clip_s < p_.min_duration_s) {
      return Error{ErrorKind::InvalidInput,
                   shown + " needs at least " + number_text(p_.min_duration_s, 1) + " s. Choose a longer part"};
    }
    if (!p_.limit_s || clip_s <= *p_.limit_s) return {};
    return Error{ErrorKind::InvalidInput,
                 shown + " takes at most " + number_text(*p_.limit_s, 1) + " s. Choose a shorter part"};
  }

  [[nodiscard]] double longest() const { return p_.limit_s.value_or(p_.ideal_to_s * kTakenBeyondIdeal); }
  [[nodiscard]] double margins_s() const { return p_.lead_s + p_.tail_s; }
  [[nodiscard]] double span_s() const { return segments_.back().end_s - segments_.front().start_s; }

  void read_words() {
    if (e_.transcript == nullptr || e_.transcript->words.empty()) return;
    words_ = &e_.transcript->words;
    has_sentences_ = std::any_of(words_->begin(), words_->end(), [](const auto& w) { return ends_sentence(w.text); });
    confidence_.assign(words_->size() + 1, 0.0);
    for (std::size_t i = 0; i < words_->size(); ++i) confidence_[i + 1] = confidence_[i] + (*words_)[i].confidence;
  }

  [[nodiscard]] Place place(std::size_t index) const {
    const bool is_first = index == 0;
    const bool is_last = index == segments_.size();
    const double from = is_first ? 0.0 : segments_[index - 1].end_s;
    const double frames_s = static_cast<double>(e_.activity.is_speech.size()) * e_.activity.hop_s;
    const double to = is_last ? frames_s : segments_[index].start_s;
    Place out;
    out.pause_s = std::max(0.0, to - from);
    const bool is_edge = is_first || is_last;
    out.is_allowed = is_edge || out.pause_s >= kLeastCutPauseS;
    out.quality = 0.2 + 0.8 * grade(out.pause_s, 0.15, 0.6);
    if (is_edge) out.quality = (is_first ? e_.cut_start : e_.cut_end) ? 0.0 : 1.0;
    if (words_ != nullptr) add_words(out, from, to, is_edge);
    return out;
  }

  void add_words(Place& out, double from, double to, bool is_edge) const {
    const double middle = 0.5 * (from + to);
    const auto before = [&](const text::TimedWord& w) { return 0.5 * (w.range.start_s + w.range.end_s) < middle; };
    const auto next = std::partition_point(words_->begin(), words_->end(), before);
    out.words_before = static_cast<std::size_t>(next - words_->begin());
    if (is_edge) {
      out.words_before = from <= 0.0 && to <= segments_.front().start_s ? 0 : words_->size();
      return;
    }
    const auto covers = [&](const text::TimedWord& w) { return w.range.start_s <= from && w.range.end_s >= to; };
    if (next != words_->end() && covers(*next)) out.is_allowed = false;
    if (next == words_->begin()) return;
    const text::TimedWord& last = *std::prev(next);
    if (covers(last)) out.is_allowed = false;
    if (!has_sentences_) return;
    if (ends_sentence(last.text)) {
      out.quality = 1.0;
    } else {
      out.quality *= ends_phrase(last.text) ? 0.7 : 0.4;
    }
  }

  [[nodiscard]] Sums between(double start_s, double end_s) const {
    const auto frame = [&](double time_s) {
      const double at = std::clamp(time_s / e_.activity.hop_s, 0.0, static_cast<double>(sums_.size() - 1));
      return static_cast<std::size_t>(std::lround(at));
    };
    return sums_[frame(end_s)] - sums_[frame(start_s)];
  }

  /// All but boundaries and words, weighted; the weights add up to 0.85.
  [[nodiscard]] double sound(double start_s, double end_s, double noise_from_s, double noise_to_s,
                             double longest_pause_s) const {
    const Sums s = between(start_s, end_s);
    Sums noise = between(noise_from_s, noise_to_s);
    if (noise.noise < kLeastNoiseFrames) noise = sums_.back();
    double signal = 0.7;  // no room to hear: neither good nor bad
    if (noise.noise > 0 && noise.noise_power > 0 && s.speech > 0) {
      signal = grade(10.0 * std::log10(s.speech_power / s.speech / (noise.noise_power / noise.noise)), 10.0, 50.0);
    }
    const double faults = std::exp2(-s.faults / std::max(0.1, end_s - start_s) / 0.35);
    const double expression = 0.5 * grade(spread(s.voiced, s.semitones, s.semitones2), 1.0, 4.0) +
                              0.5 * grade(spread(s.speech, s.level_db, s.level_db2), 2.0, 8.0);
    const double wanted = p_.max_pause_s.value_or(kUsualMaxPauseS);
    const double continuity = 1.0 - grade(longest_pause_s, wanted, 3.0 * wanted);
    return 0.25 * signal + 0.25 * faults + 0.2 * expression + 0.15 * continuity;
  }

  /// The beginning of a window that starts at segment `first` and reaches to `end_s`.
  [[nodiscard]] double beginning(std::size_t first, double end_s) const {
    const double start_s = segments_[first].start_s;
    const double to = std::min(end_s, start_s + p_.first_s.value_or(kUsualFirstS));
    double longest_pause = 0.0;
    for (std::size_t i = first + 1; i < segments_.size() && segments_[i].start_s < to; ++i) {
      longest_pause = std::max(longest_pause, places_[i].pause_s);
    }
    return sound(start_s, to, start_s - places_[first].pause_s, to, longest_pause) / 0.85;
  }

  [[nodiscard]] ClipWindow window(std::size_t first, std::size_t last, double longest_pause_s) const {
    ClipWindow w;
    w.speech = {segments_[first].start_s, segments_[last].end_s};
    const Place& begin = places_[first];
    const Place& end = places_[last + 1];
    w.before_s = begin.pause_s;
    w.after_s = end.pause_s;
    w.first_word = begin.words_before;
    w.word_count = end.words_before - std::min(end.words_before, begin.words_before);
    w.longest_pause_s = longest_pause_s;
    w.is_all_speech = first == 0 && last + 1 == segments_.size();
    double total = sound(w.speech.start_s, w.speech.end_s, w.speech.start_s - w.before_s, w.speech.end_s + w.after_s,
                         longest_pause_s) +
                   0.15 * 0.5 * (begin.quality + end.quality);
    if (words_ != nullptr && w.word_count > 0) {
      const double mean =
          (confidence_[end.words_before] - confidence_[begin.words_before]) / static_cast<double>(w.word_count);
      total = (total + 0.15 * mean) / 1.15;
    }
    w.score = (1.0 - kFirstShare) * total + kFirstShare * beginning(first, w.speech.end_s);
    return w;
  }

  /// Everything from the first voice to the last, where it is not too short or too long.
  [[nodiscard]] std::optional<ClipWindow> all_speech() const {
    const double clip_s = span_s() + margins_s();
    if (clip_s < p_.min_duration_s || clip_s > longest()) return std::nullopt;
    ClipWindow whole = window(0, segments_.size() - 1, longest_pause(0, segments_.size() - 1));
    whole.is_ideal = clip_s >= p_.ideal_from_s && clip_s <= p_.ideal_to_s;
    return whole;
  }

  /// Among windows whose clip is from … to long. Outside the ideal range, the nearer to it the better.
  [[nodiscard]] std::optional<ClipWindow> best_between(double from_s, double to_s, bool counts_distance) const {
    std::optional<ClipWindow> best;
    double best_rank = -std::numeric_limits<double>::infinity();
    for (std::size_t first = 0; first < segments_.size(); ++first) {
      if (!places_[first].is_allowed) continue;
      double longest_pause = 0.0;
      for (std::size_t last = first; last < segments_.size(); ++last) {
        if (last > first) longest_pause = std::max(longest_pause, places_[last].pause_s);
        const double clip_s = segments_[last].end_s - segments_[first].start_s + margins_s();
        if (clip_s > to_s) break;
        if (clip_s < from_s || !places_[last + 1].is_allowed) continue;
        ClipWindow candidate = window(first, last, longest_pause);
        double rank = candidate.score;
        candidate.is_ideal = !counts_distance;
        if (counts_distance) {
          const double off = std::max({p_.ideal_from_s - clip_s, clip_s - p_.ideal_to_s, 0.0});
          rank -= off / p_.ideal_from_s;
        }
        rank = std::round(rank * kRounding);
        const bool is_longer_twin = best && rank == best_rank && candidate.speech.start_s == best->speech.start_s;
        if (rank > best_rank || is_longer_twin) {
          best = candidate;
          best_rank = rank;
        }
      }
    }
    return best;
  }

  [[nodiscard]] Error why_none() const {
    const double whole_s = span_s() + margins_s();
    if (whole_s < p_.min_duration_s) {
      return {ErrorKind::InvalidInput, p_.title + " needs a clip of at least " + number_text(p_.min_duration_s, 1) +
                                           " s; this take gives " + number_text(whole_s, 2) +
                                           " s, silence around the speech included. Record " +
                                           number_text(p_.min_duration_s - whole_s, 2) + " s more"};
    }
    return {ErrorKind::InvalidInput,
            p_.title + " takes " + number_text(p_.min_duration_s, 1) + " to " + number_text(longest(), 1) +
                " s, and the take has no two pauses that far apart to cut at; its speech runs from " +
                number_text(segments_.front().start_s, 2) + " to " + number_text(segments_.back().end_s, 2) +
                " s. Leave a pause of a quarter of a second between sentences"};
  }

  const WindowEvidence& e_;
  const Profile& p_;
  std::vector<TimeRange> segments_;
  std::vector<Sums> sums_;
  std::vector<Place> places_;  // one before each segment and one after the last
  const std::vector<text::TimedWord>* words_ = nullptr;
  bool has_sentences_ = false;
  std::vector<double> confidence_;  // running sum over words
};

}  // namespace

Result<ClipWindow> find_best_window(const WindowEvidence& evidence, const Profile& profile) {
  return Picker(evidence, profile).best();
}

Result<ClipWindow> chosen_window(const WindowEvidence& evidence, const Profile& profile, TimeRange wanted) {
  return Picker(evidence, profile).chosen(wanted);
}

}  // namespace timbre::score
