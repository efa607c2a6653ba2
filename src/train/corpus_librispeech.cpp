// LibriSpeech's names say who speaks: <speaker>-<chapter>-<number>.flac.
#include <algorithm>
#include <cctype>

#include "train/corpora.h"

namespace timbre::train {
namespace {

constexpr std::string_view kLicence = "CC-BY-4.0";

/// The speaker's number, or nothing for a file that is not named that way.
std::string speaker_of(const std::string& stem) {
  const std::string speaker = stem.substr(0, stem.find('-'));
  const bool is_number = !speaker.empty() && std::all_of(speaker.begin(), speaker.end(),
                                                         [](unsigned char c) { return std::isdigit(c) != 0; });
  return is_number && std::count(stem.begin(), stem.end(), '-') == 2 ? speaker : std::string();
}

Result<std::vector<eval::Utterance>> list(FileSystem& disk, const std::filesystem::path& folder,
                                          std::string_view corpus, std::string_view split) {
  TRY(const auto files, disk.list_recursively(folder));
  std::vector<eval::Utterance> utterances;
  for (const auto& file : files) {
    const std::string speaker = speaker_of(file.stem().string());
    if (file.extension() != ".flac" || speaker.empty()) continue;
    eval::Utterance utterance;
    utterance.file = file.lexically_relative(folder).generic_string();
    utterance.corpus = corpus;
    utterance.speaker = speaker;
    utterance.split = split;
    utterance.licence = kLicence;
    utterances.push_back(std::move(utterance));
  }
  if (utterances.empty()) {
    return Error{ErrorKind::NotFound, "no <speaker>-<chapter>-<number>.flac below '" + folder.string() +
                                          "': name the folder of one part of LibriSpeech"};
  }
  return utterances;
}

}  // namespace

Result<std::vector<eval::Utterance>> list_librispeech_train(FileSystem& disk, const std::filesystem::path& folder) {
  return list(disk, folder, "librispeech-train", eval::kTrainSplit);
}

Result<std::vector<eval::Utterance>> list_librispeech_test(FileSystem& disk, const std::filesystem::path& folder) {
  return list(disk, folder, "librispeech-test-other", eval::kJudgeSplit);
}

}  // namespace timbre::train
