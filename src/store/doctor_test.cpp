// Rung: exact. Every kind of disagreement, made by hand, is found, named and mended as far as it can be.
#include "store/doctor.h"

#include <fstream>
#include <gtest/gtest.h>

#include "base/testing/temporary_folder.h"

namespace timbre::store {
namespace {

const std::string kId = "00000000-0000-7000-8000-000000000001";

class DoctorTest : public ::testing::Test {
 protected:
  void SetUp() override {
    store_ = TakeStore::open(folder_.path(), disk_, clock_).value();
    BlobWriter writer = store_->begin_upload(kId).value();
    ASSERT_TRUE(writer.write("abc").ok());
    blob_ = writer.finish().value();
    ASSERT_TRUE(store_->add({kId, "Ada", "", "", 1, blob_}).ok());
  }
  Diagnosis examined(Repair repair) { return examine(*store_, repair).value(); }

  TemporaryFolder folder_;
  PosixFileSystem disk_;
  SystemClock clock_;
  std::unique_ptr<TakeStore> store_;
  BlobId blob_;
};

TEST_F(DoctorTest, AHealthyStoreHasNoFindings) {
  const Diagnosis diagnosis = examined(Repair::No);
  EXPECT_TRUE(diagnosis.findings.empty());
  EXPECT_EQ(diagnosis.take_count, 1);
  EXPECT_EQ(diagnosis.blob_count, 1);
}

TEST_F(DoctorTest, DamagedAudioIsALossThatIsNamedAndKept) {
  const auto path = store_->audio_path(blob_.sha256).value();
  std::ofstream(path) << "abd";
  ASSERT_EQ(examined(Repair::No).findings.size(), 1U);
  const Diagnosis diagnosis = examined(Repair::Yes);
  ASSERT_EQ(diagnosis.findings.size(), 1U);
  EXPECT_TRUE(diagnosis.findings[0].is_loss);
  EXPECT_NE(diagnosis.findings[0].what.find("Ada"), std::string::npos);
  EXPECT_TRUE(std::filesystem::exists(path)) << "what may still hold sound is never removed";
  EXPECT_TRUE(store_->get(kId).value().summary.problem.has_value());
}

TEST_F(DoctorTest, MissingAudioIsALoss) {
  std::filesystem::remove(store_->audio_path(blob_.sha256).value());
  const Diagnosis diagnosis = examined(Repair::No);
  ASSERT_EQ(diagnosis.findings.size(), 1U);
  EXPECT_TRUE(diagnosis.findings[0].is_loss);
  EXPECT_FALSE(diagnosis.findings[0].is_repaired);
  EXPECT_FALSE(store_->get(kId).value().summary.problem.has_value());
}

TEST_F(DoctorTest, AnOrphanIsRemovedOnlyWhenAsked) {
  BlobWriter writer = store_->begin_upload("orphan").value();
  ASSERT_TRUE(writer.write("nobody's").ok());
  const BlobId orphan = writer.finish().value();
  ASSERT_EQ(examined(Repair::No).findings.size(), 1U);
  const Diagnosis diagnosis = examined(Repair::Yes);
  ASSERT_EQ(diagnosis.findings.size(), 1U);
  EXPECT_TRUE(diagnosis.findings[0].is_repaired);
  EXPECT_FALSE(diagnosis.findings[0].is_loss);
  EXPECT_FALSE(std::filesystem::exists(store_->audio_path(orphan.sha256).value()));
  EXPECT_TRUE(examined(Repair::No).findings.empty());
}

}  // namespace
}  // namespace timbre::store
