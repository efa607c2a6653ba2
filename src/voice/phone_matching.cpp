#include "voice/phone_matching.h"

#include <algorithm>
#include <array>

#include "phones/phone_features.h"

namespace timbre::voice {
namespace {

struct Pair {
  std::size_t wanted = 0;
  std::size_t heard = 0;
};

double unlikeness(phones::PhoneId a, phones::PhoneId b) {
  const auto* first = phones::find_phone(a);
  const auto* second = phones::find_phone(b);
  if (first == nullptr || second == nullptr) return 1.0;
  return phones::feature_distance(first->features, second->features);
}

/// The cheapest way from the first pair to the last in which each step goes on in one or in both.
class Path {
 public:
  Path(std::span<const phones::PhoneId> wanted, std::span<const HeardSound> heard)
      : columns_(heard.size()), cost_(wanted.size() * heard.size()), from_(cost_.size()) {
    for (std::size_t w = 0; w < wanted.size(); ++w) {
      for (std::size_t h = 0; h < columns_; ++h) reach({w, h}, unlikeness(wanted[w], heard[h].id));
    }
  }

  [[nodiscard]] std::vector<Pair> pairs() const {
    Pair at{cost_.size() / columns_ - 1, columns_ - 1};
    std::vector<Pair> pairs{at};
    while (at.wanted > 0 || at.heard > 0) pairs.push_back(at = from_[index(at)]);
    std::reverse(pairs.begin(), pairs.end());
    return pairs;
  }

 private:
  [[nodiscard]] std::size_t index(Pair pair) const { return pair.wanted * columns_ + pair.heard; }

  /// Of ways that cost the same, the one where both go on.
  void reach(Pair at, double cost) {
    const auto [w, h] = at;
    if (w == 0 && h == 0) {
      cost_[0] = cost;
      return;
    }
    std::array<Pair, 3> ways{Pair{w - 1, h - 1}, Pair{w - 1, h}, Pair{w, h - 1}};
    const auto first = ways.begin() + (w > 0 && h > 0 ? 0 : w > 0 ? 1 : 2);
    const auto last = h == 0 ? ways.begin() + 2 : ways.end();
    from_[index(at)] =
        *std::min_element(first, last, [&](Pair a, Pair b) { return cost_[index(a)] < cost_[index(b)]; });
    cost_[index(at)] = cost_[index(from_[index(at)])] + cost;
  }

  std::size_t columns_;
  std::vector<double> cost_;
  std::vector<Pair> from_;
};

/// Where each pair ends when those of one heard sound share its time equally.
std::vector<double> ends_of(const std::vector<Pair>& pairs, std::span<const HeardSound> heard) {
  std::vector<double> ends;
  for (std::size_t first = 0; first < pairs.size();) {
    std::size_t last = first;
    while (last < pairs.size() && pairs[last].heard == pairs[first].heard) ++last;
    const std::size_t sound = pairs[first].heard;
    const double start_s = heard[sound].range.start_s;
    const double end_s = sound + 1 < heard.size() ? heard[sound + 1].range.start_s : heard[sound].range.end_s;
    for (std::size_t i = first; i < last; ++i) {
      const double share = static_cast<double>(i + 1 - first) / static_cast<double>(last - first);
      ends.push_back(i + 1 == last ? end_s : start_s + share * (end_s - start_s));
    }
    first = last;
  }
  return ends;
}

std::vector<Pair> one_to_one(std::size_t count) {
  std::vector<Pair> pairs(count);
  for (std::size_t i = 0; i < count; ++i) pairs[i] = {i, i};
  return pairs;
}

}  // namespace

std::vector<TimeRange> match_times(std::span<const phones::PhoneId> wanted, std::span<const HeardSound> heard) {
  if (wanted.empty() || heard.empty()) return {};
  const auto pairs = wanted.size() == heard.size() ? one_to_one(wanted.size()) : Path(wanted, heard).pairs();
  const auto ends = ends_of(pairs, heard);
  std::vector<TimeRange> times(wanted.size());
  double at_s = heard.front().range.start_s;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (i == 0 || pairs[i].wanted != pairs[i - 1].wanted) times[pairs[i].wanted].start_s = at_s;
    at_s = ends[i];
    times[pairs[i].wanted].end_s = at_s;
  }
  return times;
}

}  // namespace timbre::voice
