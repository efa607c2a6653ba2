// Rung: property.
#include "asr/pocketsphinx_model.h"

#include <cstdlib>
#include <fstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "base/testing/temporary_folder.h"

namespace timbre::asr {
namespace {

using ::testing::HasSubstr;

/// The variable for one test, as it was before afterwards.
class NamedFolder {
 public:
  explicit NamedFolder(const std::string& folder) { ::setenv(kVariable, folder.c_str(), 1); }
  NamedFolder(const NamedFolder&) = delete;
  NamedFolder& operator=(const NamedFolder&) = delete;
  ~NamedFolder() { ::unsetenv(kVariable); }

 private:
  static constexpr const char* kVariable = "TIMBRE_POCKETSPHINX_MODEL";
};

TEST(PocketsphinxModel, IsFoundWhereTheSystemKeepsIt) {
  const auto model = find_pocketsphinx_model();
  ASSERT_TRUE(model.ok()) << model.error().message;
  EXPECT_TRUE(std::filesystem::is_regular_file(model->dictionary));
}

TEST(PocketsphinxModel, MissingNamesThePackageAndTheFile) {
  const TemporaryFolder folder;
  const NamedFolder named(folder.path().string());
  const auto model = find_pocketsphinx_model();
  ASSERT_FALSE(model.ok());
  EXPECT_EQ(model.error().kind, ErrorKind::Unavailable);
  EXPECT_THAT(model.error().message, HasSubstr("pocketsphinx-en-us"));
  EXPECT_THAT(model.error().message, HasSubstr(folder.path().string()));
}

TEST(PocketsphinxModel, AnEmptyFileIsAMissingOne) {
  const auto real = find_pocketsphinx_model();
  ASSERT_TRUE(real.ok()) << real.error().message;
  const TemporaryFolder folder;
  std::filesystem::create_directory_symlink(real->acoustic, folder.path() / "en-us");
  std::filesystem::create_symlink(real->language_model, folder.path() / "en-us.lm.bin");
  std::ofstream(folder.path() / "cmudict-en-us.dict").close();
  const NamedFolder named(folder.path().string());
  const auto model = find_pocketsphinx_model();
  ASSERT_FALSE(model.ok());
  EXPECT_THAT(model.error().message, HasSubstr("cmudict-en-us.dict"));
}

}  // namespace
}  // namespace timbre::asr
