// Rung: standard. XDG Base Directory Specification 0.8, "Environment variables".
#include "base/user_folders.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <map>
#include <optional>
#include <string>

namespace timbre {
namespace {

/// Sets the variables for one test and puts back what was there.
class UserFolders : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"TIMBRE_DATA", "TIMBRE_MODELS", "XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME"}) {
      const char* value = std::getenv(name);
      before_[name] = value ? std::optional<std::string>(value) : std::nullopt;
      ::unsetenv(name);
    }
  }
  void TearDown() override {
    for (const auto& [name, value] : before_) {
      if (value) {
        ::setenv(name.c_str(), value->c_str(), 1);
      } else {
        ::unsetenv(name.c_str());
      }
    }
  }

 private:
  std::map<std::string, std::optional<std::string>> before_;
};

TEST_F(UserFolders, FallBackToHome) {
  ::setenv("HOME", "/home/ada", 1);
  EXPECT_EQ(data_folder().value(), "/home/ada/.local/share/timbre");
  EXPECT_EQ(cache_folder().value(), "/home/ada/.cache/timbre");
  EXPECT_EQ(models_folder().value(), "/home/ada/.local/share/timbre/models");
}

TEST_F(UserFolders, XdgComesFirstUnlessRelative) {
  ::setenv("HOME", "/home/ada", 1);
  ::setenv("XDG_DATA_HOME", "/big", 1);
  ::setenv("XDG_CACHE_HOME", "relative", 1);
  EXPECT_EQ(data_folder().value(), "/big/timbre");
  EXPECT_EQ(cache_folder().value(), "/home/ada/.cache/timbre");
}

TEST_F(UserFolders, TimbresOwnVariablesOverrideAll) {
  ::setenv("XDG_DATA_HOME", "/big", 1);
  ::setenv("TIMBRE_DATA", "/mine", 1);
  EXPECT_EQ(data_folder().value(), "/mine");
  EXPECT_EQ(cache_folder().value(), "/mine/cache");
  EXPECT_EQ(models_folder().value(), "/mine/models");
  ::setenv("TIMBRE_MODELS", "/models", 1);
  EXPECT_EQ(models_folder().value(), "/models");
}

TEST_F(UserFolders, NothingSetIsAnErrorThatNamesTheVariable) {
  const auto folder = data_folder();
  ASSERT_FALSE(folder.ok());
  EXPECT_EQ(folder.error().kind, ErrorKind::Unavailable);
  EXPECT_NE(folder.error().message.find("TIMBRE_DATA"), std::string::npos);
}

}  // namespace
}  // namespace timbre
