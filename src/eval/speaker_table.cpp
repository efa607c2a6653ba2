#include "eval/speaker_table.h"

#include <algorithm>
#include <cstdio>
#include <mutex>
#include <optional>

#include "audio/codec/decode.h"
#include "base/parallel.h"
#include "base/random.h"
#include "eval/degrade.h"

namespace timbre::eval {
namespace {

constexpr double kNoiseSnrDb = 15.0;
constexpr std::uint64_t kNoiseSeed = 1000;

std::vector<float> copy_of(std::span<const float> samples) { return {samples.begin(), samples.end()}; }

SpeakerCondition middle_of(double seconds) {
  char name[40];
  std::snprintf(name, sizeof name, "middle %.0f s", seconds);
  return {name, [seconds](std::span<const float> samples, int rate_hz, std::size_t) -> Result<std::vector<float>> {
            const std::size_t count = std::min(samples.size(), static_cast<std::size_t>(seconds * rate_hz));
            return copy_of(samples.subspan((samples.size() - count) / 2, count));
          }};
}

Result<std::vector<float>> with_white_noise(std::span<const float> samples, int /*rate_hz*/, std::size_t index) {
  SeededRandom random(kNoiseSeed + index);
  std::vector<float> noise(samples.size());
  for (float& x : noise) x = static_cast<float>(random.normal());
  auto noisy = copy_of(samples);
  add_noise(noisy, noise, kNoiseSnrDb);
  return noisy;
}

/// None where too little is heard in it.
Result<std::optional<LabelledEmbedding>> embed_one(const speaker::SpeakerEncoder& encoder, const SpeakerSet& set,
                                                   const SpeakerCondition& condition, std::size_t index) {
  const Utterance& utterance = set.utterances[index];
  TRY(const auto decoded, audio::decode_file(set.folder / utterance.file));
  const int rate_hz = decoded.audio.format().sample_rate_hz;
  TRY(const auto changed, condition.change(decoded.audio.channel(0), rate_hz, index));
  const auto embedding = encoder.embed(audio::AudioView(rate_hz, changed));
  if (!embedding.ok() && embedding.error().kind == ErrorKind::InvalidInput) return std::optional<LabelledEmbedding>{};
  if (!embedding.ok()) return Error{embedding.error().kind, utterance.file + ": " + embedding.error().message};
  return std::optional(LabelledEmbedding{utterance.speaker, *embedding, encoder.card().cohort.place_of(*embedding)});
}

}  // namespace

std::vector<SpeakerCondition> standard_conditions() {
  return {
      {"whole",
       [](std::span<const float> samples, int, std::size_t) -> Result<std::vector<float>> { return copy_of(samples); }},
      middle_of(2),
      middle_of(4),
      middle_of(8),
      {"telephone",
       [](std::span<const float> samples, int rate_hz, std::size_t) -> Result<std::vector<float>> {
         return through_telephone(samples, rate_hz);
       }},
      {"white noise, 15 dB", with_white_noise}};
}

Result<SpeakerSet> speaker_set_of_folder(FileSystem& disk, std::string title, const std::filesystem::path& folder) {
  TRY(const auto files, disk.list_recursively(folder));
  SpeakerSet set{std::move(title), folder, {}};
  for (const auto& file : files) {
    const std::string stem = file.stem().string();
    const std::size_t dash = stem.find('-');
    if (dash == std::string::npos || (file.extension() != ".flac" && file.extension() != ".wav")) continue;
    Utterance utterance;
    utterance.file = file.lexically_relative(folder).generic_string();
    utterance.speaker = stem.substr(0, dash);
    set.utterances.push_back(std::move(utterance));
  }
  if (set.utterances.empty()) {
    return Error{ErrorKind::NotFound, "no <speaker>-….flac or .wav below '" + folder.string() + "'"};
  }
  return set;
}

Result<std::vector<LabelledEmbedding>> embed_set(const std::shared_ptr<const speaker::SpeakerEncoder>& encoder,
                                                 const SpeakerSet& set, const SpeakerCondition& condition,
                                                 std::size_t thread_count) {
  std::vector<std::optional<LabelledEmbedding>> found(set.utterances.size());
  std::mutex mutex;
  std::optional<Error> failed;
  parallel_for(found.size(), thread_count, [&](std::size_t i) {
    auto one = embed_one(*encoder, set, condition, i);
    if (one.ok()) {
      found[i] = *std::move(one);
      return;
    }
    const std::lock_guard lock(mutex);
    if (!failed) failed = one.error();
  });
  if (failed) return *failed;
  std::vector<LabelledEmbedding> embeddings;
  for (auto& one : found) {
    if (one) embeddings.push_back(*std::move(one));
  }
  return embeddings;
}

std::string speaker_table_head() {
  return "| set | condition | speakers | recordings | same / different pairs | EER | 95 % | minDCF (0.01) | identified "
         "| "
         "rejected at 0.1 % false accepts |\n|---|---|---|---|---|---|---|---|---|---|\n";
}

std::string speaker_table_row(const std::string& set, const std::string& condition, const SpeakerReport& r) {
  char numbers[300];
  std::snprintf(numbers, sizeof numbers,
                " | %zu | %zu | %zu / %zu | %.2f %% | %.2f–%.2f %% | %.3f | %.1f %% | %.1f %% (likeness %.2f) |\n",
                r.speaker_count, r.recording_count, r.same_pairs, r.different_pairs, 100 * r.equal.rate,
                100 * r.equal_low, 100 * r.equal_high, r.cost.normalised, 100 * r.identification_share,
                100 * r.strict.false_rejects, r.strict.threshold);
  return "| " + set + " | " + condition + numbers;
}

}  // namespace timbre::eval
