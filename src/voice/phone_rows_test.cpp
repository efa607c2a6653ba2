// Rung: definition (each number of a row is what the header says).
#include "voice/phone_rows.h"

#include <gtest/gtest.h>
#include <numeric>

namespace timbre::voice {
namespace {

phones::Phone phone(phones::PhoneId id, phones::Boundary after = phones::Boundary::None) {
  phones::Phone made;
  made.id = id;
  made.after = after;
  return made;
}

TEST(PhoneRows, SayWhichSoundHowStressedAndHowItsPhraseEnds) {
  std::vector<phones::Phone> text{phone(phones::kT), phone(phones::kIy, phones::Boundary::Word), phone(phones::kComma),
                                  phone(phones::kM), phone(phones::kQuestion)};
  text[1].stress = phones::Stress::Primary;
  const auto rows = phone_rows(text);
  ASSERT_EQ(rows.size(), text.size() * kPhoneInputs);
  const auto at = [&](std::size_t row, std::size_t column) { return rows[row * kPhoneInputs + column]; };
  EXPECT_EQ(at(0, phones::kT), 1.0F);
  EXPECT_EQ(at(0, 80), 0.0F);
  EXPECT_EQ(at(1, 81), 1.0F) << "primary stress";
  EXPECT_EQ(at(1, 82 + 1), 1.0F) << "a word ends";
  EXPECT_EQ(at(0, 87 + 1), 1.0F) << "the phrase ends with a comma";
  EXPECT_EQ(at(3, 87 + 4), 1.0F) << "the phrase ends with a question";
  EXPECT_EQ(at(3, 93), 1.0F) << "a phrase begins";
  EXPECT_EQ(at(2, 94), 1.0F) << "a phrase ends";
  EXPECT_LT(at(2, 95), 1.0F) << "but no sentence";
  EXPECT_EQ(at(4, 95), 1.0F);
}

TEST(PhoneRows, HaveOnePhoneAndOneEndingEach) {
  const std::vector<phones::Phone> text{phone(phones::kSilence), phone(phones::kAa), phone(phones::kStop)};
  const auto rows = phone_rows(text);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto row = rows.begin() + static_cast<std::ptrdiff_t>(i * kPhoneInputs);
    EXPECT_EQ(std::accumulate(row, row + 80, 0.0F), 1.0F);
    EXPECT_EQ(std::accumulate(row + 87, row + 93, 0.0F), 1.0F);
  }
}

TEST(FramePlace, IsTheSameFromBothEnds) {
  float first[kFramePlaces];
  float last[kFramePlaces];
  write_frame_place(0, 5, first);
  write_frame_place(4, 5, last);
  EXPECT_FLOAT_EQ(first[0], 1.0F - last[0]);
  EXPECT_FLOAT_EQ(first[1], last[2]);
  EXPECT_FLOAT_EQ(first[3], last[3]);
}

}  // namespace
}  // namespace timbre::voice
