#include "train/speaker_features.h"

#include <map>
#include <mutex>
#include <optional>

#include "audio/codec/decode.h"
#include "base/json.h"
#include "base/parallel.h"
#include "base/random.h"
#include "base/sha256.h"
#include "dsp/resample.h"
#include "eval/manifest.h"
#include "train/augment.h"

namespace timbre::train {
namespace {

constexpr std::size_t kAtOnce = 64;  // recordings whose versions are held before they are written
constexpr std::size_t kBabbleVoices = 8;

struct Recording {
  std::filesystem::path path;
  std::uint32_t speaker = 0;
  bool is_dev = false;
  std::vector<float> samples;
};

struct Version {
  StoredClip clip;
  std::vector<float> frames;
};

struct Plan {
  std::vector<Recording> recordings;  // who teaches first
  std::size_t teaching_count = 0;
  std::int64_t class_count = 0;
  std::string recipe;
};

std::string recipe_of(const SpeakerConfig& c, const std::string& manifests) {
  Json json{{"seed", c.seed},
            {"corpora", sha256_hex(manifests)},
            {"sample_rate_hz", c.features.sample_rate_hz},
            {"window_s", c.features.window_s},
            {"hop_s", c.features.hop_s},
            {"band_count", c.features.band_count},
            {"low_hz", c.features.low_hz},
            {"high_hz", c.features.high_hz},
            {"speeds", c.speeds},
            {"degraded_copies", c.degraded_copies},
            {"version", 2}};
  if (c.left_out_share > 0) json["left_out_share"] = c.left_out_share;
  return json.dump();
}

/// By the checksum of seed and name, as if by chance.
bool is_left_out(const SpeakerConfig& config, const std::string& speaker) {
  const std::string sum = sha256_hex("left out " + std::to_string(config.seed) + ' ' + speaker);
  return static_cast<double>(std::stoul(sum.substr(0, 4), nullptr, 16)) / 65536.0 < config.left_out_share;
}

/// Those who teach are numbered from 0, then those who are watched.
Result<Plan> make_plan(const SpeakerConfig& config, FileSystem& disk) {
  Plan plan;
  std::string manifests;
  std::vector<Recording> watched;
  std::map<std::string, std::uint32_t> number_of;
  std::map<std::string, std::uint32_t> watched_number_of;
  for (const CorpusPlace& place : config.corpora) {
    TRY(const auto utterances, eval::read_manifest(disk, place.manifest));
    manifests += eval::manifest_text(utterances);
    for (const eval::Utterance& u : utterances) {
      const bool is_dev = u.split == eval::kDevSplit;
      if (!is_dev && u.split != eval::kTrainSplit) continue;
      if (!is_dev && is_left_out(config, u.corpus + '/' + u.speaker)) continue;
      auto& numbers = is_dev ? watched_number_of : number_of;
      const auto speaker = numbers.emplace(u.corpus + '/' + u.speaker, numbers.size()).first->second;
      (is_dev ? watched : plan.recordings).push_back({place.folder / u.file, speaker, is_dev, {}});
    }
  }
  if (plan.recordings.empty()) return Error{ErrorKind::InvalidInput, "no manifest names a recording that teaches"};
  plan.teaching_count = plan.recordings.size();
  plan.class_count = static_cast<std::int64_t>(number_of.size() * config.speeds.size());
  plan.recipe = recipe_of(config, manifests);
  for (Recording& recording : watched) plan.recordings.push_back(std::move(recording));
  return plan;
}

Result<void> load(Recording& recording, int rate_hz) {
  TRY(const auto decoded, audio::decode_file(recording.path));
  recording.samples = dsp::resample(decoded.audio.channel(0), decoded.audio.format().sample_rate_hz, rate_hz,
                                    dsp::ResampleQuality::Analysis);
  return {};
}

Result<void> load_all(Plan& plan, const SpeakerConfig& config) {
  std::mutex mutex;
  std::optional<Error> failed;
  parallel_for(plan.recordings.size(), static_cast<std::size_t>(config.thread_count), [&](std::size_t i) {
    const auto result = load(plan.recordings[i], config.features.sample_rate_hz);
    const std::lock_guard lock(mutex);
    if (!result.ok() && !failed) failed = result.error();
  });
  if (failed) return *failed;
  return {};
}

std::vector<float> degrade(const Plan& plan, std::span<const float> samples, int rate_hz, Random& random) {
  std::vector<std::span<const float>> others;
  for (std::size_t i = 0; i < kBabbleVoices; ++i) {
    const auto& voice = plan.recordings[random.next() % plan.teaching_count].samples;
    if (!voice.empty()) others.emplace_back(voice);
  }
  return degraded(samples, rate_hz, others, random);
}

std::vector<Version> versions_of(const Plan& plan, const SpeakerConfig& config, std::size_t index) {
  const Recording& recording = plan.recordings[index];
  const int rate_hz = config.features.sample_rate_hz;
  SeededRandom random(config.seed * 1'000'003 + index);
  std::vector<Version> versions;
  const std::size_t speed_count = recording.is_dev ? 1 : config.speeds.size();
  for (std::size_t s = 0; s < speed_count; ++s) {
    StoredClip clip;
    clip.label = recording.is_dev
                     ? static_cast<std::uint32_t>(plan.class_count) + recording.speaker
                     : recording.speaker * static_cast<std::uint32_t>(speed_count) + static_cast<std::uint32_t>(s);
    clip.group = static_cast<std::uint32_t>(index);
    clip.is_dev = recording.is_dev ? 1 : 0;
    const auto played = recording.is_dev ? recording.samples : at_speed(recording.samples, rate_hz, config.speeds[s]);
    versions.push_back({clip, dsp::log_mel(played, config.features)});
    for (std::size_t c = 0; !recording.is_dev && c < config.degraded_copies[s]; ++c) {
      versions.push_back({clip, dsp::log_mel(degrade(plan, played, rate_hz, random), config.features)});
    }
  }
  return versions;
}

Result<void> make_store(Plan& plan, const SpeakerConfig& config, const std::filesystem::path& path,
                        const std::function<void(std::size_t, std::size_t)>& on_progress) {
  TRY_VOID(load_all(plan, config));
  TRY(auto writer, FeatureStoreWriter::create(path, plan.recipe, config.features.band_count));
  const std::size_t count = plan.recordings.size();
  for (std::size_t first = 0; first < count; first += kAtOnce) {
    std::vector<std::vector<Version>> made(std::min(kAtOnce, count - first));
    parallel_for(made.size(), static_cast<std::size_t>(config.thread_count),
                 [&](std::size_t i) { made[i] = versions_of(plan, config, first + i); });
    for (const auto& versions : made) {
      for (const Version& version : versions) TRY_VOID(writer.add(version.clip, version.frames));
    }
    if (on_progress) on_progress(first + made.size(), count);
  }
  return writer.finish();
}

}  // namespace

Result<SpeakerFeatures> speaker_features(const SpeakerConfig& config, FileSystem& disk,
                                         const std::function<void(std::size_t, std::size_t)>& on_progress) {
  TRY(Plan plan, make_plan(config, disk));
  TRY_VOID(disk.create_folders(config.folder));
  const auto path = config.folder / "features";
  auto store = FeatureStore::open(path, plan.recipe, config.features.band_count);
  if (!store.ok()) {
    TRY_VOID(make_store(plan, config, path, on_progress));
    store = FeatureStore::open(path, plan.recipe, config.features.band_count);
    if (!store.ok()) return store.error();
  }
  return SpeakerFeatures{std::move(store).value(), plan.class_count};
}

}  // namespace timbre::train
