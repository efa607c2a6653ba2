#include "cloud/qwen_request.h"

#include <array>
#include <utility>

#include "audio/codec/wav_writer.h"
#include "base/encoding.h"
#include "base/json.h"
#include "base/utf8.h"

namespace timbre::cloud {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kNames = {{{"zh", "Chinese"},
                                                                                   {"en", "English"},
                                                                                   {"ja", "Japanese"},
                                                                                   {"ko", "Korean"},
                                                                                   {"de", "German"},
                                                                                   {"fr", "French"},
                                                                                   {"ru", "Russian"},
                                                                                   {"pt", "Portuguese"},
                                                                                   {"es", "Spanish"},
                                                                                   {"it", "Italian"}}};

audio::AudioBuffer one_channel(const audio::AudioBuffer& audio) {
  const int count = audio.format().channel_count;
  std::vector<float> mixed(audio.frame_count());
  for (std::size_t i = 0; i < mixed.size(); ++i) {
    double sum = 0;
    for (int channel = 0; channel < count; ++channel) sum += static_cast<double>(audio.channel(channel)[i]);
    mixed[i] = static_cast<float>(sum / count);
  }
  return {audio.format().sample_rate_hz, std::move(mixed)};
}

}  // namespace

const std::vector<std::string>& qwen_languages() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> codes;
    for (const auto& [code, name] : kNames) codes.emplace_back(code);
    return codes;
  }();
  return all;
}

std::optional<std::string> qwen_language(std::string_view iso) {
  if (iso.empty()) return "Auto";
  const std::string_view code = iso.substr(0, iso.find_first_of("-_"));
  for (const auto& [known, name] : kNames) {
    if (code == known) return std::string(name);
  }
  return std::nullopt;
}

Result<std::string> qwen_request(const std::string& piece, const clone::Voice& voice, const std::string& language) {
  const auto name = qwen_language(language);
  if (!name) {
    return Error{ErrorKind::InvalidInput, "Qwen3-TTS does not speak '" + printable(language) +
                                              "'; it speaks zh, en, ja, ko, de, fr, ru, pt, es and it"};
  }
  if (voice.reference.frame_count() == 0) {
    return Error{ErrorKind::InvalidInput, "Qwen3-TTS needs a reference clip of the voice; choose one"};
  }
  if (voice.reference_text.empty()) {
    return Error{ErrorKind::InvalidInput,
                 "Qwen3-TTS needs what is said in the reference clip; write or make its transcript first"};
  }
  TRY(const std::string wav, audio::encode_wav(one_channel(voice.reference).view(), audio::WavEncoding::Pcm16));
  Json request;
  request["mode"] = "voice_clone";
  request["text"] = valid_utf8(piece);
  request["language"] = *name;
  request["ref_audio"] = to_base64({reinterpret_cast<const std::uint8_t*>(wav.data()), wav.size()});
  request["ref_text"] = valid_utf8(voice.reference_text);
  return request.dump();
}

}  // namespace timbre::cloud
