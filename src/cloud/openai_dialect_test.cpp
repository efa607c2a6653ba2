// Exact: the body of a request for speech in every dialect, field by field and in order. docs/engines.md names where
// each server says what it takes.
#include "cloud/openai_dialect.h"

#include <gtest/gtest.h>

namespace timbre::cloud {
namespace {

struct Asked {
  OpenAiServer server{.base_url = "http://127.0.0.1:8091"};
  std::string text = "Good morning.";
  clone::Voice voice{.id = "v1", .name = "Ann", .reference = {}, .reference_text = "One two."};
  clone::SpeakOptions options = {};
  std::string server_voice = {};
  std::string model = {};

  [[nodiscard]] net::HttpRequest as(OpenAiDialect dialect) const {
    return speech_request(server, dialect,
                          {.text = text,
                           .voice = voice,
                           .options = options,
                           .reference_wav = "RIFF",
                           .server_voice = server_voice,
                           .model = model,
                           .is_streamed = streams_for(server, dialect, options)});
  }
};

std::string header(const net::HttpRequest& request) { return request.headers.at(0).second; }

TEST(OpenAiDialect, VllmOmniTakesTheClipAlong) {
  Asked asked;
  auto request = asked.as(OpenAiDialect::VllmOmni);
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "http://127.0.0.1:8091/v1/audio/speech");
  EXPECT_EQ(header(request), "application/json");
  EXPECT_EQ(
      request.body,
      R"({"input":"Good morning.","task_type":"Base","language":"Auto","ref_audio":"data:audio/wav;base64,UklGRg==",)"
      R"("ref_text":"One two.","response_format":"wav","stream":true,"stream_format":"audio"})");
  asked.model = "Qwen/Base";
  asked.voice.reference_text = "";
  asked.options = {.language = "de", .speed = 1.25, .instruction = "softly", .seed = 0xFFFF'FFFF'FFFF'FFFFU};
  request = asked.as(OpenAiDialect::VllmOmni);
  EXPECT_EQ(request.body,
            R"({"model":"Qwen/Base","input":"Good morning.","task_type":"Base","language":"German",)"
            R"("ref_audio":"data:audio/wav;base64,UklGRg==","x_vector_only_mode":true,"response_format":"wav",)"
            R"("speed":1.25,"seed":9223372036854775807,"instructions":"softly"})")
      << "no stream: it changes the speed of whole files only";
}

TEST(OpenAiDialect, VllmOmniSpeaksWithAnUploadedVoice) {
  Asked asked{.server_voice = "timbre-1"};
  asked.server.streaming = OpenAiStreaming::Events;
  asked.server.wire = SpeechWire::Pcm;
  EXPECT_EQ(
      asked.as(OpenAiDialect::VllmOmni).body,
      R"({"input":"Good morning.","task_type":"Base","language":"Auto","voice":"timbre-1","response_format":"pcm",)"
      R"("stream":true,"stream_format":"sse"})");
}

TEST(OpenAiDialect, ChatterboxApiTakesAForm) {
  Asked asked;
  auto request = asked.as(OpenAiDialect::ChatterboxApi);
  EXPECT_EQ(request.url, "http://127.0.0.1:8091/v1/audio/speech/stream/upload");
  EXPECT_EQ(header(request).rfind("multipart/form-data; boundary=", 0), 0U);
  for (const char* part :
       {"name=\"input\"\r\n\r\nGood morning.\r\n", "name=\"response_format\"\r\n\r\nwav\r\n",
        "name=\"voice_file\"; filename=\"reference.wav\"\r\nContent-Type: audio/wav\r\n\r\nRIFF\r\n"}) {
    EXPECT_NE(request.body.find(part), std::string::npos) << part;
  }
  asked.server.streaming = OpenAiStreaming::Off;
  EXPECT_EQ(asked.as(OpenAiDialect::ChatterboxApi).url, "http://127.0.0.1:8091/v1/audio/speech/upload");
  asked.server.streaming = OpenAiStreaming::Events;
  request = asked.as(OpenAiDialect::ChatterboxApi);
  EXPECT_EQ(request.url, "http://127.0.0.1:8091/v1/audio/speech/upload");
  EXPECT_NE(request.body.find("name=\"stream_format\"\r\n\r\nsse\r\n"), std::string::npos);
  asked.server.streaming = OpenAiStreaming::Audio;
  asked.server_voice = "timbre-1";
  request = asked.as(OpenAiDialect::ChatterboxApi);
  EXPECT_EQ(request.url, "http://127.0.0.1:8091/v1/audio/speech/stream");
  EXPECT_EQ(request.body, R"({"input":"Good morning.","voice":"timbre-1","response_format":"wav"})");
}

TEST(OpenAiDialect, ChatterboxServerNamesTheFile) {
  Asked asked{.options = {.language = "fr", .speed = 0.8, .seed = 0x1'8000'0005U}, .server_voice = "timbre-1.wav"};
  const auto request = asked.as(OpenAiDialect::ChatterboxServer);
  EXPECT_EQ(request.url, "http://127.0.0.1:8091/tts");
  EXPECT_EQ(request.body, R"({"text":"Good morning.","voice_mode":"clone","reference_audio_filename":"timbre-1.wav",)"
                          R"("output_format":"wav","language":"fr","speed_factor":0.8,"seed":5})");
}

TEST(OpenAiDialect, LocalAiNamesTheProfile) {
  Asked asked{.options = {.language = "it", .speed = 1.5}, .server_voice = "localai://voice-profiles/7", .model = "m"};
  EXPECT_EQ(asked.as(OpenAiDialect::LocalAi).body,
            R"({"model":"m","input":"Good morning.","voice":"localai://voice-profiles/7","language":"it",)"
            R"("response_format":"wav","speed":1.5,"stream":true})");
}

TEST(OpenAiDialect, QwenTtsStreamsPlainSamples) {
  Asked asked{.options = {.language = "en", .speed = 1.5, .seed = 7}, .server_voice = "timbre-1"};
  EXPECT_EQ(asked.as(OpenAiDialect::QwenTts).body,
            R"({"input":"Good morning.","voice":"timbre-1","response_format":"pcm","seed":7})");
  asked.server.streaming = OpenAiStreaming::Off;
  EXPECT_EQ(asked.as(OpenAiDialect::QwenTts).body,
            R"({"input":"Good morning.","voice":"timbre-1","response_format":"wav","seed":7})");
}

TEST(OpenAiDialect, OpenAiTakesACustomVoiceAsAnObject) {
  Asked asked{
      .options = {.speed = 1.5, .instruction = "softly"}, .server_voice = "voice_12", .model = "gpt-4o-mini-tts"};
  EXPECT_EQ(asked.as(OpenAiDialect::OpenAi).body,
            R"({"model":"gpt-4o-mini-tts","input":"Good morning.","voice":{"id":"voice_12"},"response_format":"wav",)"
            R"("speed":1.5,"instructions":"softly","stream_format":"audio"})");
  asked.server_voice = "coral";
  EXPECT_NE(asked.as(OpenAiDialect::OpenAi).body.find(R"("voice":"coral")"), std::string::npos);
}

TEST(OpenAiDialect, BrokenTextBecomesWellFormed) {
  Asked asked{.text = "a\xFFz", .server_voice = "v"};
  EXPECT_NE(asked.as(OpenAiDialect::QwenTts).body.find("a\xEF\xBF\xBDz"), std::string::npos);
}

TEST(OpenAiDialect, SaysWhenAClipHasToBeUploaded) {
  OpenAiServer server;
  EXPECT_FALSE(uploads_for(server, OpenAiDialect::VllmOmni, {}));
  EXPECT_FALSE(uploads_for(server, OpenAiDialect::ChatterboxApi, {.language = "en"}));
  EXPECT_TRUE(uploads_for(server, OpenAiDialect::ChatterboxApi, {.language = "fr"})) << "else it is read as English";
  for (const auto dialect : {OpenAiDialect::ChatterboxServer, OpenAiDialect::LocalAi, OpenAiDialect::QwenTts}) {
    EXPECT_TRUE(uploads_for(server, dialect, {}));
  }
  server.upload_voice = true;
  EXPECT_TRUE(uploads_for(server, OpenAiDialect::VllmOmni, {}));
  EXPECT_FALSE(uploads_for(server, OpenAiDialect::OpenAi, {}));
}

}  // namespace
}  // namespace timbre::cloud
