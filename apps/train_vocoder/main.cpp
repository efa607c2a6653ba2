// timbre-train-vocoder: teaches the vocoder as its config file says, going on from the last checkpoint.

#include <algorithm>
#include <cstdio>
#include <string>
#include <torch/utils.h>
#include <vector>

#include "base/file_system.h"
#include "base/json.h"
#include "base/sha256.h"
#include "train/steps.h"
#include "train/teach.h"
#include "train/training_log.h"
#include "train/vocoder_config.h"
#include "train/vocoder_data.h"
#include "train/vocoder_export.h"
#include "train/vocoder_net.h"
#include "train/vocoder_trainer.h"

namespace {

using timbre::Result;
using timbre::train::VocoderConfig;
using timbre::train::VocoderTrainer;

const std::vector<timbre::train::Curve> kCurves{{"loss", "Loss"},
                                                {"watched_loss", "Loss of the watched recordings"},
                                                {"rate", "Learning rate"},
                                                {"clips_per_s", "Clips a second"}};

Result<void> teach(VocoderTrainer& trainer, const VocoderConfig& config, timbre::train::TrainingLog& log) {
  const timbre::train::TeachPlan plan{
      "Vocoder", kCurves, config.folder, config.step_count, config.watch_every, config.clips_per_step};
  const auto values_of = [](const VocoderTrainer::StepNews& news) {
    return timbre::train::NamedValues{{"loss", news.loss}, {"rate", news.rate}};
  };
  const auto watch = [&trainer] {
    const auto watched = trainer.watched_loss();
    return watched.ok() ? timbre::train::NamedValues{{"watched_loss", *watched}} : timbre::train::NamedValues{};
  };
  return timbre::train::teach(trainer, plan, log, values_of, watch);
}

/// Compared on noise and on a watched recording.
Result<void> write_model(const VocoderTrainer& trainer, const VocoderConfig& config,
                         const std::vector<timbre::train::VocoderRecording>& recordings,
                         const std::filesystem::path& folder, timbre::FileSystem& disk) {
  const std::string onnx = timbre::train::vocoder_onnx(trainer.net(), timbre::train::WeightKind::Half);
  const timbre::train::VocoderBatches batches(recordings, config);
  const torch::Tensor heard = timbre::train::vocoder_inputs(batches.batch(0)).slice(0, 0, 1);
  double largest = 0.0;
  for (const torch::Tensor& inputs : {heard, torch::randn_like(heard)}) {
    TRY(const double difference, timbre::train::largest_export_difference(onnx, trainer.net(), inputs));
    largest = std::max(largest, difference);
  }
  std::printf("largest difference between ONNX Runtime and LibTorch: %.2g\n", largest);
  TRY_VOID(disk.create_folders(folder));
  const timbre::Json card{
      {"name", "timbre-vocoder-1"},
      {"sha256", timbre::sha256_hex(onnx)},
      {"steps", trainer.steps_done()},
      {"seed", config.seed},
      {"largest_export_difference", largest},
      {"data", "LibriSpeech train-clean-100 (251 speakers), speechocean762 (200 speakers), kerstin"},
      {"recipe", "docs/training.md"},
      {"licence", "GPL-3.0-or-later"}};
  TRY_VOID(disk.write_atomically(folder / "vocoder.onnx", onnx));
  return disk.write_atomically(folder / "vocoder.json", card.dump(2) + "\n");
}

Result<void> run(const std::string& config_file, const std::string& export_folder) {
  timbre::PosixFileSystem disk;
  TRY(const VocoderConfig config, timbre::train::read_vocoder_config(disk, config_file));
  at::set_num_threads(config.thread_count);
  TRY_VOID(disk.create_folders(config.folder));
  const auto tell = [](std::size_t done, std::size_t count) {
    if (done % 1000 == 0 || done == count) std::fprintf(stderr, "%zu of %zu recordings\n", done, count);
  };
  TRY(const auto recordings, timbre::train::load_vocoder_recordings(config, disk, tell));
  VocoderTrainer trainer(recordings, config);
  const auto loaded = trainer.load(config.folder / "checkpoint.pt");
  if (!loaded.ok() && loaded.error().kind != timbre::ErrorKind::NotFound) return loaded.error();
  if (!export_folder.empty()) return write_model(trainer, config, recordings, export_folder, disk);
  TRY(auto log, timbre::train::TrainingLog::open(disk, config.folder, trainer.steps_done() + 1));
  return teach(trainer, config, log);
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const bool is_export = words.size() == 3 && words[1] == "--export";
  if (words.size() != 1 && !is_export) {
    std::fputs(
        "usage: timbre-train-vocoder CONFIG.json                  goes on from the last checkpoint\n"
        "       timbre-train-vocoder CONFIG.json --export FOLDER  writes the last checkpoint as ONNX, with its card\n",
        stderr);
    return 2;
  }
  timbre::train::keep_memory();
  const auto result = run(words[0], is_export ? words[2] : "");
  if (!result.ok()) std::fprintf(stderr, "timbre-train-vocoder: %s\n", result.error().message.c_str());
  return result.ok() ? 0 : 3;
}
