// Rung: exact.
#include "train/training_log.h"

#include "gtest/gtest.h"

#include "base/testing/memory_file_system.h"

namespace timbre::train {
namespace {

TEST(TrainingLog, GoesOnWhereTheCheckpointWas) {
  MemoryFileSystem disk;
  {
    auto log = TrainingLog::open(disk, "/t", 1);
    ASSERT_TRUE(log.ok()) << log.error().message;
    for (int step = 10; step <= 40; step += 10) EXPECT_TRUE(log->add({step, {{"loss", 1.0 / step}}}).ok());
  }
  auto log = TrainingLog::open(disk, "/t", 21);  // the checkpoint was at 20
  ASSERT_TRUE(log.ok());
  EXPECT_TRUE(log->add({30, {{"loss", 0.5}, {"watched_error_rate", 0.25}}}).ok());
  const auto text = disk.read("/t/log.jsonl", 100000);
  ASSERT_TRUE(text.ok());
  EXPECT_NE(text->find("\"step\":20"), std::string::npos);
  EXPECT_EQ(text->find("\"step\":40"), std::string::npos);
  EXPECT_NE(text->find("\"watched_error_rate\":0.25"), std::string::npos);
  EXPECT_TRUE(log->write_page("A title", {{"loss", "Loss"}}).ok());
  const auto page = disk.read("/t/training.html", 100000);
  EXPECT_NE(page->find("<title>A title</title>"), std::string::npos);
  EXPECT_NE(page->find("\"step\":30"), std::string::npos);
}

}  // namespace
}  // namespace timbre::train
