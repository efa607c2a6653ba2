#include "cli/scorecard_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "cli/block_letters.h"

#include "base/utf8.h"
#include "measure/reading.h"
#include "measure/word_timing.h"
#include "score/profiles.h"
#include "score/thresholds.h"
#include "score/zones.h"

namespace timbre::cli {
namespace {

constexpr int kBarCells = 10;
constexpr std::size_t kTitleColumns = 26;
constexpr std::size_t kValueColumns = 14;

Ink ink_of(score::Verdict verdict) {
  switch (verdict) {
    case score::Verdict::Keep:
      return Ink::Good;
    case score::Verdict::Review:
      return Ink::Fair;
    case score::Verdict::Reject:
      return Ink::Bad;
  }
  return Ink::Plain;
}

Ink ink_of(score::ZoneLevel level) {
  switch (level) {
    case score::ZoneLevel::Good:
      return Ink::Good;
    case score::ZoneLevel::Fair:
      return Ink::Fair;
    case score::ZoneLevel::Poor:
      return Ink::Bad;
  }
  return Ink::Plain;
}

/// Besides colour each verdict has a shape.
std::string_view shape_of(score::Verdict verdict) {
  switch (verdict) {
    case score::Verdict::Keep:
      return "✔";
    case score::Verdict::Review:
      return "◆";
    case score::Verdict::Reject:
      return "✖";
  }
  return "";
}

std::string stars(int count) {
  std::string out;
  for (int i = 0; i < 5; ++i) out += i < count ? "★" : "☆";
  return out;
}

std::string padded(const std::string& text, std::size_t columns) {
  const std::size_t now = column_count(text);
  return now < columns ? text + std::string(columns - now, ' ') : text;
}

std::string as_number(double value, int decimals) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
  return text.data();
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : std::string(between)) + word;
  return out;
}

std::string grade_bar(double grade, const Terminal& terminal) {
  const auto filled = static_cast<int>(std::lround(std::clamp(grade, 0.0, 1.0) * kBarCells));
  std::string bar;
  for (int i = 0; i < kBarCells; ++i) bar += i < filled ? "█" : "░";
  return terminal.paint(ink_of(score::zone_level(grade)), bar);
}

std::string measure_row(const score::MeasureScore& entry, const Terminal& terminal) {
  const auto& info = measure::measure_info(entry.id);
  std::string row = "    " + padded(std::string(info.title), kTitleColumns) + " ";
  if (!entry.value) return row + terminal.paint(Ink::Dim, "–  " + entry.why) + "\n";
  const std::string unit = info.unit.empty() ? "" : " " + std::string(info.unit);
  row += padded(as_number(*entry.value, info.decimals) + unit, kValueColumns);
  if (entry.grade) row += grade_bar(*entry.grade, terminal);
  const std::size_t used = 4 + kTitleColumns + 1 + kValueColumns + kBarCells + 2;
  const auto width = static_cast<std::size_t>(terminal.width);
  if (entry.grade && !terminal.is_interactive) row += "  " + entry.limit;
  if (entry.grade && terminal.is_interactive && width > used + 12) {
    row += "  " + terminal.paint(Ink::Dim, shortened(entry.limit, width - used));
  }
  while (row.ends_with(' ')) row.pop_back();
  return row + "\n";
}

score::Axis axis_of(measure::MeasureId id) {
  const auto threshold = score::threshold(id, score::studio_profile());  // the axis is the same in every profile
  return threshold ? threshold->axis : score::Axis::Unscored;
}

/// Scored measures by axis; what is shown but not scored comes last, and only where there is something to see.
std::string measure_group(const score::Scorecard& card, score::Axis axis, const Terminal& terminal) {
  std::string rows;
  for (const auto& entry : card.measures) {
    if (axis_of(entry.id) != axis) continue;
    if (axis == score::Axis::Unscored && !entry.value) continue;
    rows += measure_row(entry, terminal);
  }
  return rows;
}

std::string axis_title(std::string_view name, const score::AxisScore& axis) {
  return std::string(name) + " " + (axis.score ? as_number(*axis.score, 0) : "–  " + axis.why);
}

std::string headline(const score::Scorecard& card, const Terminal& terminal) {
  const Ink ink = ink_of(card.verdict);
  const std::string rating = stars(card.stars) + "  " + as_number(card.overall, 0) + " of 100";
  if (!terminal.is_interactive) {
    return std::string(shape_of(card.verdict)) + " " + std::string(score::title(card.verdict)) + "  " + rating + "\n";
  }
  std::string word(score::title(card.verdict));
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  const auto rows = block_letters(word);
  return "  " + terminal.paint(ink, rows[0]) + "   " + terminal.paint(ink, stars(card.stars)) + "\n  " +
         terminal.paint(ink, rows[1]) + "   " + terminal.paint(Ink::Bold, as_number(card.overall, 0)) + " of 100\n\n";
}

/// "30.0 s · 24 kHz · 16 bit · mono · wav pcm_s16le".
std::string format_line(const score::Scorecard& card) {
  std::vector<std::string> parts;
  if (const auto& duration = card[measure::MeasureId::DurationS].value) parts.push_back(as_number(*duration, 1) + " s");
  parts.push_back(as_number(card.stored.sample_rate_hz / 1000.0, card.stored.sample_rate_hz % 1000 == 0 ? 0 : 2) +
                  " kHz");
  if (card.stored.bit_depth) parts.push_back(std::to_string(*card.stored.bit_depth) + " bit");
  std::string layout(measure::to_string(card.findings.channels));
  std::replace(layout.begin(), layout.end(), '_', ' ');
  parts.push_back(layout);
  if (!card.stored.codec.empty()) parts.push_back(printable(card.stored.container + " " + card.stored.codec));
  return joined(parts, " · ");
}

/// "Words  143 a minute · heard by pocketsphinx · uncertain", and how they begin.
std::string words_group(const score::Scorecard& card, const Terminal& terminal) {
  std::string out = "  " + terminal.paint(Ink::Bold, "Words");
  if (!card.words.transcript) return out + " " + terminal.paint(Ink::Dim, "–  " + printable(card.words.why)) + "\n";
  const text::Transcript& heard = *card.words.transcript;
  if (heard.words.empty()) return out + " " + terminal.paint(Ink::Dim, "–  no words were heard") + "\n";
  std::vector<std::string> facts;
  if (const auto& pace = card[measure::MeasureId::WordsPerMinute].value)
    facts.push_back(as_number(*pace, 0) + " a minute");
  facts.push_back("heard by " + printable(heard.engine));
  if (measure::is_uncertain(heard)) facts.emplace_back("uncertain: check them");
  out += " " + joined(facts, " · ") + "\n";
  constexpr std::size_t kLongestText = 400;
  const std::size_t columns = terminal.is_interactive ? static_cast<std::size_t>(terminal.width) : kLongestText;
  return out + "    " + terminal.paint(Ink::Dim, shortened(printable(heard.text()), columns - 4)) + "\n";
}

/// "Speaker  one voice throughout, as far as 12.3 s of speech tell".
std::string speaker_group(const score::Scorecard& card, const Terminal& terminal) {
  std::string out = "  " + terminal.paint(Ink::Bold, "Speaker") + " ";
  if (!card.speaker) return out + terminal.paint(Ink::Dim, "–  " + printable(card.speaker_why)) + "\n";
  if (!score::has_another_voice(card.speaker))
    return out + "one voice throughout, as far as " + as_number(card.speaker->heard_s, 1) + " s of speech tell\n";
  return out + terminal.paint(Ink::Fair, "◆ ") + score::another_voice_text(*card.speaker) + "\n";
}

/// "As heard  3.2 of 5 (DNSMOS P.835) · voice 3.5 · background 4.0 · P.808 3.9", and what else networks found.
std::string opinions_group(const score::Scorecard& card, const Terminal& terminal) {
  std::string out = "  " + terminal.paint(Ink::Bold, "As heard");
  if (!card.perceptual) {
    out += " " + terminal.paint(Ink::Dim, "–  " + printable(card.perceptual_why)) + "\n";
  } else {
    const score::PerceptualScore& heard = *card.perceptual;
    const std::string name = heard.name == "dnsmos_p835" ? "DNSMOS P.835" : heard.name;
    std::vector<std::string> parts{as_number(heard.mos, 1) + " of 5, estimated by " + printable(name)};
    if (heard.sig) parts.push_back("voice " + as_number(*heard.sig, 1));
    if (heard.bak) parts.push_back("background " + as_number(*heard.bak, 1));
    if (heard.p808) parts.push_back("P.808 " + as_number(*heard.p808, 1));
    out += " " + joined(parts, " · ") + "\n";
  }
  if (const auto& denoiser = card.opinions.denoiser) {
    out += "    " +
           terminal.paint(Ink::Dim, "A denoiser would take away " + as_number(denoiser->removed_db, 1) +
                                        " dB and hears an SNR of " + as_number(denoiser->snr_db, 0) +
                                        " dB; the take stays as it is") +
           "\n";
  }
  return out;
}

std::string chips(const score::Scorecard& card, const Terminal& terminal) {
  std::string out;
  for (const auto& label : card.labels) out += (out.empty() ? "" : " ") + terminal.paint(Ink::Dim, "[" + label + "]");
  return out.empty() ? "" : "  " + out + "\n";
}

}  // namespace

std::string render_card(const score::Scorecard& card, const Terminal& terminal) {
  std::string out =
      terminal.paint(Ink::Dim, printable(card.file) + "  " + format_line(card)) + "\n" + headline(card, terminal);
  out += "  " + card.summary + "\n" + chips(card, terminal);
  for (const auto& reject : card.rejects) out += "  " + terminal.paint(Ink::Bad, "✖ ") + reject.why + "\n";
  if (!card.first.empty()) out += "  " + terminal.paint(Ink::Bold, "Change first: ") + card.first + "\n";
  out += "\n  " + terminal.paint(Ink::Bold, axis_title("Signal", card.acoustic)) + "\n";
  out += measure_group(card, score::Axis::Acoustic, terminal);
  out += "  " + terminal.paint(Ink::Bold, axis_title("Delivery", card.delivery)) + "\n";
  out += measure_group(card, score::Axis::Delivery, terminal);
  out += words_group(card, terminal);
  out += speaker_group(card, terminal);
  out += opinions_group(card, terminal);
  out +=
      "  " + terminal.paint(Ink::Bold, "Also measured") + "\n" + measure_group(card, score::Axis::Unscored, terminal);
  if (!card.advice.empty()) out += "  " + terminal.paint(Ink::Bold, "Next time") + "\n";
  for (const auto& tip : card.advice) out += "    • " + tip.text + "\n";
  for (const auto& note : card.notes) out += "  " + terminal.paint(Ink::Dim, "Note: " + printable(note)) + "\n";
  return out;
}

std::string render_line(const score::Scorecard& card, const Terminal& terminal) {
  const std::string verdict = std::string(shape_of(card.verdict)) + " " + std::string(score::title(card.verdict));
  std::string score = as_number(card.overall, 1);
  score.insert(0, score.size() < 5 ? 5 - score.size() : 0, ' ');
  const std::string file = printable(card.file);
  std::string labels = "  " + joined(card.labels, ", ");
  const std::size_t used = 8 + 2 + 5 + 1 + score.size() + 2 + column_count(file);
  const auto width = static_cast<std::size_t>(terminal.width);
  if (terminal.is_interactive) labels = shortened(labels, width > used ? width - used : 0);
  return terminal.paint(ink_of(card.verdict), padded(verdict, 8)) + "  " + stars(card.stars) + " " + score + "  " +
         file + terminal.paint(Ink::Dim, labels) + "\n";
}

}  // namespace timbre::cli
