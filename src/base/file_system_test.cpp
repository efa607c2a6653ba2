// Rung: exact.
#include "base/file_system.h"

#include <sys/stat.h>

#include "gtest/gtest.h"

#include "base/testing/memory_file_system.h"
#include "base/testing/temporary_folder.h"

namespace timbre {
namespace {

TEST(PosixFileSystem, WritesReadsAndLists) {
  const TemporaryFolder folder;
  PosixFileSystem disk;
  std::filesystem::create_directories(folder.path() / "b");
  ASSERT_TRUE(disk.write_atomically(folder.path() / "b" / "two", "2").ok());
  ASSERT_TRUE(disk.write_atomically(folder.path() / "a \"quoted\"\n name", "1").ok());
  EXPECT_EQ(disk.read(folder.path() / "b" / "two", 10).value(), "2");
  const auto listed = disk.list_recursively(folder.path());
  ASSERT_TRUE(listed.ok());
  ASSERT_EQ(listed->size(), 2U) << "no temporary file may stay";
  EXPECT_EQ(listed->at(1), folder.path() / "b" / "two");
}

TEST(PosixFileSystem, ReplacesWholeFilesOnly) {
  const TemporaryFolder folder;
  PosixFileSystem disk;
  const auto path = folder.path() / "x";
  ASSERT_TRUE(disk.write_atomically(path, "old").ok());
  ASSERT_TRUE(disk.write_atomically(path, "new").ok());
  EXPECT_EQ(disk.read(path, 10).value(), "new");
}

TEST(PosixFileSystem, SaysWhatIsWrong) {
  const TemporaryFolder folder;
  PosixFileSystem disk;
  const auto missing = disk.read(folder.path() / "none", 10);
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().kind, ErrorKind::NotFound);
  EXPECT_NE(missing.error().message.find("none"), std::string::npos);
  ASSERT_TRUE(disk.write_atomically(folder.path() / "big", "12345").ok());
  EXPECT_EQ(disk.read(folder.path() / "big", 4).error().kind, ErrorKind::InvalidInput);
  EXPECT_FALSE(disk.write_atomically(folder.path() / "no" / "folder", "x").ok());
  EXPECT_EQ(disk.status(folder.path() / "none")->kind, FileKind::Missing);
  EXPECT_EQ(disk.status(folder.path())->kind, FileKind::Directory);
}

TEST(PosixFileSystem, NeverRenamesOverAFileUnlessTold) {
  const TemporaryFolder folder;
  PosixFileSystem disk;
  const auto a = folder.path() / "a";
  const auto b = folder.path() / "b";
  ASSERT_TRUE(disk.write_atomically(a, "a").ok());
  ASSERT_TRUE(disk.write_atomically(b, "b").ok());
  EXPECT_EQ(disk.rename_new(a, b).error().kind, ErrorKind::Denied);
  EXPECT_EQ(disk.read(b, 10).value(), "b");
  ASSERT_TRUE(disk.exchange(a, b).ok());
  EXPECT_EQ(disk.read(a, 10).value(), "b");
  EXPECT_EQ(disk.read(b, 10).value(), "a");
  ASSERT_TRUE(disk.rename_new(a, folder.path() / "c").ok());
  EXPECT_EQ(disk.status(a)->kind, FileKind::Missing);
  EXPECT_FALSE(disk.exchange(a, b).ok()) << "one of them is not there";
  std::filesystem::create_symlink("nowhere", folder.path() / "dangling");
  EXPECT_FALSE(disk.rename_new(b, folder.path() / "dangling").ok()) << "a link that leads nowhere is a file too";
}

TEST(PosixFileSystem, CreatesOnlyWhatIsNotThereAndWritesBackIntoIt) {
  const TemporaryFolder folder;
  PosixFileSystem disk;
  const auto path = folder.path() / "x";
  const auto file = disk.open_for_writing(path, WriteMode::CreateNew);
  ASSERT_TRUE(file.ok());
  ASSERT_TRUE((*file)->write("0123456789").ok());
  ASSERT_TRUE((*file)->write_at(3, "abc").ok());
  ASSERT_TRUE((*file)->write("end").ok());
  EXPECT_EQ(disk.read(path, 100).value(), "012abc6789end");
  EXPECT_EQ(disk.open_for_writing(path, WriteMode::CreateNew).error().kind, ErrorKind::Denied);
}

TEST(PosixFileSystem, RemovesFoldersOnlyWhenEmptyAndKnowsAFileByAnyName) {
  const TemporaryFolder folder;
  PosixFileSystem disk;
  ASSERT_TRUE(disk.create_folders(folder.path() / "f").ok());
  ASSERT_TRUE(disk.write_atomically(folder.path() / "f" / "x", "1").ok());
  EXPECT_FALSE(disk.remove_empty_folder(folder.path() / "f").value());
  std::filesystem::create_hard_link(folder.path() / "f" / "x", folder.path() / "y");
  EXPECT_TRUE(disk.is_same_file(folder.path() / "f" / "x", folder.path() / "y").value());
  EXPECT_FALSE(disk.is_same_file(folder.path() / "f" / "x", folder.path() / "none").value());
  ASSERT_TRUE(disk.remove(folder.path() / "f" / "x").ok());
  EXPECT_TRUE(disk.remove_empty_folder(folder.path() / "f").value());
  EXPECT_FALSE(disk.remove_empty_folder(folder.path() / "f").value());
}

TEST(PosixFileSystem, ReadsPieceByPiece) {
  const TemporaryFolder folder;
  PosixFileSystem disk;
  ASSERT_TRUE(disk.write_atomically(folder.path() / "x", "abcde").ok());
  auto file = disk.open_for_reading(folder.path() / "x");
  ASSERT_TRUE(file.ok());
  char block[3];
  EXPECT_EQ((*file)->read(block).value(), 3u);
  EXPECT_EQ((*file)->read(block).value(), 2u);
  EXPECT_EQ(block[1], 'e');
  EXPECT_EQ((*file)->read(block).value(), 0u);
  EXPECT_EQ(disk.open_for_reading(folder.path() / "none").error().kind, ErrorKind::NotFound);
}

TEST(PosixFileSystem, ALockIsHeldOnceAndLeavesNothing) {
  const TemporaryFolder folder;
  PosixFileSystem disk;
  const auto path = folder.path() / "x.lock";
  {
    const auto first = disk.lock(path);
    ASSERT_TRUE(first.ok());
    EXPECT_EQ(disk.lock(path).error().kind, ErrorKind::Unavailable);
  }
  EXPECT_EQ(disk.status(path)->kind, FileKind::Missing);
  EXPECT_TRUE(disk.lock(path).ok()) << "free again";
}

TEST(MemoryFileSystem, RecordsAndFailsOnce) {
  MemoryFileSystem disk;
  disk.next_failure = Error{ErrorKind::Unavailable, "disk full"};
  EXPECT_FALSE(disk.write_atomically("/a/b", "x").ok());
  EXPECT_TRUE(disk.write_atomically("/a/b", "x").ok());
  EXPECT_EQ(disk.writes.size(), 1U);
  EXPECT_EQ(disk.status("/a")->kind, FileKind::Directory);
  EXPECT_EQ(disk.list_recursively("/a")->size(), 1U);
}

}  // namespace
}  // namespace timbre
