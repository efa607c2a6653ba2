// Rung: exact, and property: whichever call to the disk fails, no half blob is ever visible.
#include "store/blobs.h"

#include <fstream>
#include <gtest/gtest.h>

#include "base/testing/memory_file_system.h"
#include "base/testing/temporary_folder.h"

namespace timbre::store {
namespace {

constexpr std::string_view kAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

TEST(Blobs, AreNamedByTheirBytesAndTwoOfTheSameAreOne) {
  const TemporaryFolder folder;
  PosixFileSystem disk;
  Blobs blobs(disk, folder.path());
  for (const char* name : {"first", "second"}) {
    BlobWriter writer = blobs.begin(name).value();
    ASSERT_TRUE(writer.write("a").ok());
    ASSERT_TRUE(writer.write("bc").ok());
    const BlobId id = writer.finish().value();
    EXPECT_EQ(id.sha256, kAbc);
    EXPECT_EQ(id.size_bytes, 3U);
  }
  EXPECT_EQ(blobs.list().value(), std::vector<std::string>{std::string(kAbc)});
  EXPECT_TRUE(blobs.verify(kAbc).ok());
  std::ofstream(blobs.path_of(kAbc).value()) << "abd";
  EXPECT_EQ(blobs.verify(kAbc).error().kind, ErrorKind::Corrupt);
  EXPECT_TRUE(blobs.remove(kAbc).ok());
  EXPECT_EQ(blobs.verify(kAbc).error().kind, ErrorKind::NotFound);
}

TEST(Blobs, ADroppedWriterLeavesNothing) {
  const TemporaryFolder folder;
  PosixFileSystem disk;
  Blobs blobs(disk, folder.path());
  {
    BlobWriter writer = blobs.begin("dropped").value();
    ASSERT_TRUE(writer.write("abc").ok());
  }
  EXPECT_TRUE(disk.list_recursively(folder.path()).value().empty());
}

TEST(Blobs, WhatAKilledProcessLeftIsRemoved) {
  const TemporaryFolder folder;
  PosixFileSystem disk;
  std::filesystem::create_directories(folder.path() / "tmp");
  std::ofstream(folder.path() / "tmp" / "x.part") << "half";
  EXPECT_EQ(Blobs(disk, folder.path()).remove_parts().value(), 1U);
  EXPECT_TRUE(disk.list_recursively(folder.path()).value().empty());
}

TEST(Blobs, NoNameIsAPath) {
  MemoryFileSystem disk;
  const Blobs blobs(disk, "/data");
  for (const char* name :
       {"", "..", "../../etc/passwd", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a/"}) {
    EXPECT_EQ(blobs.path_of(name).error().kind, ErrorKind::NotFound) << name;
  }
}

/// Fails the n-th call of any kind.
class FailingDisk : public MemoryFileSystem {
 public:
  int calls_until_failure = -1;
  bool has_failed = false;

  Result<std::unique_ptr<OutputFile>> open_for_writing(const std::filesystem::path& path, WriteMode mode) override {
    TRY_VOID(count());
    TRY(auto inner, MemoryFileSystem::open_for_writing(path, mode));
    return std::unique_ptr<OutputFile>(std::make_unique<FailingFile>(*this, std::move(inner)));
  }
  Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) override {
    TRY_VOID(count());
    return MemoryFileSystem::rename(from, to);
  }
  Result<void> create_folders(const std::filesystem::path& path) override {
    TRY_VOID(count());
    return MemoryFileSystem::create_folders(path);
  }

 private:
  class FailingFile : public OutputFile {
   public:
    FailingFile(FailingDisk& disk, std::unique_ptr<OutputFile> inner) : disk_(disk), inner_(std::move(inner)) {}
    Result<void> write(std::string_view bytes) override {
      TRY_VOID(disk_.count());
      return inner_->write(bytes);
    }
    Result<void> write_at(std::uint64_t offset, std::string_view bytes) override {
      TRY_VOID(disk_.count());
      return inner_->write_at(offset, bytes);
    }
    Result<void> sync() override {
      TRY_VOID(disk_.count());
      return inner_->sync();
    }

   private:
    FailingDisk& disk_;
    std::unique_ptr<OutputFile> inner_;
  };

  Result<void> count() {
    if (calls_until_failure-- != 0) return {};
    has_failed = true;
    return Error{ErrorKind::Unavailable, "cannot write: Input/output error"};
  }
};

Result<BlobId> write_abc(Blobs& blobs) {
  TRY(BlobWriter writer, blobs.begin("name"));
  TRY_VOID(writer.write("a"));
  TRY_VOID(writer.write("bc"));
  return writer.finish();
}

TEST(Blobs, WhicheverCallFailsNoHalfBlobIsVisible) {
  int failures = 0;
  for (int call = 0;; ++call) {
    FailingDisk disk;
    disk.calls_until_failure = call;
    Blobs blobs(disk, "/data");
    const auto written = write_abc(blobs);
    if (!disk.has_failed) {
      EXPECT_TRUE(written.ok());
      EXPECT_EQ(disk.files.size(), 1U);
      break;
    }
    ++failures;
    EXPECT_FALSE(written.ok());
    EXPECT_TRUE(disk.files.empty()) << "after failure of call " << call << ": " << disk.files.begin()->first;
  }
  EXPECT_GE(failures, 6);
}

TEST(Blobs, AFullDiskIsSaidAndLeavesNothing) {
  for (std::size_t room = 0; room < 3; ++room) {
    MemoryFileSystem disk;
    disk.room_bytes = room;
    Blobs blobs(disk, "/data");
    const auto written = write_abc(blobs);
    ASSERT_FALSE(written.ok());
    EXPECT_EQ(written.error().kind, ErrorKind::Unavailable);
    EXPECT_TRUE(disk.files.empty());
  }
}

}  // namespace
}  // namespace timbre::store
