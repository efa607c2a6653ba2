#include "text/subtitles.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string_view>

#include "text/phrases.h"

namespace timbre::text {
namespace {

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// One line, or two of most equal length; empty where neither fits.
std::vector<std::string> as_lines(const std::string& text, std::size_t columns) {
  if (columns_of(text) <= columns) return {text};
  std::vector<std::string> best;
  std::size_t least = columns + 1;
  for (std::size_t at = text.find(' '); at != std::string::npos; at = text.find(' ', at + 1)) {
    const std::string_view whole(text);
    const std::size_t longer = std::max(columns_of(whole.substr(0, at)), columns_of(whole.substr(at + 1)));
    if (longer >= least) continue;
    least = longer;
    best = {text.substr(0, at), text.substr(at + 1)};
  }
  return best;
}

void add_cues(const std::vector<TimedWord>& words, WordRun run, const SubtitleOptions& options, std::vector<Cue>& out) {
  const TimeRange range = range_of(words, run);
  const std::string text = text_of(words, run);
  std::vector<std::string> lines = as_lines(text, options.line_columns);
  const bool is_single = run.end - run.first == 1;
  if (is_single || (!lines.empty() && range.end_s - range.start_s <= options.longest_s)) {
    if (lines.empty()) lines = {text};
    out.push_back({range, std::move(lines)});
    return;
  }
  const std::size_t middle = best_break(words, run);
  add_cues(words, {run.first, middle}, options, out);
  add_cues(words, {middle, run.end}, options, out);
}

/// Lets a cue stand into the pause after it, as long as reading it takes.
void lengthen(std::vector<Cue>& cues, const SubtitleOptions& options) {
  for (std::size_t i = 0; i < cues.size(); ++i) {
    TimeRange& range = cues[i].range;
    std::size_t columns = 0;
    for (const auto& line : cues[i].lines) columns += columns_of(line);
    const double reading_s = static_cast<double>(columns) / options.columns_per_second;
    const double wanted_s = std::clamp(reading_s, options.shortest_s, options.longest_s);
    double end_s = std::max(range.end_s, range.start_s + wanted_s);
    if (i + 1 < cues.size()) end_s = std::min(end_s, cues[i + 1].range.start_s);
    range.end_s = std::max(range.end_s, end_s);
  }
}

std::string as_time(double seconds, char point) {
  const long long ms = std::llround(std::max(0.0, seconds) * 1000.0);
  char text[48];
  std::snprintf(text, sizeof text, "%02lld:%02lld:%02lld%c%03lld", ms / 3600000, ms / 60000 % 60, ms / 1000 % 60, point,
                ms % 1000);
  return text;
}

std::string as_times(TimeRange range, char point) {
  return as_time(range.start_s, point) + " --> " + as_time(range.end_s, point) + "\n";
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

}  // namespace

std::vector<Cue> split_into_cues(const std::vector<TimedWord>& words, const SubtitleOptions& options) {
  std::vector<Cue> cues;
  for (const WordRun& run : split_into_phrases(words, {.pause_s = options.pause_s, .longest_s = 1e9}))
    add_cues(words, run, options, cues);
  lengthen(cues, options);
  return cues;
}

std::string write_srt(const std::vector<Cue>& cues) {
  std::string out;
  for (std::size_t i = 0; i < cues.size(); ++i) {
    out += std::to_string(i + 1) + "\n" + as_times(cues[i].range, ',');
    for (std::string line : cues[i].lines) {
      replace_all(line, "-->", "->");
      out += line + "\n";
    }
    out += "\n";
  }
  return out;
}

std::string write_vtt(const std::vector<Cue>& cues) {
  std::string out = "WEBVTT\n\n";
  for (const Cue& cue : cues) {
    out += as_times(cue.range, '.');
    for (std::string line : cue.lines) {
      replace_all(line, "&", "&amp;");
      replace_all(line, "<", "&lt;");
      replace_all(line, ">", "&gt;");
      out += line + "\n";
    }
    out += "\n";
  }
  return out;
}

}  // namespace timbre::text
