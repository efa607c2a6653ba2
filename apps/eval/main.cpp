// timbre-eval: prints the tables that say how good Timbre's own models are.

#include <cstdio>
#include <cstdlib>
#include <string>
#include <unistd.h>
#include <vector>

#include "audio/codec/decode.h"
#include "base/file_system.h"
#include "base/json.h"
#include "dsp/resample.h"
#include "eval/calibrate.h"
#include "eval/speaker_table.h"
#include "vocoder_trial.h"
#include "voice_trial.h"

namespace {

using timbre::Error;
using timbre::ErrorKind;
using timbre::Json;
using timbre::Result;
using timbre::eval::SpeakerCondition;
using timbre::eval::SpeakerSet;

const std::string kUsage =
    "usage: timbre-eval speaker [--models FOLDER] [--files FOLDER]… [--set MANIFEST FOLDER SPLIT]… [--calibrate SET]\n"
    "                           [--only CONDITION] [--threads N]\n\n"
    "  --files      recordings named <speaker>-….flac; the test data's LibriSpeech when nothing is named\n"
    "  --set        recordings of one split of a corpus (docs/training.md)\n"
    "  --calibrate  writes thresholds and calibration measured on that set (its number, from 1) into the card\n";

struct Arguments {
  std::filesystem::path models = timbre::speaker::shipped_models_folder();
  std::vector<SpeakerSet> sets;
  std::size_t calibrate = 0;
  std::string only;
  std::size_t threads = 2;
};

Result<void> add_manifest(Arguments& arguments, timbre::FileSystem& disk, const std::string& manifest,
                          const std::string& folder, const std::string& split) {
  TRY(const auto all, timbre::eval::read_manifest(disk, manifest));
  SpeakerSet set{std::filesystem::path(manifest).stem().string() + ", " + split, folder, {}};
  for (const auto& utterance : all) {
    if (utterance.split == split) set.utterances.push_back(utterance);
  }
  if (set.utterances.empty()) return Error{ErrorKind::NotFound, manifest + " has no split '" + split + "'"};
  arguments.sets.push_back(std::move(set));
  return {};
}

Result<void> add_files(Arguments& arguments, timbre::FileSystem& disk, const std::filesystem::path& folder) {
  TRY(auto set, timbre::eval::speaker_set_of_folder(disk, folder.filename().string(), folder));
  arguments.sets.push_back(std::move(set));
  return {};
}

Result<Arguments> parse(const std::vector<std::string>& words, timbre::FileSystem& disk) {
  Arguments arguments;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& option = words[i];
    const std::size_t wanted = option == "--set" ? 3 : 1;
    if (i + wanted >= words.size()) return Error{ErrorKind::InvalidInput, option + " needs more\n" + kUsage};
    const std::string& value = words[i + 1];
    if (option == "--models") {
      arguments.models = value;
    } else if (option == "--files") {
      TRY_VOID(add_files(arguments, disk, value));
    } else if (option == "--set") {
      TRY_VOID(add_manifest(arguments, disk, value, words[i + 2], words[i + 3]));
    } else if (option == "--calibrate") {
      arguments.calibrate = std::strtoull(value.c_str(), nullptr, 10);
    } else if (option == "--only") {
      arguments.only = value;
    } else if (option == "--threads") {
      arguments.threads = std::strtoull(value.c_str(), nullptr, 10);
    } else {
      return Error{ErrorKind::InvalidInput, "unknown option " + option + "\n" + kUsage};
    }
    i += wanted;
  }
  if (arguments.sets.empty()) {
    const char* named = std::getenv("TIMBRE_TESTDATA");
    const std::filesystem::path data = named != nullptr ? named : "../shared/testdata";
    TRY_VOID(add_files(arguments, disk, data / "speech/librispeech"));
  }
  return arguments;
}

/// Through the program ffmpeg with libopus at 16 kbit/s, and back.
Result<std::vector<float>> through_opus(std::span<const float> samples, int rate_hz, std::size_t index) {
  const auto base = std::filesystem::temp_directory_path() /
                    ("timbre-eval-" + std::to_string(::getpid()) + "-" + std::to_string(index));
  const std::string raw = base.string() + ".f32";
  const std::string coded = base.string() + ".ogg";
  timbre::PosixFileSystem disk;
  TRY_VOID(disk.write_atomically(raw, {reinterpret_cast<const char*>(samples.data()), samples.size_bytes()}));
  const std::string command = "ffmpeg -nostdin -v error -y -f f32le -ac 1 -ar " + std::to_string(rate_hz) + " -i '" +
                              raw + "' -c:a libopus -b:a 16k '" + coded + "'";
  const int status = std::system(command.c_str());  // NOLINT(cert-env33-c,concurrency-mt-unsafe): our own names
  auto decoded = status == 0 ? timbre::audio::decode_file(coded)
                             : Result<timbre::audio::DecodedAudio>(
                                   Error{ErrorKind::Unavailable, "the program ffmpeg, with libopus, did not run"});
  TRY_VOID(disk.remove(raw));
  TRY_VOID(disk.remove(coded));
  if (!decoded.ok()) return decoded.error();
  const auto back = decoded->audio.channel(0);
  return timbre::dsp::resample(back, decoded->audio.format().sample_rate_hz, rate_hz);
}

Result<void> calibrate(const Arguments& arguments, const std::vector<timbre::eval::LabelledEmbedding>& embeddings,
                       timbre::FileSystem& disk) {
  TRY(const auto scores, timbre::eval::pair_scores(embeddings));
  TRY(const auto fit, timbre::eval::fit_logistic(scores.same, scores.different));
  TRY(const auto strict, timbre::eval::threshold_at_false_accepts(scores.same, scores.different, 0.001));
  TRY(const auto equal, timbre::eval::equal_error_rate(scores.same, scores.different));
  const auto path = arguments.models / "speaker-encoder.json";
  TRY(const std::string text, disk.read(path, 1U << 20U));
  Json card = Json::parse(text, nullptr, false);
  card["calibration_slope"] = fit.slope;
  card["calibration_offset"] = fit.offset;
  card["same_from"] = strict.threshold;
  card["different_below"] = std::min(strict.threshold, equal.threshold);
  card["calibrated_on"] = arguments.sets[arguments.calibrate - 1].title;
  return disk.write_atomically(path, card.dump(2) + "\n");
}

Result<void> print_table(const Arguments& arguments, timbre::FileSystem& disk) {
  TRY(const auto encoder, timbre::speaker::SpeakerEncoder::open(arguments.models, disk));
  auto conditions = timbre::eval::standard_conditions();
  conditions.push_back({"Opus, 16 kbit/s", through_opus});
  std::fputs(timbre::eval::speaker_table_head().c_str(), stdout);
  for (std::size_t s = 0; s < arguments.sets.size(); ++s) {
    for (const SpeakerCondition& condition : conditions) {
      if (!arguments.only.empty() && condition.name != arguments.only) continue;
      TRY(const auto embeddings, timbre::eval::embed_set(encoder, arguments.sets[s], condition, arguments.threads));
      TRY(const auto report, timbre::eval::speaker_report(embeddings));
      std::fputs(timbre::eval::speaker_table_row(arguments.sets[s].title, condition.name, report).c_str(), stdout);
      std::fflush(stdout);
      if (condition.name == "whole" && arguments.calibrate == s + 1) {
        TRY_VOID(calibrate(arguments, embeddings, disk));
      }
    }
  }
  return {};
}

Result<void> run(const std::vector<std::string>& words) {
  timbre::PosixFileSystem disk;
  TRY(const Arguments arguments, parse(words, disk));
  return print_table(arguments, disk);
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const std::string what = words.empty() ? "" : words.front();
  timbre::PosixFileSystem disk;
  Result<void> result;
  if (what == "speaker") {
    result = run(words);
  } else if (what == "vocoder") {
    result = timbre::app::vocoder_trial({words.begin() + 1, words.end()}, disk);
  } else if (what == "voice") {
    result = timbre::app::voice_trial({words.begin() + 1, words.end()}, disk);
  } else {
    std::fputs((kUsage + timbre::app::vocoder_trial_usage() + timbre::app::voice_trial_usage()).c_str(), stderr);
    return 2;
  }
  if (!result.ok()) std::fprintf(stderr, "timbre-eval: %s\n", result.error().message.c_str());
  return result.ok() ? 0 : 3;
}
