// Rung: exact, and a property: whatever bytes come, there is an answer or an error.
#include "score/advice_answer.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "base/random.h"
#include "base/utf8.h"

namespace timbre::score {
namespace {

constexpr const char* kTip = R"({"measure":"snr_db","direction":"raise","value":11.3,"text":"Find a quieter room."})";

std::string answer_of(const std::string& tips) { return R"({"advice":[)" + tips + "]}"; }

std::string tip_with(const std::string& text) {
  return Json{{"measure", "snr_db"}, {"direction", "raise"}, {"value", 11.3}, {"text", text}}.dump(
      -1, ' ', false, Json::error_handler_t::ignore);
}

TEST(AdviceAnswer, TheJsonIsFoundHoweverItIsWrapped) {
  const std::string plain = answer_of(kTip);
  for (const std::string& answer : {plain, "```json\n" + plain + "\n```", "```\n" + plain + "```",
                                    "Sure! Here it is:\n\n" + plain + "\n\nGood luck!", "  \n" + plain,
                                    "In {braces} and {\"other\": 1}: " + plain, "{ not json " + plain}) {
    const auto read = read_advice_answer(answer);
    ASSERT_TRUE(read.ok()) << answer << read.error().message;
    ASSERT_EQ(read->tips.size(), 1U) << answer;
    EXPECT_EQ(read->tips[0].text, "Find a quieter room.");
    EXPECT_EQ(read->tips[0].measure, measure::MeasureId::SnrDb);
    EXPECT_EQ(read->tips[0].direction, Change::Raise);
    EXPECT_EQ(read->tips[0].value, 11.3);
  }
}

TEST(AdviceAnswer, WhatIsNoAdviceIsAnErrorThatSaysWhy) {
  const std::vector<std::pair<std::string, const char*>> answers{
      {"", "no JSON"},
      {"I'm sorry, I can't help with that.", "no JSON"},
      {"null", "no JSON"},
      {"[]", "no JSON"},
      {"{}", "no JSON"},
      {R"({"tips":[]})", "no JSON"},
      {R"({"advice":{}})", "not a list"},
      {R"({"advice":"Find a quieter room."})", "not a list"},
      {R"({"advice":null})", "not a list"},
      {R"({"advice":[],"verdict":"keep"})", "not asked for"},
      {answer_of(kTip).substr(0, 60), "no JSON"},
      {R"({"advice":[1e999]})", "no JSON"},
      {std::string(kMaxAnswerBytes + 1, ' '), "at most 65536"},
  };
  for (const auto& [answer, why] : answers) {
    const auto read = read_advice_answer(answer);
    ASSERT_FALSE(read.ok()) << answer.substr(0, 80);
    EXPECT_EQ(read.error().kind, ErrorKind::InvalidInput);
    EXPECT_NE(read.error().message.find(why), std::string::npos) << read.error().message;
  }
}

TEST(AdviceAnswer, NoAdviceIsAnAnswer) {
  const auto read = read_advice_answer(answer_of(""));
  ASSERT_TRUE(read.ok());
  EXPECT_TRUE(read->tips.empty() && read->dropped.empty());
}

TEST(AdviceAnswer, ATipThatIsNoneIsPutAsideWithTheReason) {
  const std::vector<std::pair<std::string, const char*>> tips{
      {"3", "not an object"},
      {R"("Find a quieter room.")", "not an object"},
      {"[]", "not an object"},
      {R"({"measure":"snr_db","direction":"raise","value":11.3})", "'text' is not a text"},
      {R"({"measure":"snr_db","direction":"raise","value":11.3,"text":["x"]})", "'text' is not a text"},
      {R"({"measure":"snr_db","direction":"raise","value":"11.3","text":"x"})", "'value' is not a number"},
      {R"({"measure":"snr_db","direction":"raise","value":null,"text":"x"})", "'value' is not a number"},
      {R"({"measure":"snr_db","direction":"raise","text":"x"})", "'value' is not a number"},
      {R"({"measure":7,"direction":"raise","value":11.3,"text":"x"})", "'measure' is not a text"},
      {R"({"measure":"snr_db","direction":true,"value":11.3,"text":"x"})", "'direction' is not a text"},
      {R"({"measure":"charm","direction":"raise","value":11.3,"text":"x"})", "no measure 'charm'"},
      {R"({"measure":"SNR_DB","direction":"raise","value":11.3,"text":"x"})", "no measure"},
      {R"({"measure":"snr_db","direction":"up","value":11.3,"text":"x"})", "raise, lower or keep"},
      {R"({"measure":"snr_db","direction":"raise","value":11.3,"text":"x","url":"y"})", "not asked for"},
      {tip_with(""), "empty"},
      {tip_with("   "), "empty"},
      {tip_with(std::string(kMaxTipBytes + 1, 'x')), "401 bytes"},
      {tip_with("Two\nlines."), "control"},
      {tip_with("A bell \x07."), "control"},
      {tip_with("\x1b[31mred"), "control"},
      {tip_with("turned \u202earound"), "cannot be seen"},
      {tip_with("zero\u200bwidth"), "cannot be seen"},
      {tip_with("<b>Find</b> a quieter room."), "HTML"},
      {tip_with("<script>alert(1)</script>"), "HTML"},
      {tip_with("<img src=x onerror=alert(1)>"), "HTML"},
      {tip_with("Find &#60;b&#62;"), "HTML"},
      {tip_with("[quieter](x) room"), "HTML"},
      {tip_with("**Find** a quieter room"), "HTML"},
      {tip_with("See https://example.invalid/mic"), "link"},
      {tip_with("See WWW.example"), "link"},
      {tip_with("Buy it at microphones.com"), "link"},
      {tip_with("javascript:alert(1)"), "link"},
  };
  for (const auto& [tip, why] : tips) {
    const auto read = read_advice_answer(answer_of(tip));
    ASSERT_TRUE(read.ok()) << tip << ": " << read.error().message;
    EXPECT_TRUE(read->tips.empty()) << tip;
    ASSERT_EQ(read->dropped.size(), 1U) << tip;
    EXPECT_NE(read->dropped[0].why.find(why), std::string::npos) << tip << ": " << read->dropped[0].why;
    EXPECT_EQ(printable(read->dropped[0].text), read->dropped[0].text) << "what is shown is printable";
    EXPECT_LE(read->dropped[0].text.size(), 4 * kMaxDroppedBytes);
  }
}

TEST(AdviceAnswer, PlainSentencesPass) {
  for (const char* text :
       {"Find a quieter room.", "Keep the SNR > 35 dB; 3 < 5.", "Wähle einen ruhigeren Raum – mit Vorhängen.",
        "もっと静かな部屋で。", "It's \"fine\" & quiet.", "Say it e.g. to a friend."}) {
    EXPECT_EQ(not_plain_text(text), "") << text;
  }
}

TEST(AdviceAnswer, TheSameTipTwiceIsOne) {
  const auto read = read_advice_answer(answer_of(std::string(kTip) + "," + kTip + "," + tip_with("Move closer.")));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->tips.size(), 1U);
  ASSERT_EQ(read->dropped.size(), 2U);
  EXPECT_NE(read->dropped[1].why.find("repeats"), std::string::npos);
}

TEST(AdviceAnswer, HundredsOfTipsAreCut) {
  std::string tips;
  for (int i = 0; i < 300; ++i) tips += (i > 0 ? "," : "") + std::string(kTip);
  const auto read = read_advice_answer(answer_of(tips));
  ASSERT_TRUE(read.ok());
  EXPECT_LE(read->tips.size() + read->dropped.size(), 2 * kMaxTips);
}

TEST(AdviceAnswer, DeepNestingAndRandomBytesDoNoHarm) {
  EXPECT_TRUE(read_advice_answer(R"({"advice":)" + std::string(30'000, '[') + std::string(30'000, ']') + "}").ok());
  EXPECT_FALSE(read_advice_answer(std::string(60'000, '{')).ok());
  SeededRandom random(3);
  const std::string good = answer_of(kTip);
  for (int i = 0; i < 5000; ++i) {
    std::string broken = good;
    for (int changes = 0; changes < 3; ++changes) {
      broken[static_cast<std::size_t>(random.uniform() * static_cast<double>(broken.size() - 1))] =
          static_cast<char>(random.uniform() * 255.0);
    }
    const auto read = read_advice_answer(broken);
    if (!read.ok()) continue;
    for (const AnsweredTip& tip : read->tips) EXPECT_EQ(not_plain_text(tip.text), "") << broken;
  }
}

}  // namespace
}  // namespace timbre::score
