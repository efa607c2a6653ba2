#include "voice_ears.h"

#include <algorithm>

#include "asr/pocketsphinx_transcriber.h"
#include "base/random.h"
#include "nn/onnx_session.h"
#include "text/words.h"
#include "voice_people.h"

namespace timbre::app {
namespace {

constexpr std::size_t kQuiet = kJudgedAtHz / 4;
constexpr double kHush = 1e-4;  // −80 dBFS
constexpr std::uint64_t kHushSeed = 1;

/// A clip that begins at once loses its first word, and digital silence spoils what the recogniser takes for the
/// channel: flite's word errors rise from 19 to 27 % behind half a second of zeros, and not behind this.
std::vector<float> framed_in_hush(const std::vector<float>& samples) {
  std::vector<float> framed(samples.size() + 2 * kQuiet, 0.0F);
  std::copy(samples.begin(), samples.end(), framed.begin() + kQuiet);
  SeededRandom random(kHushSeed);
  for (float& x : framed) x += static_cast<float>(kHush * random.normal());
  return framed;
}

}  // namespace

std::string plain_words(const std::string& text) {
  std::string plain;
  for (const auto& word : text::split_words(text, text::Hyphens::Split)) {
    const std::string form = text::normal_form(word.text);
    if (!form.empty()) plain += (plain.empty() ? "" : " ") + form;
  }
  return plain;
}

Result<std::unique_ptr<VoiceEars>> VoiceEars::open(const std::filesystem::path& encoder_folder,
                                                   const std::filesystem::path& models, FileSystem& disk) {
  auto ears = std::make_unique<VoiceEars>();
  TRY(ears->encoder_, speaker::SpeakerEncoder::open(encoder_folder, disk));
  auto network = nn::OnnxSession::open(models / "dnsmos_p835_sig_bak_ovr.onnx", disk);
  if (network.ok()) {
    ears->dnsmos_ = std::make_unique<const measure::Dnsmos>(*network, nullptr);
  } else {
    ears->why_no_quality_ = network.error().message + " (name the folder in TIMBRE_MODELS)";
  }
  return ears;
}

Result<std::string> VoiceEars::transcribe(const std::vector<float>& samples) {
  std::unique_ptr<asr::Transcriber> engine;
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      engine = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (engine == nullptr) {
    TRY(engine, asr::make_pocketsphinx_transcriber());
  }
  const auto transcript = engine->transcribe(framed_in_hush(samples), {.language = "en", .cancel = {}, .progress = {}});
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(engine));
  if (!transcript.ok()) return transcript.error();
  return transcript->text();
}

Result<Heard> VoiceEars::hear(const std::vector<float>& samples, const std::string& speaker, const std::string& said) {
  Heard heard;
  heard.duration_s = static_cast<double>(samples.size()) / kJudgedAtHz;
  heard.voice.speaker = speaker;
  const auto embedding = encoder_->embed(audio::AudioView(kJudgedAtHz, samples));
  if (embedding.ok()) {
    heard.voice.values = *embedding;
    heard.voice.place = encoder_->card().cohort.place_of(*embedding);
  } else if (embedding.error().kind != ErrorKind::InvalidInput) {
    return embedding.error();
  }
  if (dnsmos_ != nullptr) {
    TRY(heard.quality, dnsmos_->hear(samples));
  }
  TRY(heard.prosody, prosody_of(samples));
  if (said.empty()) return heard;
  TRY(heard.transcript, transcribe(samples));
  TRY(heard.words, eval::word_errors(plain_words(said), plain_words(heard.transcript)));
  return heard;
}

}  // namespace timbre::app
