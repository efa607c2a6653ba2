// Exact: text files as they come from editors; takes and texts that cannot be aligned.

#include "studio/align_file.h"

#include "gtest/gtest.h"

#include "base/testing/memory_file_system.h"

namespace timbre::studio {
namespace {

TEST(AlignFile, TextFilesOfAllEditors) {
  MemoryFileSystem disk;
  disk.files["/t/plain.txt"] = "one two\n";
  disk.files["/t/windows.txt"] = "\xEF\xBB\xBFone\r\ntwo\r\n";
  EXPECT_EQ(*read_text_file("/t/plain.txt", disk), "one two\n");
  EXPECT_EQ(*read_text_file("/t/windows.txt", disk), "one\ntwo\n");
}

TEST(AlignFile, ATextThatIsNotUtf8SaysWhere) {
  MemoryFileSystem disk;
  disk.files["/t/latin.txt"] = "caf\xE9 au lait";
  const auto text = read_text_file("/t/latin.txt", disk);
  ASSERT_FALSE(text.ok());
  EXPECT_EQ(text.error().kind, ErrorKind::InvalidInput);
  EXPECT_NE(text.error().message.find("byte 4"), std::string::npos) << text.error().message;
  EXPECT_NE(text.error().message.find("/t/latin.txt"), std::string::npos);
}

TEST(AlignFile, ATextWithoutEndIsRefused) {
  MemoryFileSystem disk;
  disk.files["/t/huge.txt"] = std::string(kTextLimitBytes + 1, 'a');
  EXPECT_EQ(read_text_file("/t/huge.txt", disk).error().kind, ErrorKind::InvalidInput);
  EXPECT_EQ(read_text_file("/t/none.txt", disk).error().kind, ErrorKind::NotFound);
}

TEST(AlignFile, AMissingTakeIsNamed) {
  const auto aligned = align_file("/no/such/take.wav", "one two");
  ASSERT_FALSE(aligned.ok());
  EXPECT_NE(aligned.error().message.find("/no/such/take.wav"), std::string::npos);
}

}  // namespace
}  // namespace timbre::studio
