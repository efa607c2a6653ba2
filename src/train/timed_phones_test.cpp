// Rung: definition (what is written is read again; what the file promises is checked).
#include "train/timed_phones.h"

#include <gtest/gtest.h>

#include "phones/phone_inventory.h"

namespace timbre::train {
namespace {

TimedUtterance spoken() {
  TimedUtterance utterance{"a/b.wav", 0.75, {}};
  TimedPhone first{{}, 0.0, 0.12};
  first.phone.id = phones::kSchwa;
  first.phone.stress = phones::Stress::Secondary;
  first.phone.after = phones::Boundary::Word;
  TimedPhone mark{{}, 0.12, 0.12};
  mark.phone.id = phones::kComma;
  mark.phone.after = phones::Boundary::Phrase;
  mark.is_doubtful = true;
  utterance.phones = {first, mark};
  return utterance;
}

TEST(TimedPhones, AreReadAsTheyWereWritten) {
  const auto read = parse_timed(timed_line(spoken()) + timed_line(spoken()) + "{\"file\": cut");
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_EQ(read->size(), 2U);
  EXPECT_EQ(read->front(), spoken());
  EXPECT_NE(timed_line(spoken()).find("0.12]"), std::string::npos) << "a row that is trusted says nothing of doubt";
}

TEST(TimedPhones, RefuseWhatIsNoRowAndNameTheLine) {
  const std::string good = timed_line(spoken());
  for (const char* phones :
       {R"([["qq","none","none",0,1]])", R"([["t","loud","none",0,1]])", R"([["t","none","none",1,0.5]])",
        R"([["t","none","none",0]])", R"([["t","none","none",0,1,1]])", R"([["t","none","none",0,1,0,0]])",
        R"([["t","none","none",0,1],["t","none","none",0.5,1]])", R"("t")"}) {
    const auto read = parse_timed(good + R"({"file":"a","confidence":1,"phones":)" + std::string(phones) + "}\n");
    ASSERT_FALSE(read.ok()) << phones;
    EXPECT_NE(read.error().message.find("line 2"), std::string::npos) << read.error().message;
  }
}

}  // namespace
}  // namespace timbre::train
