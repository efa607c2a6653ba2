#include "train/timed_phones.h"

#include <array>
#include <optional>

#include "base/json.h"
#include "phones/phone_inventory.h"

namespace timbre::train {
namespace {

constexpr std::array kStresses{phones::Stress::None, phones::Stress::Secondary, phones::Stress::Primary};
constexpr std::array kBoundaries{phones::Boundary::None,   phones::Boundary::Syllable, phones::Boundary::Word,
                                 phones::Boundary::Phrase, phones::Boundary::Sentence, phones::Boundary::Paragraph};
/// Times are kept to a tenth of a millisecond; two that meet may differ by the rounding.
constexpr double kTimeStepS = 1e-4;

Error bad_line(std::size_t line, const std::string& why) {
  return {ErrorKind::InvalidInput,
          "line " + std::to_string(line) + " of the timed phones: " + why + "; write it again with timbre-corpus"};
}

template <typename Value, std::size_t kCount>
std::optional<Value> named(const std::array<Value, kCount>& values, const Json& name) {
  for (const Value value : values) {
    if (name == to_string(value)) return value;
  }
  return std::nullopt;
}

Result<TimedPhone> parse_phone(const Json& json, std::size_t line) {
  const bool is_doubtful = json.is_array() && json.size() == 6 && json[5] == 0;
  const bool is_row = json.is_array() && (json.size() == 5 || is_doubtful) && json[0].is_string() &&
                      json[3].is_number() && json[4].is_number();
  if (!is_row)
    return bad_line(line, "a phone that is not [ipa, stress, after, start_s, end_s], behind it 0 or nothing");
  const auto ipa = json[0].get<std::string>();
  const auto* known = phones::find_phone(std::string_view(ipa));
  const auto stress = named(kStresses, json[1]);
  const auto after = named(kBoundaries, json[2]);
  if (known == nullptr || !stress || !after)
    return bad_line(line, "'" + ipa + "' is no phone with stress and boundary");
  TimedPhone timed;
  timed.phone.id = known->id;
  timed.phone.stress = *stress;
  timed.phone.after = *after;
  timed.start_s = json[3];
  timed.end_s = json[4];
  timed.is_doubtful = is_doubtful;
  if (timed.start_s < 0.0 || timed.end_s < timed.start_s) return bad_line(line, "'" + ipa + "' ends before it begins");
  return timed;
}

Result<TimedUtterance> parse_line(std::string_view text, std::size_t line) {
  const Json json = Json::parse(text, nullptr, false);
  const bool is_whole = json.is_object() && json.contains("file") && json["file"].is_string() &&
                        json.contains("confidence") && json["confidence"].is_number() && json.contains("phones") &&
                        json["phones"].is_array();
  if (!is_whole) return bad_line(line, "no 'file', 'confidence' or 'phones'");
  TimedUtterance utterance{json["file"], json["confidence"], {}};
  for (const Json& one : json["phones"]) {
    TRY(const TimedPhone timed, parse_phone(one, line));
    if (!utterance.phones.empty() && timed.start_s < utterance.phones.back().end_s - kTimeStepS) {
      return bad_line(line, "a phone begins before the one ahead of it ends");
    }
    utterance.phones.push_back(timed);
  }
  return utterance;
}

double rounded(double seconds) { return static_cast<double>(static_cast<long long>(seconds * 1e4 + 0.5)) / 1e4; }

}  // namespace

std::string timed_line(const TimedUtterance& utterance) {
  Json rows = Json::array();
  for (const TimedPhone& timed : utterance.phones) {
    const auto* known = phones::find_phone(timed.phone.id);
    Json row{known == nullptr ? "_" : std::string(known->ipa), to_string(timed.phone.stress),
             to_string(timed.phone.after), rounded(timed.start_s), rounded(timed.end_s)};
    if (timed.is_doubtful) row.push_back(0);
    rows.push_back(std::move(row));
  }
  const Json line{{"file", utterance.file}, {"confidence", utterance.confidence}, {"phones", std::move(rows)}};
  return line.dump() + '\n';
}

Result<std::vector<TimedUtterance>> parse_timed(std::string_view text) {
  std::vector<TimedUtterance> utterances;
  for (std::size_t line = 1; !text.empty(); ++line) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) break;
    TRY(auto utterance, parse_line(text.substr(0, end), line));
    utterances.push_back(std::move(utterance));
    text.remove_prefix(end + 1);
  }
  return utterances;
}

}  // namespace timbre::train
