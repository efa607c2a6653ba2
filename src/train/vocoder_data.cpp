#include "train/vocoder_data.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <optional>

#include "audio/codec/decode.h"
#include "base/parallel.h"
#include "dsp/resample.h"
#include "eval/manifest.h"
#include "voice/excitation.h"
#include "voice/vocoder_input.h"

namespace timbre::train {
namespace {

constexpr std::size_t kHop = voice::kAnalysisRateHz / voice::kFramesPerSecond;
constexpr std::size_t kWatchedCrops = 24;
constexpr double kQuietestGainDb = -12.0;
constexpr double kLoudestGainDb = 6.0;

struct Place {
  std::filesystem::path path;
  std::size_t corpus = 0;
  bool is_dev = false;
};

Result<std::vector<Place>> places_of(const VocoderConfig& config, FileSystem& disk) {
  std::vector<Place> places;
  for (std::size_t c = 0; c < config.corpora.size(); ++c) {
    TRY(const auto utterances, eval::read_manifest(disk, config.corpora[c].manifest));
    for (const eval::Utterance& u : utterances) {
      const bool is_dev = u.split == eval::kDevSplit;
      if (is_dev || u.split == eval::kTrainSplit) places.push_back({config.corpora[c].folder / u.file, c, is_dev});
    }
  }
  if (places.empty()) return Error{ErrorKind::InvalidInput, "no manifest names a recording that teaches"};
  return places;
}

Result<VocoderRecording> load(const Place& place) {
  TRY(const auto decoded, audio::decode_file(place.path));
  VocoderRecording recording;
  recording.corpus = place.corpus;
  recording.is_dev = place.is_dev;
  recording.samples = dsp::resample(decoded.audio.channel(0), decoded.audio.format().sample_rate_hz,
                                    voice::kAnalysisRateHz, dsp::ResampleQuality::Analysis);
  TRY(recording.frames, voice::analyse_voice(recording.samples));
  recording.samples.resize(recording.frames.count() * kHop);
  return recording;
}

torch::Tensor of(const std::vector<float>& values, std::initializer_list<std::int64_t> shape) {
  return torch::tensor(values, torch::kFloat).view(shape);
}

}  // namespace

Result<std::vector<VocoderRecording>> load_vocoder_recordings(
    const VocoderConfig& config, FileSystem& disk, const std::function<void(std::size_t, std::size_t)>& on_progress) {
  TRY(const auto places, places_of(config, disk));
  std::vector<VocoderRecording> recordings(places.size());
  std::mutex mutex;
  std::optional<Error> failed;
  std::size_t done = 0;
  parallel_for(places.size(), static_cast<std::size_t>(config.thread_count), [&](std::size_t i) {
    auto loaded = load(places[i]);
    const std::lock_guard lock(mutex);
    if (!loaded.ok()) {
      if (!failed) failed = Error{loaded.error().kind, places[i].path.string() + ": " + loaded.error().message};
      return;
    }
    recordings[i] = std::move(loaded).value();
    if (on_progress) on_progress(++done, places.size());
  });
  if (failed) return *failed;
  std::erase_if(recordings, [&](const VocoderRecording& r) {
    return r.frames.count() < static_cast<std::size_t>(config.crop_frame_count);
  });
  return recordings;
}

VocoderBatches::VocoderBatches(const std::vector<VocoderRecording>& recordings, const VocoderConfig& config)
    : recordings_(recordings), config_(config), draw_(shares_of(config.corpora)) {
  for (std::size_t i = 0; i < recordings.size(); ++i) {
    if (!recordings[i].is_dev) draw_.add(recordings[i].corpus, i, recordings[i].frames.count());
  }
}

VocoderBatches::Crop VocoderBatches::draw(Random& random) const {
  const VocoderRecording& recording = recordings_[draw_.draw(random)];
  const std::size_t choices = recording.frames.count() - static_cast<std::size_t>(config_.crop_frame_count) + 1;
  const double gain_db = kQuietestGainDb + (kLoudestGainDb - kQuietestGainDb) * random.uniform();
  return {&recording, random.next() % choices, std::pow(10.0, gain_db / 20.0), random.next()};
}

VocoderBatch VocoderBatches::make(const std::vector<Crop>& crops) const {
  const auto length = static_cast<std::size_t>(config_.crop_frame_count);
  std::vector<float> mel;
  std::vector<float> log_f0;
  std::vector<float> voiced;
  voice::Excitation excitation;
  std::vector<float> recorded;
  for (const Crop& crop : crops) {
    const auto& frames = crop.recording->frames;
    const std::span<const float> f0(frames.f0_hz.data() + crop.first_frame, length);
    for (std::size_t i = 0; i < length * voice::kMelBands; ++i) {
      mel.push_back(frames.log_mel[crop.first_frame * voice::kMelBands + i] +
                    2.0F * static_cast<float>(std::log(crop.gain)));
    }
    for (const float hz : f0) {
      log_f0.push_back(voice::vocoder_log_f0(hz));
      voiced.push_back(hz > 0.0F ? 1.0F : 0.0F);
    }
    voice::ExcitationSource source(voice::kAnalysisRateHz, crop.seed);
    for (const auto& part : {source.push(f0), source.finish()}) {
      excitation.pulses.insert(excitation.pulses.end(), part.pulses.begin(), part.pulses.end());
      excitation.noise.insert(excitation.noise.end(), part.noise.begin(), part.noise.end());
    }
    for (std::size_t i = 0; i < length * kHop; ++i) {
      recorded.push_back(static_cast<float>(crop.gain * crop.recording->samples[crop.first_frame * kHop + i]));
    }
  }
  const auto clips = static_cast<std::int64_t>(crops.size());
  const auto frames = static_cast<std::int64_t>(length);
  const std::int64_t samples = frames * static_cast<std::int64_t>(kHop);
  return {of(mel, {clips, frames, static_cast<std::int64_t>(voice::kMelBands)}),
          of(log_f0, {clips, frames}),
          of(voiced, {clips, frames}),
          of(excitation.pulses, {clips, samples}),
          of(excitation.noise, {clips, samples}),
          of(recorded, {clips, samples})};
}

VocoderBatch VocoderBatches::batch(std::int64_t step) const {
  SeededRandom random(config_.seed * 7'919 + static_cast<std::uint64_t>(step));
  std::vector<Crop> crops;
  for (std::int64_t i = 0; i < config_.clips_per_step; ++i) crops.push_back(draw(random));
  return make(crops);
}

VocoderBatch VocoderBatches::watched() const {
  SeededRandom random(config_.seed);
  std::vector<const VocoderRecording*> dev;
  for (const auto& recording : recordings_) {
    if (recording.is_dev) dev.push_back(&recording);
  }
  std::vector<Crop> crops;
  for (std::size_t i = 0; !dev.empty() && i < kWatchedCrops; ++i) {
    const VocoderRecording* recording = dev[random.next() % dev.size()];
    const std::size_t choices = recording->frames.count() - static_cast<std::size_t>(config_.crop_frame_count) + 1;
    crops.push_back({recording, random.next() % choices, 1.0, random.next()});
  }
  return crops.empty() ? VocoderBatch{} : make(crops);
}

}  // namespace timbre::train
