// Rung: exact.
#include "text/cmu_dictionary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/memory_file_system.h"

namespace timbre::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

CmuDictionary dictionary_of(const std::string& bytes) {
  MemoryFileSystem disk;
  disk.files["/d"] = bytes;
  return CmuDictionary::load("/d", disk).value();
}

TEST(CmuDictionary, GivesEveryWayToSayAWord) {
  const auto dictionary = dictionary_of("don't D OW N T\nread R IY D\nread(2) R EH D\nreader R IY D ER\n");
  EXPECT_THAT(dictionary.pronunciations("Read"), ElementsAre(ElementsAre("R", "IY", "D"), ElementsAre("R", "EH", "D")));
  EXPECT_THAT(dictionary.pronunciations("don’t"), ElementsAre(ElementsAre("D", "OW", "N", "T")));
  EXPECT_THAT(dictionary.pronunciations("rea"), IsEmpty());
  EXPECT_THAT(dictionary.pronunciations("read(2)"), IsEmpty()) << "a line's mark is no word";
  EXPECT_THAT(dictionary.pronunciations(""), IsEmpty());
}

TEST(CmuDictionary, NeedsNoOrderAndNoTidyness) {
  const auto dictionary = dictionary_of("zoo Z UW\r\n\n  \nape\tEY  P\nbad B XX D\nempty\nlast L AE S T");
  EXPECT_THAT(dictionary.pronunciations("zoo"), ElementsAre(ElementsAre("Z", "UW")));
  EXPECT_THAT(dictionary.pronunciations("ape"), ElementsAre(ElementsAre("EY", "P")));
  EXPECT_THAT(dictionary.pronunciations("last"), ElementsAre(ElementsAre("L", "AE", "S", "T")));
  EXPECT_THAT(dictionary.pronunciations("bad"), IsEmpty()) << "no such phone";
  EXPECT_THAT(dictionary.pronunciations("empty"), IsEmpty());
  EXPECT_THAT(dictionary_of("").pronunciations("a"), IsEmpty());
}

TEST(CmuDictionary, MissingIsAnError) {
  MemoryFileSystem disk;
  EXPECT_EQ(CmuDictionary::load("/none", disk).error().kind, ErrorKind::NotFound);
}

TEST(CmuDictionary, DebiansOwnIsWhole) {
  PosixFileSystem disk;
  const auto dictionary = CmuDictionary::load(cmu_dictionary_path(), disk);
  ASSERT_TRUE(dictionary.ok()) << dictionary.error().message;
  EXPECT_GT(dictionary->line_count(), 130000U);
  EXPECT_THAT(dictionary->pronunciations("one's"), testing::SizeIs(1)) << "the one line out of order";
  for (std::size_t line = 0; line < dictionary->line_count(); line += 101) {
    const auto head = dictionary->head(line);
    if (head.back() == ')') continue;
    EXPECT_THAT(dictionary->pronunciations(head), testing::Not(IsEmpty())) << head;
  }
}

}  // namespace
}  // namespace timbre::text
