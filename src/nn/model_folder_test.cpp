// Rung: exact.
#include "nn/model_folder.h"

#include <cstdlib>
#include <filesystem>

#include "gtest/gtest.h"

#include "base/sha256.h"
#include "base/testing/memory_file_system.h"
#include "base/testing/test_data.h"

namespace timbre::nn {
namespace {

ModelCatalog small_catalog() {
  return {{"a", "a.bin", "", 5, "", "https://example.org/a.bin", sha256_hex("right")},
          {"b", "b.bin", "", 0, "", "", ""}};
}

TEST(ModelFolder, SaysWhatIsThere) {
  MemoryFileSystem disk;
  const ModelFolder folder(disk, small_catalog(), "/models");
  const ModelEntry& a = folder.catalog()[0];
  EXPECT_EQ(folder.status(a)->state, ModelState::Missing);
  disk.files["/models/a.bin.part"] = "rig";
  EXPECT_EQ(folder.status(a)->state, ModelState::Partial);
  EXPECT_EQ(folder.status(a)->size_bytes, 3u);
  disk.files["/models/a.bin"] = "right";
  EXPECT_EQ(folder.status(a)->state, ModelState::Installed);
  disk.files["/models/a.bin"] = "righ";
  EXPECT_EQ(folder.status(a)->state, ModelState::WrongSize);
  EXPECT_EQ(folder.list()->size(), 2u);
}

TEST(ModelFolder, NamesTheCommandForWhatIsMissing) {
  MemoryFileSystem disk;
  const ModelFolder folder(disk, small_catalog(), "/models");
  EXPECT_EQ(folder.installed_path("a").error().kind, ErrorKind::Unavailable);
  EXPECT_NE(folder.installed_path("a").error().message.find("timbre models pull a"), std::string::npos);
  EXPECT_NE(folder.installed_path("b").error().message.find("timbre models import"), std::string::npos);
  EXPECT_EQ(folder.installed_path("c").error().kind, ErrorKind::NotFound);
  disk.files["/models/a.bin"] = "right";
  EXPECT_EQ(folder.installed_path("a").value(), "/models/a.bin");
}

TEST(ModelFolder, VerifiesBySum) {
  MemoryFileSystem disk;
  const ModelFolder folder(disk, small_catalog(), "/models");
  EXPECT_EQ(folder.verify(folder.catalog()[0])->state, SumState::Missing);
  disk.files["/models/a.bin"] = "wrong";
  EXPECT_EQ(folder.verify(folder.catalog()[0])->state, SumState::WrongSum);
  disk.files["/models/a.bin"] = "right";
  EXPECT_EQ(folder.verify(folder.catalog()[0])->state, SumState::Verified);
  disk.files["/models/b.bin"] = "any";
  EXPECT_EQ(folder.verify(folder.catalog()[1])->state, SumState::NoSumKnown);
  EXPECT_EQ(folder.verify(folder.catalog()[1])->sha256, sha256_hex("any"));
}

TEST(ModelFolder, RemovesTheFileAndItsLeftovers) {
  MemoryFileSystem disk;
  const ModelFolder folder(disk, small_catalog(), "/models");
  EXPECT_FALSE(folder.remove(folder.catalog()[0]).value());
  disk.files["/models/a.bin"] = "right";
  disk.files["/models/a.bin.part"] = "r";
  disk.files["/models/a.bin.part.etag"] = "e";
  disk.files["/models/other"] = "kept";
  {
    const auto busy = disk.lock("/models/a.bin.lock");
    EXPECT_EQ(folder.remove(folder.catalog()[0]).error().kind, ErrorKind::Unavailable);
  }
  EXPECT_TRUE(folder.remove(folder.catalog()[0]).value());
  EXPECT_EQ(disk.files.size(), 1u);
}

TEST(ModelFolder, KnowsTheOfficialFilesBySum) {
  const char* named = std::getenv("TIMBRE_MODELS");
  const std::filesystem::path models = named != nullptr ? named : test_data_folder() / "../models";
  if (!std::filesystem::exists(models / "gtcrn_simple.onnx")) {
    if (in_ci()) GTEST_FAIL() << "models are missing: " << models;
    GTEST_SKIP() << "SKIPPED: no test data at " << models;
  }
  PosixFileSystem disk;
  const ModelFolder folder(disk, built_in_catalog(), models);
  for (const char* name : {"silero-vad", "dnsmos-p808", "dnsmos-p835", "swiftf0", "gtcrn"}) {
    const auto entry = find_model(folder.catalog(), name);
    ASSERT_TRUE(entry.ok());
    EXPECT_EQ(folder.status(**entry)->state, ModelState::Installed) << name;
    EXPECT_EQ(folder.verify(**entry)->state, SumState::Verified) << name;
  }
}

}  // namespace
}  // namespace timbre::nn
