// Corpora of one speaker, with a metadata.csv of "<name>|<text>" lines.
#include <sstream>

#include "train/corpora.h"

namespace timbre::train {
namespace {

constexpr std::uintmax_t kListLimitBytes = 16U << 20U;

struct Layout {
  std::string corpus;
  std::string audio_folder;
  std::string extension;
  std::string licence;
};

Result<std::vector<eval::Utterance>> list(FileSystem& disk, const std::filesystem::path& folder, const Layout& layout) {
  TRY(const std::string text, disk.read(folder / "metadata.csv", kListLimitBytes));
  std::vector<eval::Utterance> utterances;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t bar = line.find('|');
    if (bar == std::string::npos) continue;
    eval::Utterance utterance;
    utterance.file = layout.audio_folder + "/" + line.substr(0, bar) + layout.extension;
    utterance.corpus = layout.corpus;
    utterance.speaker = layout.corpus;
    utterance.split = eval::kTrainSplit;
    utterance.licence = layout.licence;
    const std::size_t next = line.find('|', bar + 1);  // LJSpeech's third column spells numbers out
    utterance.text = next == std::string::npos ? line.substr(bar + 1) : line.substr(next + 1);
    while (!utterance.text.empty() && utterance.text.back() == '\r') utterance.text.pop_back();
    utterances.push_back(std::move(utterance));
  }
  return utterances;
}

}  // namespace

Result<std::vector<eval::Utterance>> list_kerstin(FileSystem& disk, const std::filesystem::path& folder) {
  return list(disk, folder, {"kerstin", "verified", ".flac", "CC0-1.0"});
}

Result<std::vector<eval::Utterance>> list_ljspeech(FileSystem& disk, const std::filesystem::path& folder) {
  return list(disk, folder, {"ljspeech", "wavs", ".wav", "public domain"});
}

}  // namespace timbre::train
