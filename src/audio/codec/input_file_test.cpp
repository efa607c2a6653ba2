#include "audio/codec/input_file.h"

#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "base/testing/temporary_folder.h"

namespace timbre::audio {
namespace {

using testing::HasSubstr;

void expect_refused(const std::filesystem::path& path, ErrorKind kind, const std::string& words) {
  const auto input = open_input_file(path);
  ASSERT_FALSE(input.ok());
  EXPECT_EQ(input.error().kind, kind);
  EXPECT_THAT(input.error().message, HasSubstr(words));
  EXPECT_THAT(input.error().message, HasSubstr(path.filename().string()));
}

TEST(InputFile, RefusesWhatIsNoFile) {
  const TemporaryFolder folder;
  expect_refused(folder.path(), ErrorKind::InvalidInput, "a folder. Name the recordings in it");
  expect_refused(folder.path() / "gone.wav", ErrorKind::NotFound, "Check the spelling");
  expect_refused("/dev/zero", ErrorKind::InvalidInput, "device, not a recording. Name a file");
  const auto fifo = folder.path() / "fifo.wav";
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  expect_refused(fifo, ErrorKind::InvalidInput, "FIFO (named pipe), not a file. Write the recording to a file first");
  std::ofstream(folder.path() / "empty.wav").close();
  expect_refused(folder.path() / "empty.wav", ErrorKind::InvalidInput, "is empty (0 bytes). Record or export it again");
}

TEST(InputFile, SpoolsAPipeUpToItsLimit) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const UniqueFd read_end(ends[0]);
  UniqueFd write_end(ends[1]);
  ASSERT_EQ(::write(write_end.get(), "0123456789", 10), 10);
  write_end.reset();
  const auto spooled = spool(read_end.get());
  ASSERT_TRUE(spooled.ok()) << spooled.error().message;
  char back[16] = {};
  EXPECT_EQ(::pread(spooled->get(), back, sizeof back, 0), 10);
  EXPECT_STREQ(back, "0123456789");
  EXPECT_EQ(stamp_of(spooled->get())->size_bytes, 10U);
}

TEST(InputFile, RefusesToSpoolMoreThanTheLimit) {
  const UniqueFd zeros(::open("/dev/zero", O_RDONLY));
  const auto spooled = spool(zeros.get(), 1'000'000);
  ASSERT_FALSE(spooled.ok());
  EXPECT_THAT(spooled.error().message, HasSubstr("limit of 1000000 bytes. Give the recording as a file"));
}

}  // namespace
}  // namespace timbre::audio
