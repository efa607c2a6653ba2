// Rungs: exact (what is added is read, to half a step), property (cut off, other recipe).
#include "train/feature_store.h"

#include <filesystem>

#include "gtest/gtest.h"

#include "base/testing/temporary_folder.h"

namespace timbre::train {
namespace {

constexpr std::size_t kBands = 4;

std::filesystem::path make(const std::filesystem::path& folder) {
  const auto path = folder / "features";
  auto writer = FeatureStoreWriter::create(path, "{\"a\":1}", kBands);
  EXPECT_TRUE(writer.ok());
  EXPECT_TRUE(writer->add({.label = 7, .group = 3}, std::vector<float>{-20.7F, 0.0F, 1.5F, 3.14159F}).ok());
  EXPECT_TRUE(writer->add({.label = 8, .group = 4, .is_dev = 1}, std::vector<float>(8, 100.0F)).ok());
  EXPECT_TRUE(writer->finish().ok());
  return path;
}

TEST(FeatureStore, ReadsWhatWasAdded) {
  const TemporaryFolder folder;
  const auto store = FeatureStore::open(make(folder.path()), "{\"a\":1}", kBands);
  ASSERT_TRUE(store.ok()) << store.error().message;
  ASSERT_EQ(store->clips().size(), 2U);
  EXPECT_EQ(store->clips()[0].label, 7U);
  EXPECT_EQ(store->clips()[1].frame_count, 2U);
  EXPECT_EQ(store->clips()[1].is_dev, 1U);
  const auto frames = store->frames(store->clips()[0]);
  ASSERT_EQ(frames.size(), 4U);
  EXPECT_NEAR(loaded_log_mel(frames[0]), -20.7, 0.5 / 1024);
  EXPECT_NEAR(loaded_log_mel(frames[3]), 3.14159, 0.5 / 1024);
  EXPECT_NEAR(loaded_log_mel(store->frames(store->clips()[1])[7]), 32.0, 0.01);  // the largest it can hold
}

TEST(FeatureStore, SaysWhatIsWrong) {
  const TemporaryFolder folder;
  EXPECT_EQ(FeatureStore::open(folder.path() / "none", "", kBands).error().kind, ErrorKind::NotFound);
  const auto path = make(folder.path());
  EXPECT_EQ(FeatureStore::open(path, "{\"a\":2}", kBands).error().kind, ErrorKind::Unavailable);
  EXPECT_EQ(FeatureStore::open(path, "{\"a\":1}", kBands * 2).error().kind, ErrorKind::Corrupt);
  std::filesystem::resize_file(path, std::filesystem::file_size(path) - 1);
  EXPECT_EQ(FeatureStore::open(path, "{\"a\":1}", kBands).error().kind, ErrorKind::Corrupt);
  std::filesystem::resize_file(path, 10);
  EXPECT_EQ(FeatureStore::open(path, "{\"a\":1}", kBands).error().kind, ErrorKind::Corrupt);
}

}  // namespace
}  // namespace timbre::train
