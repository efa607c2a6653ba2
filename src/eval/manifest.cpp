#include "eval/manifest.h"

#include <algorithm>
#include <map>

#include "base/json.h"

namespace timbre::eval {
namespace {

constexpr std::uintmax_t kLimitBytes = 256U << 20U;

Error bad_line(std::size_t line, const std::string& why) {
  return {ErrorKind::InvalidInput,
          "line " + std::to_string(line) + " of the manifest: " + why + "; write it again with timbre-corpus"};
}

Json to_json(const Utterance& u) {
  Json json{{"file", u.file},
            {"sha256", u.sha256},
            {"corpus", u.corpus},
            {"speaker", u.speaker},
            {"split", u.split},
            {"licence", u.licence},
            {"sample_rate_hz", u.sample_rate_hz},
            {"duration_s", u.duration_s}};
  if (!u.text.empty()) json["text"] = u.text;
  if (!u.word_confidences.empty()) json["word_confidences"] = u.word_confidences;
  return json;
}

bool is_split(const std::string& name) {
  return name == kTrainSplit || name == kDevSplit || name == kHeldOutSplit || name == kJudgeSplit;
}

Result<Utterance> parse_line(std::string_view text, std::size_t line) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return bad_line(line, "it is no JSON object");
  for (const char* key : {"file", "sha256", "corpus", "speaker", "split", "licence"}) {
    if (!json.contains(key) || !json[key].is_string()) return bad_line(line, std::string("no text '") + key + "'");
  }
  for (const char* key : {"sample_rate_hz", "duration_s"}) {
    if (!json.contains(key) || !json[key].is_number()) return bad_line(line, std::string("no number '") + key + "'");
  }
  if (!is_split(json["split"])) return bad_line(line, "'split' is '" + json["split"].get<std::string>() + "'");
  const Json confidences = json.value("word_confidences", Json::array());
  const bool are_numbers = confidences.is_array() && std::all_of(confidences.begin(), confidences.end(),
                                                                 [](const Json& one) { return one.is_number(); });
  if (!are_numbers) return bad_line(line, "'word_confidences' are not numbers");
  return Utterance{json["file"],    json["sha256"],         json["corpus"],     json["speaker"],        json["split"],
                   json["licence"], json["sample_rate_hz"], json["duration_s"], json.value("text", ""), confidences};
}

}  // namespace

std::string manifest_text(const std::vector<Utterance>& utterances) {
  std::string text;
  for (const Utterance& utterance : utterances) text += to_json(utterance).dump() + '\n';
  return text;
}

Result<std::vector<Utterance>> parse_manifest(std::string_view text) {
  std::vector<Utterance> utterances;
  std::map<std::string, std::string> split_of;
  for (std::size_t line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    TRY(Utterance utterance, parse_line(text.substr(0, end), line));
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto& split = split_of.emplace(utterance.corpus + '/' + utterance.speaker, utterance.split).first->second;
    if (split != utterance.split) {
      return bad_line(line,
                      "speaker '" + utterance.speaker + "' is in '" + split + "' and in '" + utterance.split + "'");
    }
    utterances.push_back(std::move(utterance));
  }
  return utterances;
}

Result<std::vector<Utterance>> read_manifest(FileSystem& disk, const std::filesystem::path& path) {
  TRY(const std::string text, disk.read(path, kLimitBytes));
  auto utterances = parse_manifest(text);
  if (!utterances.ok()) return Error{utterances.error().kind, path.string() + ": " + utterances.error().message};
  return utterances;
}

}  // namespace timbre::eval
