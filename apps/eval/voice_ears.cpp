#include "voice_ears.h"

#include "asr/pocketsphinx_transcriber.h"
#include "nn/onnx_session.h"
#include "text/words.h"
#include "voice_people.h"

namespace timbre::app {
namespace {

constexpr std::size_t kQuiet = kJudgedAtHz / 2;

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
  std::vector<float> framed(kQuiet, 0.0F);
  framed.insert(framed.end(), samples.begin(), samples.end());
  framed.insert(framed.end(), kQuiet, 0.0F);
  const auto transcript = engine->transcribe(framed, {.language = "en", .cancel = {}, .progress = {}});
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
