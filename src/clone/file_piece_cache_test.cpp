// Exact: what is kept comes back, a voice is forgotten whole, and the limit holds.
#include "clone/file_piece_cache.h"

#include <filesystem>
#include <gtest/gtest.h>

#include "base/testing/memory_file_system.h"
#include "base/testing/temporary_folder.h"

namespace timbre::clone {
namespace {

std::string key(char digit) { return std::string(64, digit); }

TEST(FilePieceCache, GivesBackWhatItGot) {
  const TemporaryFolder folder;
  PosixFileSystem disk;
  FilePieceCache cache(folder.path() / "cache" / "pieces", disk);
  EXPECT_FALSE(cache.get("ann", key('a')).value());
  ASSERT_TRUE(cache.put("ann", key('a'), std::string("\0sealed", 7)).ok());
  EXPECT_EQ(cache.get("ann", key('a')).value(), std::string("\0sealed", 7));
  EXPECT_FALSE(cache.get("bob", key('a')).value());
  ASSERT_TRUE(cache.put("ann", key('a'), "newer").ok());
  EXPECT_EQ(cache.get("ann", key('a')).value(), "newer");
  EXPECT_EQ(FilePieceCache(folder.path() / "cache" / "pieces", disk).get("ann", key('a')).value(), "newer");
}

TEST(FilePieceCache, ForgetsAVoiceWhole) {
  const TemporaryFolder folder;
  PosixFileSystem disk;
  FilePieceCache cache(folder.path(), disk);
  ASSERT_TRUE(cache.put("ann", key('a'), "1").ok());
  ASSERT_TRUE(cache.put("ann", key('b'), "2").ok());
  ASSERT_TRUE(cache.put("bob", key('a'), "3").ok());
  EXPECT_EQ(cache.forget_voice("ann").value(), 2U);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "ann"));
  EXPECT_EQ(cache.get("bob", key('a')).value(), "3");
  EXPECT_EQ(cache.forget_voice("nobody").value(), 0U);
}

TEST(FilePieceCache, KeepsItsLimitAndDropsTheOldest) {
  const TemporaryFolder folder;
  PosixFileSystem disk;
  FilePieceCache cache(folder.path(), disk, 100);
  const auto now = std::filesystem::file_time_type::clock::now();
  for (int i = 0; i < 3; ++i) {
    const char digit = static_cast<char>('c' - i);
    ASSERT_TRUE(cache.put("ann", key(digit), std::string(30, 'x')).ok());
    std::filesystem::last_write_time(folder.path() / "ann" / key(digit), now - std::chrono::hours(3 - i));
  }
  ASSERT_TRUE(cache.put("ann", key('d'), std::string(30, 'y')).ok());
  EXPECT_FALSE(cache.get("ann", key('c')).value()) << "the oldest";
  EXPECT_TRUE(cache.get("ann", key('b')).value());
  EXPECT_TRUE(cache.get("ann", key('d')).value());
  EXPECT_LE(cache.size_bytes().value(), 100U);
  ASSERT_TRUE(cache.put("ann", key('e'), std::string(101, 'z')).ok()) << "not kept, no error";
  EXPECT_FALSE(cache.get("ann", key('e')).value());
  EXPECT_TRUE(cache.get("ann", key('d')).value()) << "nor is anything dropped for it";
}

TEST(FilePieceCache, TakesNoNameThatLeavesItsFolder) {
  MemoryFileSystem disk;
  FilePieceCache cache("/data", disk);
  for (const std::string& voice : {std::string(), std::string(".."), std::string("a/b"), std::string(65, 'a')}) {
    EXPECT_FALSE(cache.put(voice, key('a'), "x").ok()) << voice;
    EXPECT_FALSE(cache.get(voice, key('a')).ok());
    EXPECT_FALSE(cache.forget_voice(voice).ok());
  }
  for (const std::string& name : {std::string(), std::string("../x"), std::string(64, 'A'), std::string(63, 'a')}) {
    EXPECT_FALSE(cache.put("ann", name, "x").ok()) << name;
  }
  EXPECT_TRUE(disk.writes.empty());
}

TEST(FilePieceCache, AFullDiskIsAnErrorAndLeavesWhatWasThere) {
  MemoryFileSystem disk;
  FilePieceCache cache("/data", disk);
  ASSERT_TRUE(cache.put("ann", key('a'), "1234").ok());
  disk.room_bytes = 2;
  EXPECT_FALSE(cache.put("ann", key('b'), "12345").ok());
  EXPECT_EQ(cache.get("ann", key('a')).value(), "1234");
}

}  // namespace
}  // namespace timbre::clone
