// Rung: property. A key is made once, whoever asks and however many at once; nobody else may read it.
#include "safety/key_folder.h"

#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/encoding.h"
#include "base/testing/memory_file_system.h"
#include "base/testing/temporary_folder.h"
#include "safety/testing/memory_audit_log.h"

namespace timbre::safety {
namespace {

namespace fs = std::filesystem;

class KeyFolderTest : public ::testing::Test {
 protected:
  [[nodiscard]] KeyFolder keys() { return {folder_.path(), disk_, random_}; }
  [[nodiscard]] static unsigned rights(const fs::path& path) {
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0 ? info.st_mode & 0777U : 0U;
  }
  void write(const std::string& name, const std::string& bytes, fs::perms rights) const {
    fs::create_directories(folder_.path() / "keys");
    const fs::path path = folder_.path() / "keys" / name;
    std::ofstream(path) << bytes;
    fs::permissions(path, rights);
  }

  TemporaryFolder folder_;
  PosixFileSystem disk_;
  SystemRandom random_;
  MemoryAuditLog log_;
};

TEST_F(KeyFolderTest, IsMadeOnFirstUseForTheOwnerAlone) {
  const auto first = keys().watermark_key(log_);
  ASSERT_TRUE(first.ok()) << first.error().message;
  EXPECT_EQ(keys().watermark_key(log_).value().bytes, first->bytes);
  EXPECT_EQ(rights(folder_.path() / "keys"), 0700U);
  EXPECT_EQ(rights(folder_.path() / "keys/watermark.key"), 0600U);
  ASSERT_TRUE(keys().signing_key().ok());
  EXPECT_EQ(rights(folder_.path() / "keys/audit-signing.key"), 0600U);
  ASSERT_EQ(log_.events.size(), 1U);
  EXPECT_EQ(log_.events[0].act, AuditAct::KeyMade);
  EXPECT_EQ(log_.events[0].details, (Json{{"key", "watermark"}, {"fingerprint", fingerprint(*first)}}));
}

TEST_F(KeyFolderTest, NoKeyWithoutARecord) {
  log_.next_failure = Error{ErrorKind::Unavailable, "the disk is full"};
  EXPECT_FALSE(keys().watermark_key(log_).ok());
  EXPECT_FALSE(fs::exists(folder_.path() / "keys/watermark.key"));
  EXPECT_TRUE(keys().watermark_key(log_).ok());
}

TEST_F(KeyFolderTest, ProcessesThatAskAtOnceGetTheSameKey) {
  constexpr int kProcesses = 8;
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  for (int i = 0; i < kProcesses; ++i) {
    if (::fork() != 0) continue;
    const auto key = keys().signing_key();
    const std::string line = key.ok() ? std::string(key->bytes.begin(), key->bytes.end()) : std::string(32, 'x');
    ::_exit(::write(ends[1], line.data(), line.size()) == 32 ? 0 : 1);
  }
  ::close(ends[1]);
  std::set<std::string> seen;
  for (int i = 0; i < kProcesses; ++i) {
    std::string line(32, ' ');
    ASSERT_EQ(::read(ends[0], line.data(), line.size()), 32);
    seen.insert(line);
  }
  ::close(ends[0]);
  while (::wait(nullptr) > 0) {
  }
  const auto key = keys().signing_key().value();
  EXPECT_EQ(seen, (std::set<std::string>{std::string(key.bytes.begin(), key.bytes.end())}));
}

TEST_F(KeyFolderTest, AKeyOthersCanReadIsRefusedWithTheCommandThatMendsIt) {
  write("watermark.key", std::string(32, 'k'), fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
  const auto key = keys().watermark_key(log_);
  ASSERT_FALSE(key.ok());
  EXPECT_EQ(key.error().kind, ErrorKind::Denied);
  EXPECT_NE(key.error().message.find("chmod 600"), std::string::npos);
}

TEST_F(KeyFolderTest, AKeyOfAnotherLengthIsRefusedAndLeftAlone) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{31}, std::size_t{33}, std::size_t{5000}}) {
    write("watermark.key", std::string(size, 'k'), fs::perms::owner_read | fs::perms::owner_write);
    const auto key = keys().watermark_key(log_);
    ASSERT_FALSE(key.ok());
    EXPECT_EQ(key.error().kind, ErrorKind::Corrupt);
    EXPECT_NE(key.error().message.find(std::to_string(size) + " bytes"), std::string::npos);
    EXPECT_EQ(fs::file_size(folder_.path() / "keys/watermark.key"), size);
  }
}

TEST_F(KeyFolderTest, WhatADeadProcessLeftIsNoKey) {
  write("watermark.key.part", "half", fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_TRUE(keys().watermark_key(log_).ok());
  EXPECT_FALSE(fs::exists(folder_.path() / "keys/watermark.key.part"));
}

TEST_F(KeyFolderTest, ExportsToANewFileOfTheOwnerAndSaysSoInTheLog) {
  const auto key = keys().watermark_key(log_).value();
  const fs::path copy = folder_.path() / "copy.key";
  ASSERT_TRUE(keys().export_watermark_key(copy, log_).ok());
  EXPECT_EQ(rights(copy), 0600U);
  EXPECT_EQ(disk_.read(copy, 100).value(), std::string(key.bytes.begin(), key.bytes.end()));
  EXPECT_EQ(log_.events.back().act, AuditAct::KeyExported);
  const auto again = keys().export_watermark_key(copy, log_);
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().kind, ErrorKind::Denied);
  EXPECT_EQ(log_.events.size(), 2U) << "nothing was exported, nothing is said";
}

TEST_F(KeyFolderTest, NothingInTheLogTellsTheKey) {
  const auto key = keys().watermark_key(log_).value();
  const std::string hex = to_hex(key.bytes);
  for (const AuditEvent& event : log_.events)
    EXPECT_EQ(event.details.dump().find(hex.substr(0, 16)), std::string::npos);
  EXPECT_FALSE(hex.starts_with(fingerprint(key)));
}

TEST_F(KeyFolderTest, ADiskThatFailsAtAnyCallLeavesNoHalfKey) {
  for (std::size_t room = 0; room < 32; ++room) {
    MemoryFileSystem disk;
    disk.room_bytes = room;
    KeyFolder keys(folder_.path(), disk, random_);
    EXPECT_FALSE(keys.signing_key().ok());
    disk.room_bytes.reset();
    EXPECT_TRUE(keys.signing_key().ok());
    EXPECT_EQ(disk.files.size(), 1U);
  }
}

}  // namespace
}  // namespace timbre::safety
