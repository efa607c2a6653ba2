#include "voice_page.h"

#include <cstdio>

#include "audio/codec/wav_writer.h"
#include "dsp/resample.h"
#include "spectrogram_png.h"
#include "voice_page.embed.h"

namespace timbre::app {
namespace {

constexpr std::size_t kMostRecordings = 3;
constexpr std::string_view kPlace = "\"DATA\"";

Result<void> write_sound(std::span<const float> samples, int rate_hz, const std::filesystem::path& stem,
                         FileSystem& disk) {
  TRY(const std::string wav, audio::encode_wav(audio::AudioView(rate_hz, samples), audio::WavEncoding::Pcm16));
  TRY_VOID(disk.write_atomically(stem.string() + ".wav", wav));
  const auto heard = dsp::resample(samples, rate_hz, kJudgedAtHz);
  return disk.write_atomically(stem.string() + ".png", spectrogram_png(heard));
}

/// flite-01, clone-1688-01: without speaker what everybody shares.
std::string stem_of(const VoiceTrial& trial, const SystemClips& system, const Clip& clip, std::size_t number) {
  char digits[24];
  std::snprintf(digits, sizeof digits, "%02zu", number + 1);
  const std::string speaker = system.name == "flite" ? "" : trial.people[clip.person].reference.speaker + "-";
  return system.name + "-" + speaker + digits;
}

/// Writes a system's sounds, and their names into the page's data.
Result<void> write_system(const VoiceTrial& trial, std::size_t index, const std::filesystem::path& folder,
                          FileSystem& disk, Json& data) {
  const SystemClips& system = trial.systems[index];
  std::vector<std::size_t> count_of(trial.people.size(), 0);
  for (const Clip& clip : system.clips) {
    const std::size_t number = count_of[clip.person]++;
    if (clip.sentence.empty() && number >= kMostRecordings) continue;
    const std::string stem = stem_of(trial, system, clip, number);
    data["speakers"][clip.person]["systems"][index]["clips"][number]["sound"] = stem;
    if (system.name == "flite" && clip.person > 0) continue;
    TRY_VOID(write_sound(clip.samples, clip.rate_hz, folder / stem, disk));
  }
  return {};
}

/// Nothing in the data can end the script it stands in.
std::string script_safe(std::string text) {
  for (std::size_t at = text.find("</"); at != std::string::npos; at = text.find("</", at + 3)) {
    text.replace(at, 2, "<\\/");
  }
  return text;
}

}  // namespace

Result<void> write_voice_page(const VoiceTrial& trial, const Json& report, const std::filesystem::path& folder,
                              FileSystem& disk) {
  TRY_VOID(disk.create_folders(folder));
  Json data = report;
  for (std::size_t p = 0; p < trial.people.size(); ++p) {
    const auto& reference = trial.people[p].reference;
    const std::string stem = "reference-" + reference.speaker;
    data["speakers"][p]["sound"] = stem;
    TRY_VOID(write_sound(reference.samples, reference.rate_hz, folder / stem, disk));
  }
  for (std::size_t s = 0; s < trial.systems.size(); ++s) TRY_VOID(write_system(trial, s, folder, disk, data));
  Json rows = Json::array();
  for (std::size_t m = 0; m < eval::kVoiceMeasureCount; ++m) {
    const auto& info = eval::voice_measure_info(static_cast<eval::VoiceMeasure>(m));
    rows.push_back({{"name", info.name}, {"title", info.title}, {"decimals", info.decimals}});
  }
  data["measures"] = std::move(rows);
  std::string page(voice_page);
  page.replace(page.find(kPlace), kPlace.size(), script_safe(data.dump()));
  return disk.write_atomically(folder / "index.html", page);
}

}  // namespace timbre::app
