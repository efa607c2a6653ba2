#include "vocoder_trial.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>

#include "audio/codec/decode.h"
#include "audio/codec/wav_writer.h"
#include "dsp/resample.h"
#include "eval/stoi.h"
#include "measure/dnsmos.h"
#include "nn/onnx_session.h"
#include "speaker/speaker_encoder.h"
#include "voice/vocoder.h"

namespace timbre::app {
namespace {

constexpr int kRateHz = voice::kAnalysisRateHz;

struct Arguments {
  std::filesystem::path models = speaker::shipped_models_folder();
  std::filesystem::path files;
  std::filesystem::path write;
  std::size_t per_speaker = 2;
};

struct Judges {
  std::shared_ptr<const voice::Vocoder> vocoder;
  std::unique_ptr<measure::Dnsmos> dnsmos;
  std::shared_ptr<const speaker::SpeakerEncoder> encoder;
};

struct Sums {
  std::size_t count = 0;
  double stoi = 0;
  double mos_before = 0;
  double mos_after = 0;
  double likeness = 0;
  double seconds = 0;
  double took_s = 0;

  void add(const Sums& other) {
    count += other.count;
    stoi += other.stoi;
    mos_before += other.mos_before;
    mos_after += other.mos_after;
    likeness += other.likeness;
    seconds += other.seconds;
    took_s += other.took_s;
  }
};

Result<Arguments> parse(const std::vector<std::string>& words) {
  Arguments arguments;
  for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
    const std::string& value = words[i + 1];
    if (words[i] == "--models") {
      arguments.models = value;
    } else if (words[i] == "--files") {
      arguments.files = value;
    } else if (words[i] == "--write") {
      arguments.write = value;
    } else if (words[i] == "--per") {
      arguments.per_speaker = std::max<std::size_t>(1, std::strtoull(value.c_str(), nullptr, 10));
    } else {
      return Error{ErrorKind::InvalidInput, "unknown option " + words[i] + "\n" + vocoder_trial_usage()};
    }
  }
  if (words.size() % 2 != 0) return Error{ErrorKind::InvalidInput, words.back() + " needs a value"};
  if (arguments.files.empty()) return Error{ErrorKind::InvalidInput, "--files is missing\n" + vocoder_trial_usage()};
  return arguments;
}

Result<Judges> judges_of(const Arguments& arguments, FileSystem& disk) {
  Judges judges;
  TRY(auto network, nn::OnnxSession::open(arguments.models / "vocoder.onnx", disk));
  judges.vocoder = std::make_shared<const voice::Vocoder>(std::move(network));
  const char* named = std::getenv("TIMBRE_MODELS");
  const std::filesystem::path models = named != nullptr ? named : "../shared/models";
  TRY(auto p835, nn::OnnxSession::open(models / "dnsmos_p835_sig_bak_ovr.onnx", disk));
  judges.dnsmos = std::make_unique<measure::Dnsmos>(std::move(p835), nullptr);
  auto encoder = speaker::SpeakerEncoder::open(arguments.models, disk);
  if (encoder.ok()) judges.encoder = *encoder;
  return judges;
}

Result<Sums> judged(const Judges& judges, const std::filesystem::path& path, const Arguments& arguments,
                    FileSystem& disk) {
  TRY(const auto decoded, audio::decode_file(path));
  std::vector<float> before = dsp::resample(decoded.audio.channel(0), decoded.audio.format().sample_rate_hz, kRateHz);
  TRY(const auto frames, voice::analyse_voice(before));
  before.resize(frames.count() * kRateHz / voice::kFramesPerSecond);
  const auto began = std::chrono::steady_clock::now();
  TRY(const auto after, judges.vocoder->speak(frames, {.rate_hz = kRateHz}));
  Sums sums;
  sums.count = 1;
  sums.took_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  sums.seconds = static_cast<double>(after.size()) / kRateHz;
  const audio::AudioBuffer original(kRateHz, before);
  const audio::AudioBuffer copy(kRateHz, after);
  TRY(sums.stoi, eval::stoi(original.view(), copy.view()));
  TRY(const auto mos_before, judges.dnsmos->hear(before));
  TRY(const auto mos_after, judges.dnsmos->hear(after));
  sums.mos_before = mos_before.mos;
  sums.mos_after = mos_after.mos;
  if (judges.encoder != nullptr) {
    TRY(const auto a, judges.encoder->embed(original.view()));
    TRY(const auto b, judges.encoder->embed(copy.view()));
    sums.likeness = speaker::cosine(a, b);
  }
  if (!arguments.write.empty()) {
    TRY_VOID(disk.create_folders(arguments.write));
    TRY(const auto wide, judges.vocoder->speak(frames));
    const audio::AudioBuffer sound(voice::VocoderOptions{}.rate_hz, wide);
    TRY(const std::string wav, audio::encode_wav(sound.view(), audio::WavEncoding::Pcm16));
    TRY_VOID(disk.write_atomically(arguments.write / (path.stem().string() + ".wav"), wav));
  }
  return sums;
}

void print_row(const std::string& name, const Sums& s) {
  const auto n = static_cast<double>(s.count);
  std::printf("| %s | %zu | %.3f | %.2f | %.2f | %.2f | %.3f | %.3f |\n", name.c_str(), s.count, s.stoi / n,
              s.mos_before / n, s.mos_after / n, (s.mos_before - s.mos_after) / n, s.likeness / n,
              s.took_s / s.seconds);
  std::fflush(stdout);
}

}  // namespace

std::string vocoder_trial_usage() {
  return "usage: timbre-eval vocoder --files FOLDER [--models FOLDER] [--per N] [--write FOLDER]\n";
}

Result<void> vocoder_trial(const std::vector<std::string>& words, FileSystem& disk) {
  TRY(const Arguments arguments, parse(words));
  TRY(const Judges judges, judges_of(arguments, disk));
  std::map<std::string, std::vector<std::filesystem::path>> of_speaker;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(arguments.files)) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() == ".flac") of_speaker[name.substr(0, name.find('-'))].push_back(entry.path());
  }
  std::puts(
      "| speaker | recordings | STOI | DNSMOS OVRL before | after | lost | likeness to the original | real-time factor "
      "|\n|---|---|---|---|---|---|---|---|");
  Sums all;
  for (auto& [speaker, paths] : of_speaker) {
    std::sort(paths.begin(), paths.end());
    paths.resize(std::min(paths.size(), arguments.per_speaker));
    Sums sums;
    for (const auto& path : paths) {
      TRY(const Sums one, judged(judges, path, arguments, disk));
      sums.add(one);
    }
    print_row(speaker, sums);
    all.add(sums);
  }
  if (all.count == 0) return Error{ErrorKind::NotFound, "no FLAC files in " + arguments.files.string()};
  print_row("all", all);
  return {};
}

}  // namespace timbre::app
