// Rung: definition (sounds, borders, stresses and marks of words whose segments are written here by hand).
#include "train/flite_phones.h"

#include <gtest/gtest.h>

#include "phones/phone_inventory.h"

namespace timbre::train {
namespace {

using phones::Boundary;
using phones::Stress;

/// Segments of a tenth of a second, one after another.
class Speech {
 public:
  Speech& pause() {
    add("pau", kNoFliteToken);
    return *this;
  }
  /// One syllable; "+" before it goes on with the same word, "'" with the word's suffix.
  Speech& syllable(const std::vector<const char*>& labels, bool is_stressed, char joint = ' ') {
    if (joint == ' ') ++token_;
    if (joint != '+') ++word_;
    ++syllable_;
    for (const char* label : labels) {
      add(label, token_ - 1);
      segments_.back().is_stressed = is_stressed;
      segments_.back().is_suffix = joint == '\'';
    }
    return *this;
  }
  [[nodiscard]] std::vector<TimedPhone> phones(const std::string& text) const {
    const auto phones = timed_phones_of_flite(segments_, text);
    EXPECT_TRUE(phones.ok()) << phones.error().message;
    return phones.ok() ? *phones : std::vector<TimedPhone>{};
  }
  [[nodiscard]] const std::vector<FliteSegment>& segments() const { return segments_; }

 private:
  void add(const char* label, std::size_t token) {
    const double start_s = static_cast<double>(segments_.size()) / 10.0;
    segments_.push_back({label, {start_s, start_s + 0.1}, token, word_, syllable_, false, false});
  }

  std::vector<FliteSegment> segments_;
  std::size_t token_ = 0;
  std::size_t word_ = 0;
  std::size_t syllable_ = 0;
};

/// "b1 ɝ1 d1_": stress 1 or 2, then the border: "." "_" "|" "#".
std::string shown(const std::vector<TimedPhone>& phones) {
  std::string out;
  for (const TimedPhone& timed : phones) {
    constexpr const char* kStresses[] = {"", "2", "1"};
    constexpr const char* kBorders[] = {"", ".", "_", "|", "#", "##"};
    out += std::string(out.empty() ? "" : " ") + std::string(phones::find_phone(timed.phone.id)->ipa) +
           kStresses[static_cast<int>(timed.phone.stress)] + kBorders[static_cast<int>(timed.phone.after)];
  }
  return out;
}

TEST(FlitePhones, HaveTheStressesAndMarksOfTheText) {
  Speech speech;
  speech.pause().syllable({"dh", "ax"}, false).syllable({"b", "er", "d"}, true);
  speech.pause().syllable({"b", "ah"}, true).syllable({"t", "er"}, false, '+').pause();
  EXPECT_EQ(shown(speech.phones("The bird, butter.")), "sil ð ə_ b1 ɝ1 d1| ,| b1 ʌ1. t ɚ# .# sil");
}

TEST(FlitePhones, AMarkHasItsPauseOrNoLength) {
  Speech speech;
  speech.syllable({"b", "iy"}, true).pause().syllable({"b", "iy"}, true).syllable({"b", "iy"}, true).pause();
  const auto phones = speech.phones("Bee, bee; bee?");
  EXPECT_EQ(shown(phones), "b1 i1| ,| b1 i1| :| b1 i1# ?# sil");
  ASSERT_EQ(phones.size(), 10U);
  EXPECT_DOUBLE_EQ(phones[2].start_s, 0.2);
  EXPECT_DOUBLE_EQ(phones[2].end_s, phones[3].start_s);
  EXPECT_DOUBLE_EQ(phones[5].start_s, phones[5].end_s);
  EXPECT_DOUBLE_EQ(phones[8].start_s, phones[8].end_s);
  for (std::size_t i = 1; i < phones.size(); ++i) EXPECT_DOUBLE_EQ(phones[i].start_s, phones[i - 1].end_s);
}

TEST(FlitePhones, APauseWithoutAMarkIsSilence) {
  Speech speech;
  speech.syllable({"b", "iy"}, true).pause().syllable({"b", "iy"}, true);
  EXPECT_EQ(shown(speech.phones("Bee bee.")), "b1 i1_ sil b1 i1# .#");
}

TEST(FlitePhones, ALabelOfTwoSoundsSharesItsTime) {
  Speech speech;
  speech.syllable({"l", "ih"}, true).syllable({"t", "el"}, false, '+');
  const auto phones = speech.phones("Little.");
  EXPECT_EQ(shown(phones), "l1 ɪ1. t ə l# .#");
  ASSERT_EQ(phones.size(), 6U);
  EXPECT_DOUBLE_EQ(phones[3].end_s, 0.35);
  EXPECT_DOUBLE_EQ(phones[4].start_s, 0.35);
  EXPECT_DOUBLE_EQ(phones[4].end_s, 0.4);
}

TEST(FlitePhones, ASuffixWithoutAVowelIsOfTheSyllableBeforeIt) {
  Speech speech;
  speech.syllable({"d", "ao", "g"}, true).syllable({"z"}, false, '\'').syllable({"b", "ow", "n"}, true);
  EXPECT_EQ(shown(speech.phones("Dog's bone.")), "d1 ɔ1 ɡ1 z1_ b1 oʊ1 n1# .#");
}

TEST(FlitePhones, OtherSyllablesThanTheTextsKeepTheirOwnStress) {
  Speech speech;
  speech.syllable({"b", "ah"}, true).syllable({"b", "iy"}, true, '+').syllable({"b", "ax"}, false, '+');
  EXPECT_EQ(shown(speech.phones("Bee.")), "b1 ʌ1. b2 i2. b ə# .#");
}

TEST(FlitePhones, ADashIsACommaToFliteAndADashInThePhones) {
  EXPECT_EQ(text_for_flite("One  thing - a bee."), "One thing, a bee.");
  Speech speech;
  speech.syllable({"b", "iy"}, true).pause().syllable({"b", "iy"}, true);
  EXPECT_EQ(shown(speech.phones("Bee - bee.")), "b1 i1| –| b1 i1# .#");
}

TEST(FlitePhones, RefuseOtherWordsAndUnknownLabels) {
  Speech speech;
  speech.syllable({"b", "iy"}, true);
  const auto other = timed_phones_of_flite(speech.segments(), "Bee bee.");
  ASSERT_FALSE(other.ok());
  EXPECT_NE(other.error().message.find("'Bee bee.'"), std::string::npos);
  Speech unknown;
  unknown.syllable({"b", "qq"}, true);
  EXPECT_FALSE(timed_phones_of_flite(unknown.segments(), "Bee.").ok());
}

}  // namespace
}  // namespace timbre::train
