// Property: the same sound whatever the cuts and the wire. Definition: what is no speech is told as what it is.
#include "cloud/speech_decoder.h"

#include <cmath>
#include <gtest/gtest.h>
#include <vector>

#include "audio/audio_buffer.h"
#include "audio/codec/wav_writer.h"
#include "base/random.h"
#include "cloud/post_body.h"

namespace timbre::cloud {
namespace {

std::vector<float> tone(std::size_t count, float level = 0.3F) {
  std::vector<float> samples(count);
  for (std::size_t i = 0; i < count; ++i) samples[i] = level * std::sin(0.05F * static_cast<float>(i));
  return samples;
}

std::string pcm_of(const std::vector<float>& samples) {
  std::string bytes;
  for (const float sample : samples) {
    const auto value = static_cast<std::int16_t>(std::lround(sample * 32'767));
    bytes += {static_cast<char>(value), static_cast<char>(value >> 8)};
  }
  return bytes;
}

std::string wav_of(const std::vector<float>& samples, int rate_hz = 24'000) {
  return audio::encode_wav(audio::AudioBuffer(rate_hz, samples).view(), audio::WavEncoding::Pcm16).value();
}

std::string events_of(std::string_view sound, const std::string& before = {}, bool has_end = true) {
  std::string text = before;
  for (; !sound.empty(); sound.remove_prefix(std::min<std::size_t>(777, sound.size()))) {
    text += "event: speech.audio.delta\ndata: {\"type\":\"speech.audio.delta\",\"audio\":\"" +
            base64_of(sound.substr(0, 777)) + "\"}\n\n";
  }
  return has_end ? text + "data: {\"type\":\"speech.audio.done\",\"usage\":{}}\n\n" : text;
}

struct Decoded {
  std::vector<float> samples;
  int sample_rate_hz = 0;
  Result<void> result;
};

Decoded decoded(std::string_view body, SpeechWire wire, std::size_t longest = 1000) {
  SeededRandom random(longest);
  Decoded all;
  SpeechDecoder decoder(wire, 24'000, [&](int rate_hz, std::span<const float> mono) -> Result<void> {
    all.sample_rate_hz = rate_hz;
    all.samples.insert(all.samples.end(), mono.begin(), mono.end());
    return {};
  });
  while (!body.empty() && all.result.ok()) {
    const std::size_t count = 1 + random.next() % longest;
    all.result = decoder.push(body.substr(0, count));
    body.remove_prefix(std::min(count, body.size()));
  }
  if (all.result.ok()) all.result = decoder.finish();
  EXPECT_EQ(decoder.has_given(), !all.samples.empty());
  return all;
}

TEST(SpeechDecoder, HearsTheSameOverEveryWireWhateverTheCuts) {
  const std::vector<float> samples = tone(5000);
  const std::string info = "data: {\"type\":\"speech.audio.info\",\"sample_rate\":24000,\"channels\":1}\n\n";
  const std::vector<std::pair<std::string, SpeechWire>> wires{{wav_of(samples), SpeechWire::Wav},
                                                              {wav_of(samples), SpeechWire::Pcm},
                                                              {pcm_of(samples), SpeechWire::Pcm},
                                                              {events_of(pcm_of(samples)), SpeechWire::Wav},
                                                              {events_of(pcm_of(samples), info), SpeechWire::Pcm},
                                                              {events_of(wav_of(samples)), SpeechWire::Wav}};
  for (std::size_t i = 0; i < wires.size(); ++i) {
    for (const std::size_t longest : {1, 3, 100, 100'000}) {
      const Decoded all = decoded(wires[i].first, wires[i].second, longest);
      ASSERT_TRUE(all.result.ok()) << i << ": " << all.result.error().message;
      EXPECT_EQ(all.sample_rate_hz, 24'000);
      ASSERT_EQ(all.samples.size(), samples.size()) << i;
      for (std::size_t at = 0; at < samples.size(); ++at) ASSERT_NEAR(all.samples[at], samples[at], 1.0 / 16'000);
    }
  }
}

TEST(SpeechDecoder, TakesTheRateThatTheAnswerSays) {
  EXPECT_EQ(decoded(wav_of(tone(5000), 44'100), SpeechWire::Wav).sample_rate_hz, 44'100);
  const std::string info = "data: {\"type\":\"speech.audio.info\",\"sample_rate\":16000}\n\n";
  EXPECT_EQ(decoded(events_of(pcm_of(tone(5000)), info), SpeechWire::Wav).sample_rate_hz, 16'000);
  const std::string wrong = "data: {\"type\":\"speech.audio.info\",\"sample_rate\":4000}\n\n";
  EXPECT_EQ(decoded(wrong, SpeechWire::Wav).result.error().kind, ErrorKind::InvalidInput);
}

TEST(SpeechDecoder, SaysWhatCameInstead) {
  const auto words = [](std::string_view body, SpeechWire wire) {
    const Decoded all = decoded(body, wire, 7);
    EXPECT_TRUE(all.samples.empty());
    return all.result.ok() ? std::string() : all.result.error().message;
  };
  for (const auto wire : {SpeechWire::Wav, SpeechWire::Pcm}) {
    EXPECT_NE(words("<!DOCTYPE html><title>nginx</title>", wire).find("a web page"), std::string::npos);
    EXPECT_NE(words("{\"error\":{\"message\":\"no GPU\"}}", wire).find("no GPU"), std::string::npos);
    EXPECT_NE(words("[]", wire).find("[]"), std::string::npos);
    EXPECT_NE(words("ID3\x04" + std::string(400, '\0'), wire).find("MP3"), std::string::npos);
    EXPECT_NE(words("OggS" + std::string(400, '\0'), wire).find("Ogg"), std::string::npos);
    EXPECT_NE(words("", wire).find("nothing"), std::string::npos);
  }
  EXPECT_NE(words(std::string(400, '\x01'), SpeechWire::Wav).find("neither"), std::string::npos);
}

TEST(SpeechDecoder, SilenceAndNothingAreNoSpeech) {
  EXPECT_NE(decoded(wav_of(tone(5000, 0.0005F)), SpeechWire::Wav).result.error().message.find("silence"),
            std::string::npos);
  EXPECT_TRUE(decoded(wav_of(tone(5000, 0.01F)), SpeechWire::Wav).result.ok());
  EXPECT_FALSE(decoded(wav_of({}), SpeechWire::Wav).result.ok());
  EXPECT_FALSE(decoded(events_of(""), SpeechWire::Wav).result.ok());
}

TEST(SpeechDecoder, SaysWhereItIsCutOff) {
  const std::string pcm = pcm_of(tone(5000));
  EXPECT_EQ(decoded(pcm.substr(0, 777), SpeechWire::Pcm).result.error().kind, ErrorKind::Corrupt);
  EXPECT_EQ(decoded(wav_of(tone(5000)).substr(0, 5000), SpeechWire::Wav).result.error().kind, ErrorKind::Corrupt);
  const Decoded events = decoded(events_of(pcm, {}, false), SpeechWire::Wav);
  EXPECT_EQ(events.result.error().kind, ErrorKind::Corrupt);
  EXPECT_NE(events.result.error().message.find("speech.audio.done"), std::string::npos);
}

TEST(SpeechDecoder, AnEventCanTellOfAnError) {
  const std::string body =
      "data: {\"type\":\"speech.audio.error\",\"error\":{\"message\":\"out of\\u001b memory\"}}\n\n";
  const Decoded all = decoded(body, SpeechWire::Wav, 5);
  EXPECT_EQ(all.result.error().kind, ErrorKind::Unavailable);
  EXPECT_NE(all.result.error().message.find("out of\\x1b memory"), std::string::npos) << all.result.error().message;
  EXPECT_EQ(decoded("data: {\"type\":\"speech.audio.delta\",\"audio\":\"no base64\"}\n\n", SpeechWire::Wav)
                .result.error()
                .kind,
            ErrorKind::Corrupt);
}

TEST(SpeechDecoder, DoesNotListenForEver) {
  const std::string second = pcm_of(tone(24'000));
  SpeechDecoder decoder(SpeechWire::Pcm, 24'000, [](int, std::span<const float>) -> Result<void> { return {}; });
  Result<void> pushed;
  int seconds = 0;
  for (; pushed.ok() && seconds < 1000; ++seconds) pushed = decoder.push(second);
  ASSERT_FALSE(pushed.ok());
  EXPECT_EQ(seconds, 601);
}

TEST(SpeechDecoder, PassesOnWhatTheTakerSays) {
  SpeechDecoder decoder(SpeechWire::Pcm, 24'000, [](int, std::span<const float>) -> Result<void> {
    return Error{ErrorKind::Cancelled, "stopped"};
  });
  EXPECT_EQ(decoder.push(pcm_of(tone(100))).error().kind, ErrorKind::Cancelled);
}

}  // namespace
}  // namespace timbre::cloud
