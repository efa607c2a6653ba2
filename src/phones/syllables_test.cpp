// Rung: definition, over words parted by hand; property, over any sounds.
#include "phones/syllables.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "phones/phone_labels.h"

namespace timbre::phones {
namespace {

std::string parted(std::string_view arpabet) {
  const auto phones = phones_of_arpabet(arpabet).value();
  std::string out;
  for (const Syllable& syllable : syllables_of(phones)) {
    if (!out.empty()) out += ". ";
    for (std::size_t i = syllable.first; i < syllable.end; ++i) out += arpabet_of(phones[i]) + " ";
  }
  return out;
}

TEST(Syllables, AsManyConsonantsAsAWordMayBeginWith) {
  EXPECT_EQ(parted("EH1 K S T R AH0"), "EH1 K . S T R AH0 ");
  EXPECT_EQ(parted("AE1 TH L IY2 T"), "AE1 TH . L IY2 T ");
  EXPECT_EQ(parted("S IH1 NG ER0"), "S IH1 NG . ER0 ");
  EXPECT_EQ(parted("HH AH0 L OW1"), "HH AH0 . L OW1 ");
  EXPECT_EQ(parted("S T R EH1 NG K TH"), "S T R EH1 NG K TH ");
  EXPECT_EQ(parted("K W IH1 K L IY0"), "K W IH1 . K L IY0 ");
  EXPECT_EQ(parted("M Y UW1 Z IH0 K"), "M Y UW1 . Z IH0 K ");
}

TEST(Syllables, WithoutAVowelThereIsOne) {
  EXPECT_EQ(parted("HH M"), "HH M ");
  EXPECT_TRUE(syllables_of({}).empty());
}

TEST(Syllables, EverySoundIsInOne) {
  SeededRandom random(5);
  for (int trial = 0; trial < 500; ++trial) {
    std::vector<StressedPhone> word(random.next() % 12);
    for (StressedPhone& phone : word) phone.id = static_cast<PhoneId>(kP + random.next() % 53);
    std::size_t at = 0;
    for (const Syllable& syllable : syllables_of(word)) {
      EXPECT_EQ(syllable.first, at);
      EXPECT_LE(syllable.first, syllable.nucleus);
      EXPECT_LE(syllable.nucleus, syllable.end);
      at = syllable.end;
    }
    EXPECT_EQ(at, word.size());
  }
}

}  // namespace
}  // namespace timbre::phones
