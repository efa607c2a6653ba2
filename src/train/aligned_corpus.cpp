#include "train/aligned_corpus.h"

#include <mutex>
#include <optional>
#include <set>

#include "asr/align.h"
#include "audio/codec/decode.h"
#include "base/json.h"
#include "base/parallel.h"
#include "dsp/resample.h"

namespace timbre::train {
namespace {

constexpr int kAlignRateHz = 16000;
constexpr std::uintmax_t kLimitBytes = 512U << 20U;

Error bad_line(std::size_t line, const std::string& why) {
  return {ErrorKind::InvalidInput,
          "line " + std::to_string(line) + " of the alignment: " + why + "; write it again with timbre-corpus align"};
}

bool is_phone(const Json& json) {
  return json.is_array() && json.size() == 3 && json[0].is_string() && json[1].is_number() && json[2].is_number();
}

Result<AlignedUtterance> parse_line(std::string_view text, std::size_t line) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("file") || !json["file"].is_string()) return bad_line(line, "no 'file'");
  if (!json.contains("confidence") || !json["confidence"].is_number()) return bad_line(line, "no 'confidence'");
  if (!json.contains("words") || !json["words"].is_array()) return bad_line(line, "no 'words'");
  AlignedUtterance utterance{json["file"], json["confidence"], {}};
  for (const Json& word : json["words"]) {
    const bool is_word = word.is_object() && word.contains("text") && word["text"].is_string() &&
                         word.contains("phones") && word["phones"].is_array();
    if (!is_word) return bad_line(line, "a word without 'text' or 'phones'");
    const Json confidence = word.value("confidence", Json(1.0));
    if (!confidence.is_number()) return bad_line(line, "a word whose 'confidence' is no number");
    SpokenWord spoken{word["text"], {}, confidence};
    for (const Json& phone : word["phones"]) {
      if (!is_phone(phone)) return bad_line(line, "a phone that is not [name, start_s, end_s]");
      spoken.phones.push_back({phone[0], {phone[1], phone[2]}});
    }
    utterance.words.push_back(std::move(spoken));
  }
  return utterance;
}

Result<AlignedUtterance> align_one(const eval::Utterance& utterance, const std::filesystem::path& folder) {
  TRY(const auto decoded, audio::decode_file(folder / utterance.file));
  const auto samples = dsp::resample(decoded.audio.channel(0), decoded.audio.format().sample_rate_hz, kAlignRateHz);
  asr::AlignOptions options;
  options.finds_edits = false;
  auto alignment = asr::align(samples, utterance.text, options);
  if (!alignment.ok()) return Error{alignment.error().kind, utterance.file + ": " + alignment.error().message};
  AlignedUtterance aligned{utterance.file, alignment->confidence, {}};
  for (asr::AlignedWord& word : alignment->words) {
    if (word.reading == asr::Reading::Read)
      aligned.words.push_back({word.text, std::move(word.phones), word.confidence});
  }
  return aligned;
}

}  // namespace

std::string aligned_line(const AlignedUtterance& utterance) {
  Json words = Json::array();
  for (const SpokenWord& word : utterance.words) {
    Json phones = Json::array();
    for (const auto& phone : word.phones) phones.push_back({phone.name, phone.range.start_s, phone.range.end_s});
    words.push_back({{"text", word.text}, {"confidence", word.confidence}, {"phones", std::move(phones)}});
  }
  return Json({{"file", utterance.file}, {"confidence", utterance.confidence}, {"words", std::move(words)}}).dump() +
         '\n';
}

Result<std::vector<AlignedUtterance>> parse_aligned(std::string_view text) {
  std::vector<AlignedUtterance> utterances;
  for (std::size_t line = 1; !text.empty(); ++line) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) break;
    TRY(auto utterance, parse_line(text.substr(0, end), line));
    utterances.push_back(std::move(utterance));
    text.remove_prefix(end + 1);
  }
  return utterances;
}

Result<std::vector<AlignedUtterance>> read_aligned(FileSystem& disk, const std::filesystem::path& path) {
  TRY(const std::string text, disk.read(path, kLimitBytes));
  auto aligned = parse_aligned(text);
  if (!aligned.ok()) return Error{aligned.error().kind, path.string() + ": " + aligned.error().message};
  return aligned;
}

Result<void> align_utterances(const std::vector<eval::Utterance>& utterances, const std::filesystem::path& folder,
                              std::size_t thread_count,
                              const std::function<Result<void>(const AlignedUtterance&)>& on_aligned) {
  std::mutex mutex;
  std::optional<Error> failed;
  parallel_for(utterances.size(), thread_count, [&](std::size_t i) {
    {
      const std::lock_guard lock(mutex);
      if (failed || utterances[i].text.empty()) return;
    }
    const auto aligned = align_one(utterances[i], folder);
    const std::lock_guard lock(mutex);
    const Result<void> taken = aligned.ok() ? on_aligned(*aligned) : Result<void>(aligned.error());
    if (!taken.ok() && !failed) failed = taken.error();
  });
  if (failed) return *failed;
  return {};
}

Result<void> align_corpus(FileSystem& disk, const std::filesystem::path& manifest, const std::filesystem::path& folder,
                          const std::filesystem::path& out, std::size_t thread_count,
                          const std::function<void(std::size_t, std::size_t)>& on_progress) {
  TRY(auto utterances, eval::read_manifest(disk, manifest));
  const std::size_t count = utterances.size();
  std::set<std::string> done;
  TRY(const FileStatus status, disk.status(out));
  if (status.kind == FileKind::Regular) {
    TRY(const auto known, read_aligned(disk, out));
    std::string whole;
    for (const auto& one : known) {
      done.insert(one.file);
      whole += aligned_line(one);
    }
    TRY_VOID(disk.write_atomically(out, whole));
  }
  std::erase_if(utterances, [&](const eval::Utterance& u) { return u.text.empty() || done.contains(u.file); });
  const std::size_t before = count - utterances.size();
  std::size_t fresh = 0;
  TRY(const auto file, disk.open_for_writing(out, WriteMode::Append));
  return align_utterances(utterances, folder, thread_count, [&](const AlignedUtterance& one) -> Result<void> {
    TRY_VOID(file->write(aligned_line(one)));
    if (on_progress) on_progress(before + ++fresh, count);
    return {};
  });
}

}  // namespace timbre::train
