#include "text/textgrid.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string_view>

namespace timbre::text {
namespace {

// Times are written to a microsecond; what is shorter is no interval.
constexpr double kShortestS = 1e-6;

std::string number(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.6f", value);
  std::string trimmed(text);
  trimmed.erase(trimmed.find_last_not_of('0') + 1);
  if (trimmed.back() == '.') trimmed.pop_back();
  return trimmed;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  }
  return out + "\"";
}

double rounded(double seconds) { return std::round(seconds * 1e6) / 1e6; }

/// Labels and the silences between them, from 0 to `xmax_s`.
std::vector<LabelledInterval> without_gaps(const IntervalTier& tier, double xmax_s) {
  std::vector<LabelledInterval> out;
  double at_s = 0.0;
  for (const auto& label : tier.intervals) {
    const double start_s = std::max(at_s, rounded(label.range.start_s));
    const double end_s = rounded(label.range.end_s);
    if (!(end_s - start_s >= kShortestS / 2.0)) continue;
    if (start_s - at_s >= kShortestS / 2.0) out.push_back({{at_s, start_s}, ""});
    out.push_back({{start_s, end_s}, label.text});
    at_s = end_s;
  }
  if (xmax_s - at_s >= kShortestS / 2.0) out.push_back({{at_s, xmax_s}, ""});
  return out;
}

void add_tier(std::string& out, const IntervalTier& tier, std::size_t index, double xmax_s) {
  const auto intervals = without_gaps(tier, xmax_s);
  out += "    item [" + std::to_string(index) +
         "]:\n        class = \"IntervalTier\"\n        name = " + quoted(tier.name) +
         "\n        xmin = 0\n        xmax = " + number(xmax_s) +
         "\n        intervals: size = " + std::to_string(intervals.size()) + "\n";
  for (std::size_t i = 0; i < intervals.size(); ++i) {
    out += "        intervals [" + std::to_string(i + 1) +
           "]:\n            xmin = " + number(intervals[i].range.start_s) +
           "\n            xmax = " + number(intervals[i].range.end_s) +
           "\n            text = " + quoted(intervals[i].text) + "\n";
  }
}

}  // namespace

std::string write_textgrid(const std::vector<IntervalTier>& tiers, double duration_s) {
  double xmax_s = std::max(0.001, rounded(duration_s));
  for (const auto& tier : tiers)
    for (const auto& label : tier.intervals) xmax_s = std::max(xmax_s, rounded(label.range.end_s));
  std::string out = "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0\nxmax = " + number(xmax_s) +
                    "\ntiers? <exists>\nsize = " + std::to_string(tiers.size()) + "\nitem []:\n";
  for (std::size_t i = 0; i < tiers.size(); ++i) add_tier(out, tiers[i], i + 1, xmax_s);
  return out;
}

IntervalTier tier_of(const std::vector<TimedWord>& words) {
  IntervalTier tier{"words", {}};
  for (const auto& word : words) tier.intervals.push_back({word.range, word.text});
  return tier;
}

}  // namespace timbre::text
