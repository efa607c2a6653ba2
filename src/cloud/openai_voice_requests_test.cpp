// Exact: the requests that make, list and delete a voice, dialect by dialect. Definition: how their answers are read.
#include "cloud/openai_voice_requests.h"

#include <gtest/gtest.h>

namespace timbre::cloud {
namespace {

const OpenAiServer kBox{.base_url = "http://box"};
const clone::Voice kAnn{.id = "v1", .name = "Ann", .reference = {}, .reference_text = "One two."};

net::HttpRequest upload(OpenAiDialect dialect, const std::string& language = "fr") {
  return upload_request(kBox, dialect,
                        {.name = "timbre-1", .voice = kAnn, .reference_wav = "RIFF", .language = language});
}

void expect_parts(const net::HttpRequest& request, const std::vector<std::string>& parts) {
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.headers.at(0).second.rfind("multipart/form-data", 0), 0U);
  std::size_t count = 0;
  for (auto at = request.body.find("form-data; name="); at != std::string::npos; ++count) {
    at = request.body.find("form-data; name=", at + 1);
  }
  EXPECT_EQ(count, parts.size());
  for (const std::string& part : parts) EXPECT_NE(request.body.find(part), std::string::npos) << part;
  EXPECT_EQ(request.body.find("Ann"), std::string::npos) << "no name of a person leaves";
}

TEST(OpenAiVoiceRequests, MakeAVoiceAsEachServerWantsIt) {
  EXPECT_EQ(upload(OpenAiDialect::VllmOmni).url, "http://box/v1/audio/voices");
  expect_parts(upload(OpenAiDialect::VllmOmni),
               {"name=\"name\"\r\n\r\ntimbre-1\r\n", "name=\"consent\"\r\n\r\ntimbre-v1\r\n",
                "name=\"ref_text\"\r\n\r\nOne two.\r\n", "name=\"audio_sample\"; filename=\"reference.wav\""});
  EXPECT_EQ(upload(OpenAiDialect::ChatterboxApi).url, "http://box/v1/voices");
  expect_parts(upload(OpenAiDialect::ChatterboxApi),
               {"name=\"voice_name\"\r\n\r\ntimbre-1\r\n", "name=\"language\"\r\n\r\nfr\r\n",
                "name=\"voice_file\"; filename=\"reference.wav\""});
  EXPECT_EQ(upload(OpenAiDialect::ChatterboxServer).url, "http://box/upload_reference");
  expect_parts(upload(OpenAiDialect::ChatterboxServer), {"name=\"files\"; filename=\"timbre-1.wav\""});
  EXPECT_EQ(upload(OpenAiDialect::LocalAi).url, "http://box/api/voice-profiles");
  expect_parts(upload(OpenAiDialect::LocalAi),
               {"name=\"name\"\r\n\r\ntimbre-1\r\n", "name=\"transcript\"\r\n\r\nOne two.\r\n",
                "name=\"consent_confirmed\"\r\n\r\ntrue\r\n", "name=\"audio\"; filename=\"reference.wav\""});
  EXPECT_EQ(upload(OpenAiDialect::QwenTts).url, "http://box/v1/audio/voices");
  EXPECT_EQ(upload(OpenAiDialect::QwenTts).body, R"({"name":"timbre-1","wav_b64":"UklGRg==","ref_text":"One two."})");
}

TEST(OpenAiVoiceRequests, ReadTheIdFromTheAnswer) {
  EXPECT_EQ(uploaded_voice(OpenAiDialect::VllmOmni, "n", "{}").value(), "n");
  EXPECT_EQ(uploaded_voice(OpenAiDialect::LocalAi, "n", R"({"id":"7"})").value(), "localai://voice-profiles/7");
  EXPECT_FALSE(uploaded_voice(OpenAiDialect::LocalAi, "n", R"({"id":7})").ok());
  EXPECT_FALSE(uploaded_voice(OpenAiDialect::LocalAi, "n", "nonsense").ok());
  EXPECT_EQ(uploaded_voice(OpenAiDialect::ChatterboxServer, "n", R"({"uploaded_files":["n.wav"]})").value(), "n.wav");
  for (const char* odd : {R"({"uploaded_files":[]})", R"({"uploaded_files":7})", "[]", "x"}) {
    EXPECT_FALSE(uploaded_voice(OpenAiDialect::ChatterboxServer, "n", odd).ok()) << odd;
  }
}

TEST(OpenAiVoiceRequests, FindAVoiceInTheList) {
  EXPECT_TRUE(lists_voice(OpenAiDialect::VllmOmni, "n", R"({"voices":["a"],"uploaded_voices":[{"name":"n"}]})"));
  EXPECT_TRUE(lists_voice(OpenAiDialect::ChatterboxApi, "n", R"({"voices":[{"name":"n"}],"count":1})"));
  EXPECT_TRUE(lists_voice(OpenAiDialect::ChatterboxServer, "n.wav", R"(["a.wav","n.wav"])"));
  EXPECT_TRUE(lists_voice(OpenAiDialect::QwenTts, "n", R"({"voices":[{"name":"n","kind":"registered"}]})"));
  EXPECT_TRUE(lists_voice(OpenAiDialect::LocalAi, "localai://voice-profiles/7", R"({"data":[{"id":"7"}]})"));
  for (const auto dialect : {OpenAiDialect::VllmOmni, OpenAiDialect::ChatterboxServer, OpenAiDialect::LocalAi}) {
    for (const char* odd : {"", "7", "[]", "{}", R"({"voices":7,"data":{}})", R"({"voices":[{"name":7}]})"}) {
      EXPECT_FALSE(lists_voice(dialect, "n", odd)) << odd;
    }
  }
}

TEST(OpenAiVoiceRequests, DeleteWhereTheServerLetsUs) {
  const auto url = [](OpenAiDialect dialect, const std::string& id) {
    const auto request = delete_request(kBox, dialect, id);
    return request ? request->method + " " + request->url : std::string();
  };
  EXPECT_EQ(url(OpenAiDialect::VllmOmni, "timbre-1"), "DELETE http://box/v1/audio/voices/timbre-1");
  EXPECT_EQ(url(OpenAiDialect::ChatterboxApi, "a/../b?"), "DELETE http://box/v1/voices/a%2F..%2Fb%3F");
  EXPECT_EQ(url(OpenAiDialect::LocalAi, "localai://voice-profiles/7"), "DELETE http://box/api/voice-profiles/7");
  EXPECT_EQ(url(OpenAiDialect::QwenTts, "timbre-1"), "DELETE http://box/v1/audio/voices/timbre-1");
  EXPECT_EQ(url(OpenAiDialect::ChatterboxServer, "x"), "");
}

}  // namespace
}  // namespace timbre::cloud
