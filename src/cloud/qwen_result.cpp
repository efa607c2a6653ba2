#include "cloud/qwen_result.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/encoding.h"
#include "base/json.h"
#include "base/utf8.h"
#include "cloud/wav_stream.h"

namespace timbre::cloud {
namespace {

constexpr int kMostWrappings = 6;
constexpr double kLongestS = 600;
constexpr std::size_t kMaxToldBytes = 300;

Error corrupt(const std::string& what) { return {ErrorKind::Corrupt, "the model's answer " + what}; }

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// The object in the middle of all wrappings.
Result<Json> unwrapped(std::string_view bytes) {
  Json value = Json::parse(bytes, nullptr, false);
  for (int wrappings = 0; wrappings < kMostWrappings; ++wrappings) {
    if (value.is_discarded()) return corrupt("is no JSON, or is cut off");
    if (value.is_object()) return value;
    if (value.is_string()) {
      value = Json::parse(value.get_ref<const std::string&>(), nullptr, false);
    } else if (value.is_array() && !value.empty()) {
      Json first = std::move(value.front());
      value = std::move(first);
    } else {
      break;
    }
  }
  return corrupt("is JSON, but holds no object with \"audio_base64\"");
}

/// Without line ends and a "data:" address in front, padded.
std::string plain_base64(std::string_view text) {
  if (text.starts_with("data:")) text.remove_prefix(std::min(text.find(',') + 1, text.size()));
  std::string plain;
  plain.reserve(text.size() + 3);
  for (const char c : text) {
    if (c != '\n' && c != '\r' && c != ' ' && c != '\t') plain += c;
  }
  while (plain.size() % 4 != 0 && !plain.empty() && plain.size() % 4 != 1) plain += '=';
  return plain;
}

Result<audio::AudioBuffer> decode(const std::vector<std::uint8_t>& wav) {
  int rate_hz = 0;
  std::vector<float> samples;
  std::optional<Error> ran_on;
  WavStream stream([&](int sample_rate_hz, std::span<const float> mono) -> Result<void> {
    rate_hz = sample_rate_hz;
    samples.insert(samples.end(), mono.begin(), mono.end());
    if (static_cast<double>(samples.size()) <= kLongestS * rate_hz) return {};
    ran_on = Error{
        ErrorKind::InvalidInput,
        "the model ran on for more than ten minutes; is the transcript of the reference clip what is said in it?"};
    return *ran_on;
  });
  Result<void> read = stream.push({reinterpret_cast<const char*>(wav.data()), wav.size()});
  if (read.ok()) read = stream.finish();
  if (ran_on) return *ran_on;
  if (!read.ok()) return corrupt("holds audio that cannot be read: " + read.error().message);
  if (samples.empty()) return corrupt("holds no sound");
  return audio::AudioBuffer(rate_hz, std::move(samples));
}

}  // namespace

Result<audio::AudioBuffer> parse_qwen_result(std::string_view bytes) {
  TRY(const Json object, unwrapped(bytes));
  const std::string audio = text_of(object, "audio_base64");
  if (audio.empty()) {
    for (const char* key : {"error", "message", "detail"}) {
      const std::string told = text_of(object, key);
      if (told.empty()) continue;
      return Error{ErrorKind::Unavailable, "the model says: " + printable(told.substr(0, kMaxToldBytes))};
    }
    return corrupt("holds no \"audio_base64\"");
  }
  const auto wav = from_base64(plain_base64(audio));
  if (!wav) return corrupt("holds audio that is no Base64, or is cut off");
  return decode(*wav);
}

}  // namespace timbre::cloud
