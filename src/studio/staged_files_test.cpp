// Rung: exact.
#include "studio/staged_files.h"

#include "gtest/gtest.h"

#include "base/testing/memory_file_system.h"
#include "base/testing/temporary_folder.h"

namespace timbre::studio {
namespace {

std::size_t file_count(const std::filesystem::path& folder) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) count += entry.exists() ? 1 : 0;
  return count;
}

TEST(StagedFiles, NothingIsThereBeforeAndAllIsThereAfter) {
  const TemporaryFolder folder;
  PosixFileSystem disk;
  const auto a = folder.path() / "new" / "deep" / "a";
  const auto b = folder.path() / "b";
  StagedFiles files(disk, false);
  ASSERT_TRUE(files.write(a, "1").ok());
  ASSERT_TRUE(files.write(b, "2").ok());
  EXPECT_FALSE(std::filesystem::exists(a));
  EXPECT_FALSE(std::filesystem::exists(b));
  ASSERT_TRUE(files.publish().ok());
  EXPECT_EQ(disk.read(a, 9).value(), "1");
  EXPECT_EQ(disk.read(b, 9).value(), "2");
  EXPECT_EQ(file_count(folder.path()), 4U) << "two files, two folders";
}

TEST(StagedFiles, LeavesNothingWhenItIsGivenUp) {
  const TemporaryFolder folder;
  PosixFileSystem disk;
  {
    StagedFiles files(disk, true);
    ASSERT_TRUE(files.write(folder.path() / "new" / "deep" / "a", "1").ok());
  }
  EXPECT_EQ(file_count(folder.path()), 0U);
}

TEST(StagedFiles, AFileThatComesMeanwhileStaysAndTheRestIsUndone) {
  const TemporaryFolder folder;
  PosixFileSystem disk;
  {
    StagedFiles files(disk, false);
    ASSERT_TRUE(files.write(folder.path() / "a", "1").ok());
    ASSERT_TRUE(files.write(folder.path() / "b", "2").ok());
    ASSERT_TRUE(disk.write_atomically(folder.path() / "b", "theirs").ok());
    const auto published = files.publish();
    ASSERT_FALSE(published.ok());
    EXPECT_EQ(published.error().kind, ErrorKind::Denied);
    EXPECT_NE(published.error().message.find("--force"), std::string::npos);
  }
  EXPECT_EQ(disk.read(folder.path() / "b", 9).value(), "theirs");
  EXPECT_EQ(file_count(folder.path()), 1U);
}

TEST(StagedFiles, ReplacesAllOrPutsTheOldOnesBack) {
  const TemporaryFolder folder;
  PosixFileSystem disk;
  ASSERT_TRUE(disk.write_atomically(folder.path() / "a", "old a").ok());
  ASSERT_TRUE(disk.write_atomically(folder.path() / "b", "old b").ok());
  {
    StagedFiles files(disk, true);
    ASSERT_TRUE(files.write(folder.path() / "a", "new a").ok());
    ASSERT_TRUE(files.write(folder.path() / "b", "new b").ok());
    ASSERT_TRUE(disk.remove(files.staged_path(folder.path() / "b")).ok());  // the second cannot be placed
    EXPECT_FALSE(files.publish().ok());
  }
  EXPECT_EQ(disk.read(folder.path() / "a", 9).value(), "old a");
  EXPECT_EQ(disk.read(folder.path() / "b", 9).value(), "old b");
  {
    StagedFiles files(disk, true);
    ASSERT_TRUE(files.write(folder.path() / "a", "new a").ok());
    ASSERT_TRUE(files.write(folder.path() / "b", "new b").ok());
    ASSERT_TRUE(files.publish().ok());
  }
  EXPECT_EQ(disk.read(folder.path() / "a", 9).value(), "new a");
  EXPECT_EQ(disk.read(folder.path() / "b", 9).value(), "new b");
  EXPECT_EQ(file_count(folder.path()), 2U);
}

TEST(StagedFiles, ChecksBeforeWorkWithoutTouchingAnything) {
  const TemporaryFolder folder;
  PosixFileSystem disk;
  const auto take = folder.path() / "take";
  const auto other = folder.path() / "other";
  ASSERT_TRUE(disk.write_atomically(take, "t").ok());
  ASSERT_TRUE(disk.write_atomically(other, "o").ok());
  std::filesystem::create_directories(folder.path() / "f");
  std::filesystem::create_hard_link(take, folder.path() / "again");
  StagedFiles careful(disk, false);
  StagedFiles forced(disk, true);
  EXPECT_TRUE(careful.check(folder.path() / "none" / "x", take).ok());
  EXPECT_EQ(careful.check(other, take).error().kind, ErrorKind::Denied);
  EXPECT_TRUE(forced.check(other, take).ok());
  EXPECT_EQ(forced.check(take, take).error().kind, ErrorKind::InvalidInput);
  EXPECT_EQ(forced.check(folder.path() / "again", take).error().kind, ErrorKind::InvalidInput) << "by another name";
  EXPECT_EQ(forced.check(folder.path() / "f", take).error().kind, ErrorKind::InvalidInput);
  EXPECT_EQ(forced.write(other / "x", "1").error().kind, ErrorKind::InvalidInput) << "a file is no folder";
}

TEST(StagedFiles, AFullDiskLeavesTheOldFilesAlone) {
  for (std::size_t room = 0; room < 20; ++room) {
    MemoryFileSystem disk;
    disk.files = {{"/out/a", "old a"}, {"/out/b", "old b"}};
    disk.room_bytes = room;
    {
      StagedFiles files(disk, true);
      Result<void> done = files.write("/out/a", "0123456789");
      if (done.ok()) done = files.write("/out/b", "0123456789");
      if (done.ok()) done = files.publish();
      ASSERT_FALSE(done.ok()) << room;
      EXPECT_EQ(done.error().kind, ErrorKind::Unavailable);
    }
    EXPECT_EQ(disk.files, (std::map<std::string, std::string>{{"/out/a", "old a"}, {"/out/b", "old b"}})) << room;
  }
}

}  // namespace
}  // namespace timbre::studio
