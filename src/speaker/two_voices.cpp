#include "speaker/two_voices.h"

#include <algorithm>
#include <cmath>

namespace timbre::speaker {
namespace {

constexpr int kMostRounds = 10;

using Sum = std::vector<double>;

void add(Sum& sum, const Embedding& embedding, double sign) {
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += sign * embedding[i];
}

double product(const Sum& a, const Sum& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

double cosine_of(const Sum& a, const Sum& b) {
  const double lengths = std::sqrt(product(a, a) * product(b, b));
  return lengths > 0 ? product(a, b) / lengths : 0.0;
}

double cosine_of(const Embedding& window, const Sum& sum) { return cosine_of(Sum(window.begin(), window.end()), sum); }

struct Groups {
  std::vector<std::uint8_t> is_other;
  Sum other, rest;
  std::size_t other_count = 0;
};

Groups groups_of(std::span<const Embedding> windows, std::vector<std::uint8_t> is_other) {
  Groups groups{std::move(is_other), Sum(windows[0].size(), 0.0), Sum(windows[0].size(), 0.0), 0};
  for (std::size_t i = 0; i < windows.size(); ++i) {
    add(groups.is_other[i] != 0 ? groups.other : groups.rest, windows[i], 1.0);
    groups.other_count += groups.is_other[i];
  }
  return groups;
}

/// The run of windows that is least like the rest.
std::vector<std::uint8_t> oddest_run(std::span<const Embedding> windows) {
  const std::size_t count = windows.size();
  Sum all(windows[0].size(), 0.0);
  for (const Embedding& window : windows) add(all, window, 1.0);
  double least = 2.0;
  std::size_t best_from = 0;
  std::size_t best_to = 1;
  for (std::size_t from = 0; from < count; ++from) {
    Sum inside(all.size(), 0.0);
    Sum outside = all;
    for (std::size_t to = from + 1; to <= std::min(count, from + count / 2); ++to) {
      add(inside, windows[to - 1], 1.0);
      add(outside, windows[to - 1], -1.0);
      const double alike = cosine_of(inside, outside);
      if (alike >= least) continue;
      least = alike;
      best_from = from;
      best_to = to;
    }
  }
  std::vector<std::uint8_t> is_other(count, 0);
  std::fill(is_other.begin() + static_cast<std::ptrdiff_t>(best_from),
            is_other.begin() + static_cast<std::ptrdiff_t>(best_to), std::uint8_t{1});
  return is_other;
}

/// Each window to the mean it is more like, itself left out of its own; never an empty group.
Groups exchanged(std::span<const Embedding> windows, Groups groups) {
  for (int round = 0; round < kMostRounds; ++round) {
    std::vector<std::uint8_t> next = groups.is_other;
    for (std::size_t i = 0; i < windows.size(); ++i) {
      const bool is_other = groups.is_other[i] != 0;
      Sum own = is_other ? groups.other : groups.rest;
      add(own, windows[i], -1.0);
      const bool is_alone = (is_other ? groups.other_count : windows.size() - groups.other_count) == 1;
      if (is_alone) continue;
      const Sum& others = is_other ? groups.rest : groups.other;
      if (cosine_of(windows[i], own) < cosine_of(windows[i], others)) next[i] = is_other ? 0 : 1;
    }
    const auto count = static_cast<std::size_t>(std::count(next.begin(), next.end(), std::uint8_t{1}));
    if (next == groups.is_other || count == 0 || count == windows.size()) break;
    groups = groups_of(windows, std::move(next));
  }
  return groups;
}

/// Mean over a group of how much more a window is like its own than like the other group.
double contrast_of(std::span<const Embedding> windows, const Groups& groups, std::uint8_t group) {
  double sum = 0;
  std::size_t count = 0;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    if (groups.is_other[i] != group) continue;
    Sum own = group != 0 ? groups.other : groups.rest;
    add(own, windows[i], -1.0);
    sum += cosine_of(windows[i], own) - cosine_of(windows[i], group != 0 ? groups.rest : groups.other);
    ++count;
  }
  return sum / static_cast<double>(count);
}

}  // namespace

std::optional<VoiceSplit> split_voices(std::span<const Embedding> windows) {
  if (windows.size() < 3 || windows[0].empty()) return std::nullopt;
  Groups groups = exchanged(windows, groups_of(windows, oddest_run(windows)));
  const std::size_t rest = windows.size() - groups.other_count;
  if (groups.other_count > rest || (groups.other_count == rest && groups.is_other[0] != 0)) {
    for (std::uint8_t& label : groups.is_other) label ^= 1U;
    groups = groups_of(windows, groups.is_other);
  }
  VoiceSplit split;
  split.cosine = cosine_of(groups.other, groups.rest);
  split.contrast = contrast_of(windows, groups, groups.other_count > 1 ? 1 : 0);
  split.other_count = groups.other_count;
  split.is_other = std::move(groups.is_other);
  return split;
}

}  // namespace timbre::speaker
