// timbre-train-speaker: teaches a speaker encoder as its config file says, going on from the last checkpoint.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <torch/utils.h>
#include <vector>

#include "base/file_system.h"
#include "base/json.h"
#include "base/sha256.h"
#include "train/speaker_config.h"
#include "train/speaker_export.h"
#include "train/speaker_features.h"
#include "train/speaker_trainer.h"
#include "train/steps.h"
#include "train/teach.h"
#include "train/training_log.h"

namespace {

using timbre::Error;
using timbre::Result;
using timbre::train::SpeakerConfig;
using timbre::train::SpeakerTrainer;
using timbre::train::WeightKind;

const std::vector<timbre::train::Curve> kCurves{
    {"loss", "Loss"},
    {"accuracy", "Share of clips whose speaker was nearest"},
    {"watched_error_rate", "Equal error rate of the watched speakers"},
    {"rate", "Learning rate"},
    {"clips_per_s", "Clips a second"},
};

Result<void> teach(SpeakerTrainer& trainer, const SpeakerConfig& config, timbre::train::TrainingLog& log) {
  const timbre::train::TeachPlan plan{
      "Speaker encoder", kCurves, config.folder, config.step_count, config.watch_every, config.clips_per_step};
  const auto values_of = [](const SpeakerTrainer::StepNews& news) {
    return timbre::train::NamedValues{{"loss", news.loss}, {"accuracy", news.accuracy}, {"rate", news.rate}};
  };
  const auto watch = [&trainer] {
    const auto rate = trainer.watched_error_rate();
    return rate.ok() ? timbre::train::NamedValues{{"watched_error_rate", *rate}} : timbre::train::NamedValues{};
  };
  return timbre::train::teach(trainer, plan, log, values_of, watch);
}

/// The card says "cannot be told" of everything until timbre-eval has measured thresholds.
std::string card_text(const SpeakerConfig& config, const std::string& onnx, const std::string& cohort,
                      std::int64_t steps, double difference) {
  const auto& f = config.features;
  const timbre::Json card{{"name", config.name},
                          {"sha256", timbre::sha256_hex(onnx)},
                          {"cohort_sha256", timbre::sha256_hex(cohort)},
                          {"embedding_size", config.net.embedding_size},
                          {"features",
                           {{"sample_rate_hz", f.sample_rate_hz},
                            {"window_s", f.window_s},
                            {"hop_s", f.hop_s},
                            {"band_count", f.band_count},
                            {"low_hz", f.low_hz},
                            {"high_hz", f.high_hz}}},
                          {"calibration_slope", 0.0},
                          {"calibration_offset", 0.0},
                          {"same_from", 1.0},
                          {"different_below", -1.0},
                          {"steps", steps},
                          {"seed", config.seed},
                          {"largest_export_difference", difference},
                          {"data", config.data},
                          {"recipe", "docs/training.md"},
                          {"licence", "GPL-3.0-or-later"}};
  return card.dump(2) + "\n";
}

/// Compared on noise and on a watched recording.
Result<void> write_model(const SpeakerTrainer& trainer, const SpeakerConfig& config,
                         const timbre::train::FeatureStore& store, const std::filesystem::path& folder, WeightKind kind,
                         timbre::FileSystem& disk) {
  const std::string onnx = timbre::train::speaker_onnx(trainer.net(), config, kind);
  const auto bands = static_cast<std::int64_t>(config.features.band_count);
  std::vector<torch::Tensor> inputs{torch::randn({1, bands, 300})};
  for (const auto& clip : store.clips()) {
    if (clip.is_dev == 0 || clip.frame_count == 0) continue;
    inputs.push_back(timbre::train::whole_clip(store, clip, config.features.band_count));
    break;
  }
  double largest = 0.0;
  for (const auto& input : inputs) {
    TRY(const double difference, timbre::train::largest_export_difference(onnx, trainer.net(), input));
    largest = std::max(largest, difference);
  }
  std::printf("largest difference between ONNX Runtime and LibTorch: %.2g\n", largest);
  TRY_VOID(disk.create_folders(folder));
  TRY_VOID(disk.write_atomically(folder / "speaker-encoder.onnx", onnx));
  const std::string cohort = timbre::train::cohort_of(trainer.net(), store, config).bytes();
  TRY_VOID(disk.write_atomically(folder / "speaker-cohort.bin", cohort));
  return disk.write_atomically(folder / "speaker-encoder.json",
                               card_text(config, onnx, cohort, trainer.steps_done(), largest));
}

Result<void> run(const std::string& config_file, const std::string& export_folder, WeightKind kind, int threads) {
  timbre::PosixFileSystem disk;
  TRY(SpeakerConfig config, timbre::train::read_speaker_config(disk, config_file));
  if (threads > 0) config.thread_count = threads;
  at::set_num_threads(config.thread_count);
  const auto tell = [](std::size_t done, std::size_t count) {
    if (done % 640 == 0 || done == count) std::fprintf(stderr, "features of %zu of %zu recordings\n", done, count);
  };
  TRY(const auto features, timbre::train::speaker_features(config, disk, tell));
  SpeakerTrainer trainer(features.store, config, features.class_count);
  const auto loaded = trainer.load(config.folder / "checkpoint.pt");
  if (!loaded.ok() && loaded.error().kind != timbre::ErrorKind::NotFound) return loaded.error();
  std::fprintf(stderr, "%lld parameters, %lld speakers, beginning at step %lld\n",
               static_cast<long long>(timbre::train::parameter_count(*trainer.net())),
               static_cast<long long>(features.class_count), static_cast<long long>(trainer.steps_done()));
  if (!export_folder.empty()) return write_model(trainer, config, features.store, export_folder, kind, disk);
  TRY(auto log, timbre::train::TrainingLog::open(disk, config.folder, trainer.steps_done() + 1));
  return teach(trainer, config, log);
}

}  // namespace

int main(int argc, char** argv) {
  timbre::train::keep_memory();
  const std::vector<std::string> words(argv + 1, argv + argc);
  const bool is_bytes = words.size() == 3 && words[1] == "--export-bytes";
  const bool is_export = is_bytes || (words.size() == 3 && words[1] == "--export");
  const bool is_threads = words.size() == 3 && words[1] == "--threads";
  if (words.size() != 1 && !is_export && !is_threads) {
    std::fputs(
        "usage: timbre-train-speaker CONFIG.json                  goes on from the last checkpoint\n"
        "       timbre-train-speaker CONFIG.json --threads N\n"
        "       timbre-train-speaker CONFIG.json --export FOLDER  writes the last checkpoint as ONNX, with its card\n"
        "       timbre-train-speaker CONFIG.json --export-bytes FOLDER   the same, its weights in 8 bits\n",
        stderr);
    return 2;
  }
  const auto result = run(words[0], is_export ? words[2] : "", is_bytes ? WeightKind::Bytes : WeightKind::Half,
                          is_threads ? static_cast<int>(std::strtol(words[2].c_str(), nullptr, 10)) : 0);
  if (!result.ok()) std::fprintf(stderr, "timbre-train-speaker: %s\n", result.error().message.c_str());
  return result.ok() ? 0 : 3;
}
