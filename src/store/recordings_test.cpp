// Rung: exact, and property: pieces in any order and twice give the same sound.
#include "store/recordings.h"

#include <gtest/gtest.h>

#include "base/testing/temporary_folder.h"

namespace timbre::store {
namespace {

const std::string kRecordingId = "00000000-0000-7000-8000-000000000001";
const std::string kTakeId = "00000000-0000-7000-8000-000000000002";

class RecordingsTest : public ::testing::Test {
 protected:
  void SetUp() override { reopen(); }
  void reopen() {
    store_.reset();
    store_ = TakeStore::open(folder_.path(), disk_, clock_).value();
  }
  Recordings recordings() { return Recordings(*store_); }
  void begin() {
    Recording recording;
    recording.id = kRecordingId;
    recording.sample_rate_hz = 48000;
    recording.channel_count = 1;
    ASSERT_TRUE(recordings().begin(recording).ok());
  }
  std::string sound() {
    std::string all;
    EXPECT_TRUE(recordings()
                    .read(kRecordingId,
                          [&](std::string_view piece) -> Result<void> {
                            all += piece;
                            return {};
                          })
                    .ok());
    return all;
  }

  TemporaryFolder folder_;
  PosixFileSystem disk_;
  SystemClock clock_;
  std::unique_ptr<TakeStore> store_;
};

TEST_F(RecordingsTest, PiecesInAnyOrderAndTwiceOutliveTheProcess) {
  begin();
  EXPECT_TRUE(recordings().unfinished().value().empty()) << "nothing was said yet";
  ASSERT_TRUE(recordings().put(kRecordingId, 1, "bb").ok());
  ASSERT_TRUE(recordings().put(kRecordingId, 0, "a").ok());
  ASSERT_TRUE(recordings().put(kRecordingId, 1, "bb").ok());
  reopen();
  EXPECT_EQ(sound(), "abb");
  const auto unfinished = recordings().unfinished().value();
  ASSERT_EQ(unfinished.size(), 1U);
  EXPECT_EQ(unfinished[0].piece_count, 2);
  EXPECT_EQ(unfinished[0].byte_count, 3);
  EXPECT_EQ(unfinished[0].sample_rate_hz, 48000);
}

TEST_F(RecordingsTest, ReadsUpToTheFirstGap) {
  begin();
  ASSERT_TRUE(recordings().put(kRecordingId, 0, "a").ok());
  ASSERT_TRUE(recordings().put(kRecordingId, 2, "c").ok());
  EXPECT_EQ(sound(), "a");
}

TEST_F(RecordingsTest, RefusesWhatCannotBeRight) {
  begin();
  ASSERT_TRUE(recordings().put(kRecordingId, 0, "a").ok());
  EXPECT_EQ(recordings().put(kRecordingId, 0, "x").error().kind, ErrorKind::InvalidInput);
  EXPECT_EQ(recordings().put(kRecordingId, -1, "x").error().kind, ErrorKind::InvalidInput);
  EXPECT_EQ(recordings().put(kRecordingId, 1, std::string(kMaxPieceBytes + 1, 'x')).error().kind,
            ErrorKind::InvalidInput);
  EXPECT_EQ(recordings().put(kTakeId, 0, "x").error().kind, ErrorKind::NotFound);
  EXPECT_EQ(sound(), "a");
}

TEST_F(RecordingsTest, BecomesATakeOnce) {
  begin();
  ASSERT_TRUE(recordings().put(kRecordingId, 0, "a").ok());
  BlobWriter writer = store_->begin_upload(kTakeId).value();
  ASSERT_TRUE(writer.write("RIFF").ok());
  const NewTake take{kTakeId, "take", "", "", 5, writer.finish().value()};
  EXPECT_EQ(recordings().finish(kRecordingId, take).value().summary.id, kTakeId);
  EXPECT_TRUE(recordings().unfinished().value().empty());
  EXPECT_EQ(recordings().put(kRecordingId, 1, "late").error().kind, ErrorKind::NotFound);
  NewTake again = take;
  again.id = kRecordingId;
  EXPECT_EQ(recordings().finish(kRecordingId, again).error().kind, ErrorKind::NotFound);
  EXPECT_EQ(store_->list({}).value().total, 1) << "the second try left nothing";
}

TEST_F(RecordingsTest, DiscardedIsGone) {
  begin();
  ASSERT_TRUE(recordings().put(kRecordingId, 0, "a").ok());
  ASSERT_TRUE(recordings().discard(kRecordingId).ok());
  EXPECT_EQ(recordings().discard(kRecordingId).error().kind, ErrorKind::NotFound);
  EXPECT_TRUE(recordings().unfinished().value().empty());
  EXPECT_EQ(recordings().get(kRecordingId).error().kind, ErrorKind::NotFound);
}

}  // namespace
}  // namespace timbre::store
