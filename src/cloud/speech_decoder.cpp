#include "cloud/speech_decoder.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/encoding.h"
#include "base/json.h"
#include "cloud/service_words.h"

namespace timbre::cloud {
namespace {

constexpr std::size_t kTellingBytes = 12;  // enough to tell samples from everything else
constexpr std::size_t kKeptTextBytes = 4096;
constexpr double kLongestPieceS = 600;
constexpr float kSilence = 0.001F;  // −60 dBFS

bool is_wav(std::string_view start) {
  return start.starts_with("RIFF") || start.starts_with("RF64") || start.starts_with("BW64");
}

bool is_event(std::string_view start) {
  constexpr std::array<std::string_view, 4> kFields{"data:", "event:", "id:", "retry:"};
  return std::ranges::any_of(kFields, [&](auto field) { return start.starts_with(field); });
}

/// The name of a format that Timbre cannot read from a stream; empty for none.
std::string_view compressed_format(std::string_view start) {
  if (start.starts_with("ID3")) return "MP3";
  if (start.starts_with("OggS")) return "Ogg";
  if (start.starts_with("fLaC")) return "FLAC";
  return "";
}

/// Samples of speech begin near silence; twelve printable characters as samples are six near full scale.
bool is_text(std::string_view start) {
  return std::ranges::all_of(start,
                             [](char c) { return (c >= ' ' && c <= '~') || c == '\n' || c == '\r' || c == '\t'; });
}

Error no_speech(const std::string& what) {
  return {ErrorKind::Unavailable, "the server answered with " + what + " where speech was expected"};
}

}  // namespace

SpeechDecoder::SpeechDecoder(SpeechWire wire, int pcm_rate_hz, SampleTaker taker)
    : wire_(wire),
      pcm_{.encoding = audio::WavSampleType::Signed16, .format = {pcm_rate_hz, 1}},
      taker_(std::move(taker)),
      events_([this](const std::string& data) { return take_event(data); }) {}

Result<void> SpeechDecoder::push(std::string_view bytes) {
  if (kind_ != Kind::Unknown) return push_body(bytes);
  start_.append(bytes);
  if (start_.size() < kTellingBytes) return {};
  const std::string start = start_;
  if (is_event(start)) {
    kind_ = Kind::Events;
  } else if (is_wav(start) || (wire_ == SpeechWire::Pcm && !is_text(std::string_view(start).substr(0, kTellingBytes)) &&
                               compressed_format(start).empty())) {
    kind_ = Kind::Sound;
  } else {
    kind_ = Kind::Other;
    return {};
  }
  start_.clear();
  return push_body(start);
}

Result<void> SpeechDecoder::push_body(std::string_view bytes) {
  if (kind_ == Kind::Events) return events_.push(bytes);
  if (kind_ == Kind::Sound) return push_sound(bytes);
  if (start_.size() < kKeptTextBytes) start_.append(bytes.substr(0, kKeptTextBytes - start_.size()));
  return {};
}

Result<void> SpeechDecoder::push_sound(std::string_view bytes) {
  if (std::holds_alternative<std::monostate>(sound_)) {
    sound_start_.append(bytes);
    if (sound_start_.size() < 4) return {};
    if (is_wav(sound_start_)) {
      sound_.emplace<WavStream>(taker_);
    } else {
      sound_.emplace<SampleStream>(pcm_, taker_);
    }
    const std::string start = std::exchange(sound_start_, {});
    return push_sound(start);
  }
  auto* wav = std::get_if<WavStream>(&sound_);
  TRY_VOID(wav != nullptr ? wav->push(bytes) : std::get<SampleStream>(sound_).push(bytes));
  if (sound() != nullptr && sound()->duration_s() > kLongestPieceS) {
    return Error{ErrorKind::InvalidInput, "the server did not stop speaking after ten minutes of one piece of text"};
  }
  return {};
}

Result<void> SpeechDecoder::take_event(const std::string& data) {
  if (data == "[DONE]") {
    are_events_done_ = true;
    return {};
  }
  const Json event = Json::parse(data, nullptr, false);
  const std::string type = text_at(event, "type");
  if (type == "speech.audio.error" || (event.is_object() && event.contains("error"))) {
    return Error{ErrorKind::Unavailable, "the server gave up: " + message_of(data)};
  }
  if (type == "speech.audio.done") are_events_done_ = true;
  if (type == "speech.audio.info" && event.contains("sample_rate") && event["sample_rate"].is_number_integer()) {
    const audio::AudioFormat format{event["sample_rate"].get<int>(), 1};
    TRY_VOID(audio::check_format(format));
    pcm_.format = format;
  }
  if (type != "speech.audio.delta") return {};
  const auto bytes = from_base64(text_at(event, "audio"));
  if (!bytes) return Error{ErrorKind::Corrupt, "an event of the answer holds sound that is no Base64"};
  return push_sound(std::string(bytes->begin(), bytes->end()));
}

Result<void> SpeechDecoder::finish() {
  if (kind_ == Kind::Unknown && wire_ == SpeechWire::Pcm && !start_.empty() && !is_text(start_)) kind_ = Kind::Sound;
  if (kind_ == Kind::Unknown || kind_ == Kind::Other) return tell_what_it_is();
  TRY_VOID(events_.push("\n\n"));  // the last event may lack its empty line
  if (kind_ == Kind::Events && !are_events_done_) {
    return Error{ErrorKind::Corrupt, "the sound is cut off: the event speech.audio.done did not come"};
  }
  return finish_sound();
}

Result<void> SpeechDecoder::finish_sound() {
  if (const auto* wav = std::get_if<WavStream>(&sound_)) TRY_VOID(wav->finish());
  if (const auto* samples = std::get_if<SampleStream>(&sound_)) TRY_VOID(samples->finish());
  if (!has_given()) return Error{ErrorKind::Unavailable, "the server answered without any sound"};
  if (sound()->peak() < kSilence) {
    return Error{ErrorKind::Unavailable, "the server answered with silence"};
  }
  return {};
}

Error SpeechDecoder::tell_what_it_is() const {
  if (start_.empty()) return no_speech("nothing");
  if (const auto format = compressed_format(start_); !format.empty()) return no_speech(std::string(format));
  if (is_web_page(start_)) return no_speech("a web page");
  const std::string said = message_of(start_);
  return no_speech(said.empty() ? "something that is neither WAV nor text" : "\"" + said + "\"");
}

const SampleStream* SpeechDecoder::sound() const {
  if (const auto* wav = std::get_if<WavStream>(&sound_)) return wav->sound() ? &*wav->sound() : nullptr;
  return std::get_if<SampleStream>(&sound_);
}

}  // namespace timbre::cloud
