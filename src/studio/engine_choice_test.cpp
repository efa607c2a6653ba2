// Rung: exact.
#include "studio/engine_choice.h"

#include <cstdlib>
#include <gtest/gtest.h>

#include "base/testing/memory_file_system.h"

namespace timbre::studio {
namespace {

class EngineChoice : public testing::Test {
 protected:
  void SetUp() override { ::setenv("TIMBRE_MODELS", "/nowhere/models", 1); }
  void TearDown() override { ::unsetenv("TIMBRE_MODELS"); }
  MemoryFileSystem disk_;
};

TEST_F(EngineChoice, WithoutAModelEnglishIsHeardByPocketsphinx) {
  for (const char* language : {"", "en"}) {
    const auto engine = make_engine("", language, disk_);
    if (!engine.ok() && engine.error().kind == ErrorKind::Unavailable) GTEST_SKIP() << engine.error().message;
    ASSERT_TRUE(engine.ok());
    EXPECT_TRUE((*engine)->name().starts_with("pocketsphinx"));
  }
}

TEST_F(EngineChoice, AnotherLanguageNeedsAModelAndTheMessageSaysSo) {
  const auto engine = make_engine("", "de", disk_);
  ASSERT_FALSE(engine.ok());
  EXPECT_EQ(engine.error().kind, ErrorKind::Unavailable);
  EXPECT_NE(engine.error().message.find("timbre models"), std::string::npos);
}

TEST_F(EngineChoice, AWhisperModelThatIsNotInstalledIsUnavailableAndNothingElseIsKnown) {
  EXPECT_EQ(make_engine("whisper", "", disk_).error().kind, ErrorKind::Unavailable);
  EXPECT_EQ(make_engine("whisper-tiny.en", "", disk_).error().kind, ErrorKind::Unavailable);
  for (const char* name : {"nonsense", "silero-vad", "../whisper"})
    EXPECT_EQ(make_engine(name, "", disk_).error().kind, ErrorKind::InvalidInput) << name;
}

}  // namespace
}  // namespace timbre::studio
