// timbre-train-acoustic: teaches the acoustic model as its config file says, going on from the last checkpoint.

#include <algorithm>
#include <cstdio>
#include <string>
#include <torch/utils.h>
#include <vector>

#include "base/file_system.h"
#include "base/json.h"
#include "base/sha256.h"
#include "phones/phone_inventory.h"
#include "speaker/embedding_bytes.h"
#include "train/acoustic_config.h"
#include "train/acoustic_data.h"
#include "train/acoustic_export.h"
#include "train/acoustic_trainer.h"
#include "train/steps.h"
#include "train/teach.h"
#include "train/training_log.h"

namespace {

using timbre::Result;
using timbre::train::AcousticConfig;
using timbre::train::AcousticTrainer;

const std::vector<timbre::train::Curve> kCurves{{"mel", "Mel loss"},
                                                {"watched_mel", "Mel loss of the watched recordings"},
                                                {"watched_duration", "Duration loss of the watched recordings"},
                                                {"watched_pitch", "Pitch loss of the watched recordings"},
                                                {"watched_voicing", "Voicing loss of the watched recordings"},
                                                {"watched_energy", "Energy loss of the watched recordings"},
                                                {"deceit", "What being found out by the judge costs"},
                                                {"judge", "The judge's loss"},
                                                {"mistaken", "How far predictions are from the speaker"},
                                                {"misheard", "How far recordings are"},
                                                {"strange", "How far predictions are from the speaker to the encoder"},
                                                {"strange_blend", "How far blends are"},
                                                {"rate", "Learning rate"},
                                                {"clips_per_s", "Clips a second"}};

Result<void> teach(AcousticTrainer& trainer, const AcousticConfig& config, timbre::train::TrainingLog& log) {
  const timbre::train::TeachPlan plan{
      "Acoustic model", kCurves, config.folder, config.step_count, config.watch_every, config.clips_per_step};
  const auto values_of = [](const AcousticTrainer::StepNews& news) {
    timbre::train::NamedValues values = news.losses;
    values.emplace_back("rate", news.rate);
    return values;
  };
  return timbre::train::teach(trainer, plan, log, values_of, [&trainer] { return trainer.watch(); });
}

/// One network's file, its sum in the card, and the largest difference to LibTorch on noise.
Result<double> write_network(const std::string& name, const timbre::train::ConditionedNet& net,
                             const std::filesystem::path& folder, timbre::FileSystem& disk, timbre::Json& sums) {
  const std::string onnx =
      timbre::train::conditioned_onnx("timbre acoustic " + name, net, timbre::train::WeightKind::Half);
  const torch::Tensor rows = torch::rand({1, 50, net->first->options.in_features()});
  const torch::Tensor speaker = torch::randn({1, 1, net->speaker_in->options.in_features()});
  TRY_VOID(disk.write_atomically(folder / ("acoustic-" + name + ".onnx"), onnx));
  sums[name] = timbre::sha256_hex(onnx);
  return timbre::train::largest_export_difference(onnx, net, rows, speaker);
}

Result<void> write_model(const AcousticTrainer& trainer, const AcousticConfig& config,
                         const std::filesystem::path& folder, timbre::FileSystem& disk) {
  TRY_VOID(disk.create_folders(folder));
  TRY(const auto encoder, timbre::speaker::SpeakerEncoder::open(config.encoder, disk));
  timbre::Json sums;
  TRY(const double phones, write_network("phones", trainer.net()->phones, folder, disk, sums));
  TRY(const double prosody, write_network("prosody", trainer.net()->prosody, folder, disk, sums));
  TRY(const double mel, write_network("mel", trainer.net()->mel, folder, disk, sums));
  const double largest = std::max({phones, prosody, mel});
  std::printf("largest difference between ONNX Runtime and LibTorch: %.2g\n", largest);
  const timbre::Json card{
      {"name", "timbre-acoustic-1"},
      {"sha256", sums},
      {"inventory", timbre::phones::kInventoryVersion},
      {"embedding_key", timbre::speaker::embedding_key(encoder->card())},
      {"encoded", config.net.encoded},
      {"steps", trainer.steps_done()},
      {"seed", config.seed},
      {"largest_export_difference", largest},
      {"data",
       "speechocean762 (200 speakers), LibriSpeech train-clean-100 (251 speakers, as heard), LJSpeech (8 recordings), "
       "flite's voices slt, rms, awb and kal16"},
      {"recipe", "docs/training.md"},
      {"licence", "GPL-3.0-or-later"}};
  return disk.write_atomically(folder / "acoustic.json", card.dump(2) + "\n");
}

Result<void> run(const std::string& config_file, const std::string& export_folder) {
  timbre::PosixFileSystem disk;
  TRY(AcousticConfig config, timbre::train::read_acoustic_config(disk, config_file));
  at::set_num_threads(config.thread_count);
  TRY_VOID(disk.create_folders(config.folder));
  // The sizes alone are needed for writing a model: one corpus is enough.
  const auto tell = [](std::size_t done, std::size_t count) {
    if (done % 500 == 0 || done == count) std::fprintf(stderr, "%zu of %zu recordings\n", done, count);
  };
  if (!export_folder.empty()) config.corpora.resize(1);
  TRY(const auto recordings, timbre::train::load_acoustic_recordings(config, disk, tell));
  AcousticTrainer trainer(recordings, config);
  const auto loaded = trainer.load(config.folder / "checkpoint.pt");
  if (!loaded.ok() && loaded.error().kind != timbre::ErrorKind::NotFound) return loaded.error();
  if (!loaded.ok() && !config.begin_from.empty()) TRY_VOID(trainer.begin_from(config.begin_from, disk));
  if (!export_folder.empty()) return write_model(trainer, config, export_folder, disk);
  if (config.ear_weight > 0.0) {
    TRY(auto ear, timbre::train::MelEar::open(config.encoder, disk));
    trainer.listen_with(std::move(ear));
  }
  TRY(auto log, timbre::train::TrainingLog::open(disk, config.folder, trainer.steps_done() + 1));
  return teach(trainer, config, log);
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const bool is_export = words.size() == 3 && words[1] == "--export";
  if (words.size() != 1 && !is_export) {
    std::fputs(
        "usage: timbre-train-acoustic CONFIG.json                  goes on from the last checkpoint\n"
        "       timbre-train-acoustic CONFIG.json --export FOLDER  writes the last checkpoint as ONNX, with its card\n",
        stderr);
    return 2;
  }
  timbre::train::keep_memory();
  const auto result = run(words[0], is_export ? words[2] : "");
  if (!result.ok()) std::fprintf(stderr, "timbre-train-acoustic: %s\n", result.error().message.c_str());
  return result.ok() ? 0 : 3;
}
