#include "cli/expand_paths.h"

#include "gtest/gtest.h"

#include "base/testing/memory_file_system.h"

namespace timbre::cli {
namespace {

TEST(ExpandPaths, FoldersBecomeTheirAudioFilesAndFilesStay) {
  MemoryFileSystem disk;
  for (const char* path : {"/d/b.WAV", "/d/a.flac", "/d/notes.txt", "/d/.hidden/c.wav", "/d/sub/x.webm"})
    disk.files[path];
  const auto found = expand_paths({"/d", "-", "odd.name"}, disk);
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(*found, (std::vector<std::filesystem::path>{"/d/a.flac", "/d/b.WAV", "/d/sub/x.webm", "-", "odd.name"}));
}

TEST(ExpandPaths, RefusesAnEmptyFolderAndTwoStandardInputs) {
  MemoryFileSystem disk;
  disk.files["/d/notes.txt"];
  EXPECT_NE(expand_paths({"/d"}, disk).error().message.find("'/d'"), std::string::npos);
  EXPECT_FALSE(expand_paths({"-", "-"}, disk).ok());
}

}  // namespace
}  // namespace timbre::cli
