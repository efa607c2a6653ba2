// Rung: exact, against the sum of the same bytes in one piece; standard: FIPS 180-4's empty message.
#include "base/file_sum.h"

#include "gtest/gtest.h"

#include "base/sha256.h"
#include "base/testing/memory_file_system.h"

namespace timbre {
namespace {

TEST(FileSum, IsTheSumOfAllBytesAndSaysHowFarItIs) {
  MemoryFileSystem disk;
  for (std::size_t i = 0; i < 700'000; ++i) disk.files["/long"] += static_cast<char>(i * 31 % 251);
  disk.files["/empty"] = "";
  std::uint64_t last = 0;
  const auto sum = sha256_of_file(disk, "/long", {}, [&](std::uint64_t done) { last = done; });
  ASSERT_TRUE(sum.ok());
  EXPECT_EQ(*sum, sha256_hex(disk.files["/long"]));
  EXPECT_EQ(last, 700'000u);
  EXPECT_EQ(sha256_of_file(disk, "/empty").value(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(FileSum, SaysWhatIsWrong) {
  MemoryFileSystem disk;
  EXPECT_EQ(sha256_of_file(disk, "/none").error().kind, ErrorKind::NotFound);
  disk.files["/x"] = "x";
  const CancelToken cancel;
  cancel.cancel();
  EXPECT_EQ(sha256_of_file(disk, "/x", cancel).error().kind, ErrorKind::Cancelled);
}

}  // namespace
}  // namespace timbre
