// Rung: exact.
#include "cloud/cloud_settings.h"

#include <cstdlib>
#include <gtest/gtest.h>

#include "base/testing/memory_file_system.h"

namespace timbre::cloud {
namespace {

struct CloudSettingsFile : testing::Test {
  MemoryFileSystem disk;
  CloudSettingsFile() { ::unsetenv("TIMBRE_ENGINES"); }
  ~CloudSettingsFile() override { ::unsetenv("TIMBRE_ENGINES"); }
};

TEST_F(CloudSettingsFile, NoFileIsNoSettings) {
  const auto settings = read_cloud_settings("/data", disk);
  ASSERT_TRUE(settings.ok()) << settings.error().message;
  EXPECT_EQ(settings->file, "/data/engines.json");
  EXPECT_TRUE(settings->sagemaker.is_null());
}

TEST_F(CloudSettingsFile, HandsOutItsSections) {
  disk.files["/data/engines.json"] = R"({"sagemaker": {"endpoint": "e"}, "openai_audio": [], "advice": {}})";
  const auto settings = read_cloud_settings("/data", disk);
  ASSERT_TRUE(settings.ok()) << settings.error().message;
  EXPECT_EQ(settings->sagemaker["endpoint"], "e");
  EXPECT_TRUE(settings->openai_audio.is_array());
  EXPECT_EQ(settings->where("sagemaker"), "engines.json: sagemaker");
}

TEST_F(CloudSettingsFile, AVariableNamesAnother) {
  ::setenv("TIMBRE_ENGINES", "/etc/voices.json", 1);
  const auto missing = read_cloud_settings("/data", disk);
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().message, "'/etc/voices.json', named by TIMBRE_ENGINES, is not there");
  disk.files["/etc/voices.json"] = "{}";
  EXPECT_TRUE(read_cloud_settings("/data", disk).ok());
}

TEST_F(CloudSettingsFile, SaysWhatIsWrongAndShowsNothingOfIt) {
  const auto problem = [](const char* text) {
    const auto settings = parse_cloud_settings(text, "/data/engines.json");
    return settings.ok() ? "none" : settings.error().message;
  };
  EXPECT_EQ(problem("{\n\"sagemaker\": hush"),
            "'/data/engines.json', line 2: this is no JSON; the form is in docs/formats/engines.md");
  EXPECT_EQ(problem("[]"), "engines.json must be an object: {…}");
  EXPECT_EQ(problem(R"({"sagemakr": {}})"),
            "engines.json.sagemakr is not known; there are: advice, openai_audio, sagemaker");
}

}  // namespace
}  // namespace timbre::cloud
