// speechocean762 keeps Kaldi's lists in train/ and test/: wav.scp (file), utt2spk (speaker), text (words).
#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "base/sha256.h"
#include "train/corpora.h"

namespace timbre::train {
namespace {

constexpr std::uintmax_t kListLimitBytes = 16U << 20U;
constexpr std::size_t kHeldOutCount = 40;
constexpr std::size_t kDevCount = 10;
constexpr std::string_view kLicence = "speechocean762: free for non-commercial and commercial use";

using Table = std::map<std::string, std::string>;

/// Lines of "key value…".
Result<Table> read_table(FileSystem& disk, const std::filesystem::path& path) {
  TRY(const std::string text, disk.read(path, kListLimitBytes));
  Table table;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t gap = line.find_first_of(" \t");
    if (gap == std::string::npos) continue;
    const std::size_t value = line.find_first_not_of(" \t", gap);
    const std::size_t end = line.find_last_not_of(" \t\r");
    table[line.substr(0, gap)] = value == std::string::npos ? "" : line.substr(value, end + 1 - value);
  }
  return table;
}

/// Which split each speaker is in: by the order of the checksums of their names, which nobody chose.
Table splits_of(const std::set<std::string>& speakers) {
  std::vector<std::pair<std::string, std::string>> order;
  for (const auto& speaker : speakers) order.emplace_back(sha256_hex("speechocean762 speaker " + speaker), speaker);
  std::sort(order.begin(), order.end());
  Table split;
  for (std::size_t i = 0; i < order.size(); ++i) {
    split[order[i].second] = i < kHeldOutCount               ? eval::kHeldOutSplit
                             : i < kHeldOutCount + kDevCount ? eval::kDevSplit
                                                             : eval::kTrainSplit;
  }
  return split;
}

Result<void> list_part(FileSystem& disk, const std::filesystem::path& part, std::vector<eval::Utterance>& utterances) {
  TRY(const Table files, read_table(disk, part / "wav.scp"));
  TRY(Table speakers, read_table(disk, part / "utt2spk"));
  TRY(Table texts, read_table(disk, part / "text"));
  for (const auto& [id, file] : files) {
    eval::Utterance utterance;
    utterance.file = file;
    utterance.corpus = "speechocean762";
    utterance.speaker = speakers[id];
    utterance.licence = kLicence;
    utterance.text = texts[id];
    if (utterance.speaker.empty()) {
      return Error{ErrorKind::InvalidInput, "'" + (part / "utt2spk").string() + "' does not say who speaks in " + id};
    }
    utterances.push_back(std::move(utterance));
  }
  return {};
}

}  // namespace

Result<std::vector<eval::Utterance>> list_speechocean(FileSystem& disk, const std::filesystem::path& folder) {
  std::vector<eval::Utterance> utterances;
  TRY_VOID(list_part(disk, folder / "train", utterances));
  TRY_VOID(list_part(disk, folder / "test", utterances));
  std::set<std::string> speakers;
  for (const auto& utterance : utterances) speakers.insert(utterance.speaker);
  Table split = splits_of(speakers);
  for (auto& utterance : utterances) utterance.split = split[utterance.speaker];
  return utterances;
}

}  // namespace timbre::train
