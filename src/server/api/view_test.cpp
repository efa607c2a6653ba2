// Rung: exact, with real clips: what a page gets to draw and to play.
#include <fstream>
#include <iterator>

#include "base/testing/test_data.h"
#include "server/api/testing/api_fixture.h"

namespace timbre::server {
namespace {

class ViewTest : public ApiFixture {
 protected:
  std::string add_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return add({std::istreambuf_iterator<char>(file), {}}, path.filename().string());
  }
  /// A second of silence as AIFF, which browsers do not know.
  static std::string aiff() {
    std::string samples(2 * 8000, '\0');
    const std::string common("\0\1\0\0\x1F\x40\0\x10\x40\x0B\xFA\0\0\0\0\0\0\0", 18);
    const std::string body = "AIFFCOMM" + std::string("\0\0\0\x12", 4) + common + "SSND" +
                             std::string("\0\0\x3E\x88", 4) + std::string(8, '\0') + samples;
    const auto size = static_cast<unsigned>(body.size());
    return "FORM" +
           std::string{static_cast<char>(size >> 24), static_cast<char>(size >> 16), static_cast<char>(size >> 8),
                       static_cast<char>(size)} +
           body;
  }
};

TEST_F(ViewTest, ATakesPicturesFitItsLength) {
  TIMBRE_TEST_DATA(path, "speech/jfk.wav");
  const std::string id = add_file(path);
  const Response answer = call("GET", {"takes", id, "view"});
  ASSERT_EQ(answer.status, 200);
  const Json view = json_of(answer);
  const double duration_s = view["duration_s"];
  EXPECT_NEAR(duration_s, 11.0, 0.01);
  const Json& peaks = view["peaks"];
  EXPECT_EQ(peaks["min"].size(), peaks["max"].size());
  EXPECT_NEAR(static_cast<double>(peaks["min"].size()) * peaks["step_s"].get<double>(), duration_s, 0.05);
  for (std::size_t i = 0; i < peaks["min"].size(); ++i) EXPECT_LE(peaks["min"][i], peaks["max"][i]);
  const Json& picture = view["spectrogram"];
  const std::size_t rows = picture["rows"];
  const std::size_t columns = picture["columns"];
  EXPECT_EQ(picture["hz"].size(), rows + 1);
  EXPECT_EQ(picture["data"].get<std::string>().size(), (rows * columns + 2) / 3 * 4);
  EXPECT_NEAR(static_cast<double>(columns) * picture["step_s"].get<double>(), duration_s, 0.1);
  EXPECT_NEAR(static_cast<double>(view["pitch"]["hz"].size()) * view["pitch"]["step_s"].get<double>(), duration_s, 0.1);
  EXPECT_FALSE(view["loudness"]["lufs"].empty());
  EXPECT_EQ(std::get<std::string>(call("GET", {"takes", id, "view"}).body), std::get<std::string>(answer.body));
  EXPECT_EQ(call("GET", {"takes", id, "view"}, "", {{"if-none-match", header_of(answer, "ETag")}}).status, 304);
}

TEST_F(ViewTest, WhatCannotBeReadSaysSoWithoutNamingTheStoresPath) {
  const std::string id = add("not sound at all", "notes.txt");
  for (const char* what : {"view", "sound"}) {
    const Response answer = call("GET", {"takes", id, what});
    EXPECT_GE(answer.status, 400);
    EXPECT_EQ(std::get<std::string>(answer.body).find(folder_.path().string()), std::string::npos) << what;
  }
  EXPECT_EQ(call("GET", {"takes", "unknown", "view"}).status, 404);
  EXPECT_EQ(call("GET", {"takes", "unknown", "sound"}).status, 404);
}

TEST_F(ViewTest, WhatBrowsersKnowIsPlayedAsItCame) {
  TIMBRE_TEST_DATA(wav, "speech/jfk.wav");
  TIMBRE_TEST_DATA(flac, "speech/librispeech/2609/2609-156975-0000.flac");
  for (const auto& path : {wav, flac}) {
    const Response sound = call("GET", {"takes", add_file(path), "sound"});
    ASSERT_EQ(sound.status, 200);
    EXPECT_EQ(std::get<FileBody>(sound.body).length, std::filesystem::file_size(path));
  }
}

TEST_F(ViewTest, WhatBrowsersDoNotKnowIsDecodedOnceAndGoesWithTheTake) {
  const std::string id = add(aiff(), "old.aiff");
  const Response sound = call("GET", {"takes", id, "sound"}, "", {{"range", "bytes=0-11"}});
  ASSERT_EQ(sound.status, 206);
  EXPECT_EQ(header_of(sound, "Content-Type"), "audio/wav");
  const FileBody part = std::get<FileBody>(sound.body);
  EXPECT_EQ(part.length, 12U);
  EXPECT_GT(std::filesystem::file_size(part.path), 16000U);
  const auto made = std::filesystem::last_write_time(part.path);
  ASSERT_EQ(call("GET", {"takes", id, "sound"}).status, 200);
  EXPECT_EQ(std::filesystem::last_write_time(part.path), made);
  ASSERT_EQ(call("DELETE", {"takes", id}).status, 200);
  ASSERT_EQ(call("DELETE", {"trash", id}).status, 204);
  EXPECT_FALSE(std::filesystem::exists(part.path)) << "deleted for good is deleted everywhere";
}

}  // namespace
}  // namespace timbre::server
