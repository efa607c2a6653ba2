// Rung: exact.
#include "studio/transcript_cache.h"

#include <gtest/gtest.h>

#include "base/testing/memory_file_system.h"

namespace timbre::studio {
namespace {

TranscriptKey key_of(int i) { return {"sum" + std::to_string(i), "engine", "en"}; }

TEST(TranscriptCache, GivesBackWhatIsKeptForExactlyThatKey) {
  MemoryFileSystem disk;
  TranscriptCache cache(disk, "/cache");
  EXPECT_FALSE(cache.find(key_of(1)));
  cache.keep(key_of(1), Json{{"text", "hello"}});
  ASSERT_TRUE(cache.find(key_of(1)));
  EXPECT_EQ((*cache.find(key_of(1)))["text"], "hello");
  EXPECT_FALSE(cache.find({"sum1", "another engine", "en"}));
  EXPECT_FALSE(cache.find({"sum1", "engine", "de"}));
  EXPECT_FALSE(cache.find(key_of(2)));
}

TEST(TranscriptCache, ADamagedEntryIsNotThereAndIsWrittenAgain) {
  for (const char* damage : {"", "{", "[]", "{\"key\":{},\"entry\":{}}", "\xff\xfe"}) {
    MemoryFileSystem disk;
    TranscriptCache cache(disk, "/cache");
    cache.keep(key_of(1), Json{{"text", "hello"}});
    ASSERT_EQ(disk.files.size(), 1U);
    disk.files.begin()->second = damage;
    EXPECT_FALSE(cache.find(key_of(1)));
    cache.keep(key_of(1), Json{{"text", "again"}});
    EXPECT_EQ((*cache.find(key_of(1)))["text"], "again");
  }
}

TEST(TranscriptCache, ForgetsWhatAnyEngineHeardInOneSound) {
  MemoryFileSystem disk;
  TranscriptCache cache(disk, "/cache");
  cache.keep(key_of(1), Json{{"text", "hello"}}, 1);
  cache.keep({"sum1", "another engine", "de"}, Json{{"text", "hallo"}}, 1);
  cache.keep(key_of(10), Json{{"text", "another sound"}});
  cache.forget("sum1");
  EXPECT_EQ(disk.files.size(), 1U) << "both generations";
  EXPECT_TRUE(cache.find(key_of(10)));
  cache.forget("sum1");
}

TEST(TranscriptCache, AFullDiskIsNoError) {
  MemoryFileSystem disk;
  disk.room_bytes = 10;
  TranscriptCache cache(disk, "/cache");
  cache.keep(key_of(1), Json{{"text", "hello"}});
  EXPECT_FALSE(cache.find(key_of(1)));
}

TEST(TranscriptCache, KeepsTwoGenerationsAndWhatIsStillUsed) {
  MemoryFileSystem disk;
  TranscriptCache cache(disk, "/cache");
  for (int i = 0; i < 1000; ++i) {
    cache.keep(key_of(i), Json{{"i", i}}, 10);
    ASSERT_LE(disk.files.size(), 21U);
    ASSERT_TRUE(cache.find(key_of(0))) << "used every time, gone after " << i;
  }
  EXPECT_FALSE(cache.find(key_of(500)));
  EXPECT_TRUE(cache.find(key_of(999)));
}

TEST(TranscriptCache, IsBoundedInBytes) {
  MemoryFileSystem disk;
  TranscriptCache cache(disk, "/cache");
  const Json entry{{"text", std::string(1000, 'x')}};
  for (int i = 0; i < 100; ++i) cache.keep(key_of(i), entry, 1'000'000, 5000);
  std::size_t bytes = 0;
  for (const auto& [path, content] : disk.files) bytes += content.size();
  EXPECT_LE(bytes, 2U * 7000U);
}

}  // namespace
}  // namespace timbre::studio
