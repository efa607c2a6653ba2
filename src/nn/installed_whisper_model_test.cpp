// Rung: exact.
#include "nn/installed_whisper_model.h"

#include "gtest/gtest.h"

#include "base/testing/memory_file_system.h"

namespace timbre::nn {
namespace {

class InstalledWhisperModel : public ::testing::Test {
 protected:
  InstalledWhisperModel() {
    ModelCatalog catalog = built_in_catalog();
    for (ModelEntry& entry : catalog) entry.size_bytes = entry.size_bytes == 0 ? 0 : 4;
    folder = ModelFolder(disk, std::move(catalog), "/models");
  }
  void add(const std::string& name) { disk.files["/models/ggml-" + name + ".bin"] = "lmgg"; }
  std::string best(std::string_view language = {}) {
    const auto found = installed_whisper_model(folder, language);
    return found.ok() && found->has_value() ? (*found)->name : "";
  }
  MemoryFileSystem disk;
  ModelFolder folder{disk, {}, ""};
};

TEST_F(InstalledWhisperModel, PrefersTheLarger) {
  EXPECT_EQ(best(), "");
  const char* upwards[] = {"tiny",
                           "base",
                           "small-q5_1",
                           "small",
                           "medium-q5_0",
                           "medium",
                           "large-v3-turbo-q5_0",
                           "large-v3-turbo-q8_0",
                           "large-v3-turbo",
                           "large-v3-q5_0",
                           "large-v3"};
  for (const char* name : upwards) {
    add(name);
    EXPECT_EQ(best(), "whisper-" + std::string(name));
    EXPECT_EQ(best("en"), "whisper-" + std::string(name));
  }
  add("custom");
  EXPECT_EQ(best(), "custom");
}

TEST_F(InstalledWhisperModel, PutsEnglishOnlyModelsWhereTheyBelong) {
  add("base.en");
  EXPECT_EQ(best(), "whisper-base.en");
  EXPECT_EQ(best("de"), "");
  add("base");
  EXPECT_EQ(best(), "whisper-base");
  EXPECT_EQ(best("en"), "whisper-base.en");
  EXPECT_EQ(best("de"), "whisper-base");
}

TEST_F(InstalledWhisperModel, TakesNeitherATestFileNorAHalfOne) {
  disk.files["/models/for-tests-ggml-tiny.en.bin"] = "lmgg";
  disk.files["/models/ggml-base.bin.part"] = "lmgg";
  disk.files["/models/ggml-small.bin"] = "lm";
  EXPECT_EQ(best(), "");
}

}  // namespace
}  // namespace timbre::nn
