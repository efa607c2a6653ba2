// Rung: oracle (the CMU dictionary, for espeak-ng's rules); exact, for what comes from where.
#include "text/pronunciation.h"

#include <algorithm>
#include <cstdio>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "base/testing/memory_file_system.h"
#include "text/phonemes.h"

namespace timbre::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Pronouncer, AsksTheDictionaryFirstAndOnce) {
  MemoryFileSystem disk;
  disk.files["/d"] = "eighty EY T IY\nhouse HH AW Z\nseven S EH V AH N\n";
  Pronouncer pronouncer(disk, "/d");
  EXPECT_THAT(disk.reads, IsEmpty());
  EXPECT_THAT(pronouncer.pronounce("house", "en").value(), ElementsAre(ElementsAre("HH", "AW", "Z")));
  EXPECT_THAT(pronouncer.pronounce("eighty-seven", "en").value(),
              ElementsAre(ElementsAre("EY", "T", "IY", "S", "EH", "V", "AH", "N")));
  EXPECT_THAT(pronouncer.pronounce("cat", "en").value(), ElementsAre(ElementsAre("K", "AE", "T")));
  EXPECT_THAT(pronouncer.pronounce("Haus", "de").value(), ElementsAre(ElementsAre("HH", "AW", "S")));
  EXPECT_THAT(disk.reads, ElementsAre("/d"));
}

TEST(Pronouncer, SpeaksWithoutADictionaryToo) {
  MemoryFileSystem disk;
  Pronouncer pronouncer(disk, "/none");
  EXPECT_THAT(pronouncer.pronounce("house", "en").value(), ElementsAre(ElementsAre("HH", "AW", "S")));
  EXPECT_THAT(pronouncer.pronounce("", "en").value(), IsEmpty());
  EXPECT_EQ(pronouncer.pronounce("a", "xx").error().kind, ErrorKind::NotFound);
}

/// Fewest insertions, deletions and substitutions that turn one into the other.
std::size_t edit_distance(const Pronunciation& a, const Pronunciation& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

bool is_plain_word(std::string_view head) {
  return head.size() > 1 && std::all_of(head.begin(), head.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

TEST(Pronouncer, RulesComeNearTheDictionary) {
  PosixFileSystem disk;
  const auto dictionary = CmuDictionary::load(cmu_dictionary_path(), disk);
  ASSERT_TRUE(dictionary.ok()) << dictionary.error().message;
  SeededRandom random(7);
  std::size_t words = 0;
  std::size_t same = 0;
  std::size_t phones = 0;
  std::size_t errors = 0;
  while (words < 2000) {
    const auto head = dictionary->head(random.next() % dictionary->line_count());
    if (!is_plain_word(head)) continue;
    const Pronunciation by_rule = nearest_cmu_phones(ipa_phonemes(head, "en").value());
    std::size_t fewest = by_rule.size() + 100;
    std::size_t length = 0;
    for (const auto& best : dictionary->pronunciations(head)) {
      const std::size_t distance = edit_distance(by_rule, best);
      if (distance < fewest) length = best.size();
      fewest = std::min(fewest, distance);
    }
    ++words;
    same += fewest == 0 ? 1 : 0;
    phones += length;
    errors += fewest;
  }
  const double rate = static_cast<double>(errors) / static_cast<double>(phones);
  std::printf(
      "espeak-ng against the CMU dictionary: %zu words (names too), phone error rate %.1f %%, %zu words equal\n", words,
      100.0 * rate, same);
  EXPECT_LT(rate, 0.12);
  EXPECT_GT(same, words / 2);
}

}  // namespace
}  // namespace timbre::text
