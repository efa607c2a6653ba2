// Rung: exact. A scripted server and a disk in memory: what arrives, what is kept, what is refused.
#include "net/download.h"

#include <deque>

#include "gtest/gtest.h"

#include "base/sha256.h"
#include "base/testing/memory_file_system.h"

namespace timbre::net {
namespace {

/// One scripted answer.
struct Answer {
  int status = 200;
  std::string body = {};
  std::string etag = {};
  std::optional<std::uint64_t> length = {};
  std::optional<ContentRange> range = {};
  std::string encoding = {};
  std::optional<std::chrono::seconds> retry_after = {};
  bool drops = false;   ///< the connection ends after the body
  bool stalls = false;  ///< nothing more comes after the body
  bool is_unreachable = false;
};

class ScriptedClient : public HttpClient {
 public:
  std::deque<Answer> answers;
  std::vector<HttpGet> asked;

  std::optional<HttpFailure> get(const HttpGet& request, HttpReceiver& receiver) override {
    asked.push_back(request);
    if (answers.empty()) return HttpFailure{{ErrorKind::Unavailable, "no answer is left"}};
    const Answer answer = answers.front();
    answers.pop_front();
    if (answer.is_unreachable) return HttpFailure{{ErrorKind::Unavailable, "cannot connect"}, true};
    const HttpHead head{answer.status, answer.length, answer.range, answer.etag, answer.encoding, answer.retry_after};
    if (const auto taken = receiver.on_head(head); !taken.ok()) return HttpFailure{taken.error()};
    for (std::size_t i = 0; i < answer.body.size(); i += 4) {
      if (const auto taken = receiver.on_body(answer.body.substr(i, 4)); !taken.ok()) return HttpFailure{taken.error()};
    }
    if (answer.stalls) return HttpFailure{{ErrorKind::Unavailable, "nothing comes"}, true, true};
    if (answer.drops) return HttpFailure{{ErrorKind::Unavailable, "the connection was lost"}, true};
    return std::nullopt;
  }
};

class DownloadTest : public ::testing::Test {
 protected:
  DownloadTest() {
    options.wait = [this](std::chrono::milliseconds span) { waits.push_back(span); };
  }
  Result<Downloaded> run() { return download(request, disk, client, options); }
  Answer piece(std::uint64_t from, std::string etag = "\"1\"") const {
    Answer answer{206, kBytes.substr(from), std::move(etag)};
    answer.range = ContentRange{from, kBytes.size() - 1, kBytes.size()};
    return answer;
  }
  void expect_whole() {
    EXPECT_EQ(disk.files["/m/x"], kBytes);
    EXPECT_EQ(disk.files.size(), 1u) << "nothing is left beside it";
    EXPECT_TRUE(disk.locks.empty());
  }

  const std::string kBytes = "the whole file, twenty-nine b";
  MemoryFileSystem disk;
  ScriptedClient client;
  DownloadRequest request{"https://example.org/x", "/m/x", sha256_hex(kBytes), kBytes.size()};
  DownloadOptions options;
  std::vector<std::chrono::milliseconds> waits;
};

TEST_F(DownloadTest, FetchesVerifiesAndSaysHowFarItIs) {
  client.answers = {{200, kBytes, "\"1\"", kBytes.size()}};
  std::vector<std::uint64_t> done;
  options.progress = [&](const DownloadProgress& progress) {
    done.push_back(progress.done_bytes);
    EXPECT_EQ(progress.total_bytes, kBytes.size());
  };
  const auto downloaded = run();
  ASSERT_TRUE(downloaded.ok()) << downloaded.error().message;
  EXPECT_EQ(downloaded->size_bytes, kBytes.size());
  EXPECT_EQ(done.front(), 0u);
  EXPECT_EQ(done.back(), kBytes.size());
  EXPECT_TRUE(std::is_sorted(done.begin(), done.end()));
  EXPECT_EQ(client.asked.at(0).from_byte, 0u);
  expect_whole();
}

TEST_F(DownloadTest, WithoutAKnownSizeTheSumDecides) {
  request.size_bytes = 0;
  client.answers = {{200, kBytes}};
  ASSERT_TRUE(run().ok());
  expect_whole();
}

TEST_F(DownloadTest, GoesOnWhereTheConnectionWasLost) {
  Answer first{200, kBytes.substr(0, 10), "\"1\"", kBytes.size()};
  first.drops = true;
  client.answers = {first, piece(10)};
  ASSERT_TRUE(run().ok());
  EXPECT_EQ(client.asked.at(1).from_byte, 10u);
  EXPECT_EQ(client.asked.at(1).if_range, "\"1\"");
  expect_whole();
}

TEST_F(DownloadTest, GoesOnWhereAnEarlierRunStopped) {
  disk.files["/m/x.part"] = kBytes.substr(0, 7);
  disk.files["/m/x.part.etag"] = "\"1\"";
  client.answers = {piece(7)};
  const auto downloaded = run();
  ASSERT_TRUE(downloaded.ok());
  EXPECT_EQ(downloaded->resumed_at_byte, 7u);
  EXPECT_EQ(client.asked.at(0).if_range, "\"1\"");
  expect_whole();
}

TEST_F(DownloadTest, AWholePartIsVerifiedWithoutAsking) {
  disk.files["/m/x.part"] = kBytes;
  ASSERT_TRUE(run().ok());
  EXPECT_TRUE(client.asked.empty());
  expect_whole();
}

TEST_F(DownloadTest, StartsOverWhenTheServerIgnoresTheRangeOrHasAnotherFile) {
  disk.files["/m/x.part"] = "old bytes";
  disk.files["/m/x.part.etag"] = "\"old\"";
  client.answers = {{200, kBytes, "\"new\"", kBytes.size()}};
  const auto downloaded = run();
  ASSERT_TRUE(downloaded.ok());
  EXPECT_EQ(downloaded->resumed_at_byte, 0u);
  expect_whole();
}

TEST_F(DownloadTest, StartsOverWhenThePieceIsNotTheOneAskedFor) {
  for (const ContentRange& range : {ContentRange{5, 28, 29}, ContentRange{7, 28, 30}}) {
    disk.files["/m/x.part"] = kBytes.substr(0, 7);
    Answer wrong = piece(7);
    wrong.range = range;
    client.answers = {wrong, {200, kBytes}};
    ASSERT_TRUE(run().ok());
    expect_whole();
  }
  disk.files["/m/x.part"] = kBytes.substr(0, 7);
  client.answers = {{206, kBytes.substr(7)}, {200, kBytes}};  // no Content-Range at all
  ASSERT_TRUE(run().ok());
  disk.files["/m/x.part"] = kBytes.substr(0, 7);
  client.answers = {{416, ""}, {200, kBytes}};
  ASSERT_TRUE(run().ok());
  expect_whole();
}

TEST_F(DownloadTest, AMixOfTwoFilesIsFetchedAfresh) {
  disk.files["/m/x.part"] = "another";
  client.answers = {piece(7, ""), {200, kBytes}};
  ASSERT_TRUE(run().ok());
  expect_whole();
}

TEST_F(DownloadTest, ALongerPartThanTheFileIsThrownAway) {
  disk.files["/m/x.part"] = kBytes + "more";
  client.answers = {{200, kBytes}};
  ASSERT_TRUE(run().ok());
  EXPECT_EQ(client.asked.at(0).from_byte, 0u);
  expect_whole();
}

TEST_F(DownloadTest, RefusesAWrongSumNamingBoth) {
  std::string wrong = kBytes;
  wrong[3] = 'X';
  disk.files["/m/x"] = "what was there before";
  client.answers = {{200, wrong}};
  const auto downloaded = run();
  ASSERT_FALSE(downloaded.ok());
  EXPECT_EQ(downloaded.error().kind, ErrorKind::Corrupt);
  EXPECT_NE(downloaded.error().message.find(sha256_hex(wrong)), std::string::npos);
  EXPECT_NE(downloaded.error().message.find(sha256_hex(kBytes)), std::string::npos);
  EXPECT_EQ(disk.files.size(), 1u) << "the part is gone";
  EXPECT_EQ(disk.files["/m/x"], "what was there before");
}

TEST_F(DownloadTest, RefusesMoreThanExpected) {
  client.answers = {{200, kBytes + "and more"}};
  EXPECT_EQ(run().error().kind, ErrorKind::Corrupt);
  EXPECT_TRUE(disk.files.empty());
  request.size_bytes = 0;
  request.limit_bytes = 10;
  client.answers = {{200, kBytes}};
  EXPECT_EQ(run().error().kind, ErrorKind::Corrupt);
  EXPECT_TRUE(disk.files.empty());
  client.answers = {{200, kBytes, "", 11}};
  EXPECT_EQ(run().error().kind, ErrorKind::Corrupt);
}

TEST_F(DownloadTest, RefusesAnotherLengthBeforeAnyByte) {
  for (const std::uint64_t length : {kBytes.size() - 1, kBytes.size() + 1}) {
    client.answers = {{200, kBytes, "", length}};
    const auto downloaded = run();
    EXPECT_EQ(downloaded.error().kind, ErrorKind::Corrupt);
    EXPECT_NE(downloaded.error().message.find(std::to_string(length)), std::string::npos);
    EXPECT_TRUE(disk.files.empty());
  }
}

TEST_F(DownloadTest, RefusesAnEncodingItDidNotAskFor) {
  client.answers = {{200, kBytes}};
  client.answers[0].encoding = "gzip";
  EXPECT_EQ(run().error().kind, ErrorKind::Corrupt);
  EXPECT_TRUE(disk.files.empty());
}

TEST_F(DownloadTest, TriesAgainWithLongerAndLongerWaits) {
  Answer busy{503, ""};
  Answer gone;
  gone.is_unreachable = true;
  client.answers = {busy, gone, {500, ""}, {200, kBytes}};
  ASSERT_TRUE(run().ok());
  ASSERT_EQ(waits.size(), 3u);
  EXPECT_EQ(waits[0], options.first_wait);
  EXPECT_EQ(waits[2], 4 * options.first_wait);
  expect_whole();
}

TEST_F(DownloadTest, HeedsRetryAfterWithinReason) {
  Answer busy{429, ""};
  busy.retry_after = std::chrono::seconds(7);
  Answer rude{503, ""};
  rude.retry_after = std::chrono::seconds(86'400);
  client.answers = {busy, rude, {200, kBytes}};
  ASSERT_TRUE(run().ok());
  EXPECT_EQ(waits.at(0), std::chrono::seconds(7));
  EXPECT_EQ(waits.at(1), std::chrono::seconds(30));
}

TEST_F(DownloadTest, GivesUpWhenNothingComes) {
  Answer stall{200, ""};
  stall.stalls = true;
  client.answers.assign(100, stall);
  EXPECT_EQ(run().error().kind, ErrorKind::Unavailable);
  EXPECT_EQ(client.asked.size(), 5u);
}

TEST_F(DownloadTest, AStallIsNoProgressHoweverManyBytesItDripped) {
  Answer first{200, kBytes.substr(0, 4)};
  first.stalls = true;
  client.answers = {first};
  for (std::size_t i = 4; i < 28; i += 4) {
    Answer drip = piece(i);
    drip.body = kBytes.substr(i, 4);
    drip.stalls = true;
    client.answers.push_back(drip);
  }
  EXPECT_EQ(run().error().kind, ErrorKind::Unavailable);
  EXPECT_EQ(client.asked.size(), 5u);
}

TEST_F(DownloadTest, LostConnectionsDoNotCountWhileItGetsFurther) {
  options.retries = 1;
  Answer first{200, kBytes.substr(0, 4)};
  first.drops = true;
  client.answers = {first};
  for (std::size_t i = 4; i < kBytes.size(); i += 4) {
    Answer drop = piece(i);
    drop.body = kBytes.substr(i, 4);
    drop.drops = i + 4 < kBytes.size();
    client.answers.push_back(drop);
  }
  ASSERT_TRUE(run().ok());
  expect_whole();
}

TEST_F(DownloadTest, AServerThatAlwaysEndsEarlyIsGivenUp) {
  client.answers.assign(100, {200, kBytes.substr(0, 10)});
  EXPECT_EQ(run().error().kind, ErrorKind::Unavailable);
  EXPECT_EQ(client.asked.size(), 5u) << "the first, and as many more as there are retries: no further one gets further";
  EXPECT_EQ(disk.files["/m/x.part"], kBytes.substr(0, 10));
}

TEST_F(DownloadTest, WhatIsNotThereIsNotTriedAgain) {
  for (const int status : {204, 301, 401, 403, 404, 410}) {
    client.asked.clear();
    client.answers = {{status, ""}};
    const auto downloaded = run();
    EXPECT_EQ(downloaded.error().kind, ErrorKind::Unavailable);
    EXPECT_NE(downloaded.error().message.find(std::to_string(status)), std::string::npos);
    EXPECT_EQ(client.asked.size(), 1u);
  }
}

TEST_F(DownloadTest, AdviceIsForTheNetworkOnly) {
  request.advice = "Ask a friend";
  options.retries = 0;
  client.answers = {{404, ""}};
  EXPECT_NE(run().error().message.find("Ask a friend"), std::string::npos);
  client.answers = {{503, ""}};
  const std::string busy = run().error().message;
  EXPECT_NE(busy.find("Ask a friend"), std::string::npos);
  EXPECT_EQ(busy.find("kept"), std::string::npos) << "nothing has arrived: " << busy;
  disk.room_bytes = 3;
  client.answers = {{200, kBytes}};
  EXPECT_EQ(run().error().message.find("Ask a friend"), std::string::npos);
}

TEST_F(DownloadTest, AFullDiskSaysWhatIsNeededAndKeepsWhatThereIs) {
  disk.room_bytes = 10;
  client.answers = {{200, kBytes}};
  const auto downloaded = run();
  EXPECT_EQ(downloaded.error().kind, ErrorKind::Unavailable);
  EXPECT_NE(downloaded.error().message.find("21 bytes more are needed"), std::string::npos)
      << downloaded.error().message;
  EXPECT_EQ(disk.files["/m/x.part"], kBytes.substr(0, 8));
  disk.room_bytes.reset();
  client.answers = {piece(8)};
  ASSERT_TRUE(run().ok());
  expect_whole();
}

TEST_F(DownloadTest, StopsWhenToldAndKeepsWhatThereIs) {
  client.answers = {{200, kBytes.substr(0, 8)}, {200, kBytes}};
  options.wait = [this](std::chrono::milliseconds) { options.cancel.cancel(); };
  const auto downloaded = run();
  EXPECT_EQ(downloaded.error().kind, ErrorKind::Cancelled);
  EXPECT_EQ(client.asked.size(), 1u);
  EXPECT_EQ(disk.files["/m/x.part"], kBytes.substr(0, 8));
}

TEST_F(DownloadTest, OneAtATime) {
  const auto held = disk.lock("/m/x.lock");
  EXPECT_EQ(run().error().kind, ErrorKind::Unavailable);
  EXPECT_TRUE(client.asked.empty());
}

TEST_F(DownloadTest, RefusesRequestsThatCannotBe) {
  request.sha256.clear();
  EXPECT_EQ(run().error().kind, ErrorKind::InvalidInput);
  request.sha256 = sha256_hex(kBytes);
  request.url = "http://example.org/x";
  EXPECT_EQ(run().error().kind, ErrorKind::InvalidInput);
  EXPECT_TRUE(disk.files.empty());
}

TEST_F(DownloadTest, AHostileETagIsNotSentBack) {
  disk.files["/m/x.part"] = kBytes.substr(0, 7);
  disk.files["/m/x.part.etag"] = "\"1\r\nHost: evil\"";
  client.answers = {piece(7)};
  ASSERT_TRUE(run().ok());
  EXPECT_EQ(client.asked.at(0).if_range, "");
}

}  // namespace
}  // namespace timbre::net
