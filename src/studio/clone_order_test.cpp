// Rung: exact. Which orders are taken, and what is said of the others; columns of a waveform.
#include "studio/clone_order.h"

#include <gtest/gtest.h>

#include "clone/testing/vowel_engine.h"
#include "studio/clone_engines.h"
#include "studio/clone_run.h"
#include "studio/sound_columns.h"

namespace timbre::studio {
namespace {

Json usual() { return {{"voice", "v"}, {"text", "Good morning."}}; }

std::string why_not(const Json& object) {
  const auto order = order_of_json(object);
  return order.ok() ? "" : order.error().message;
}

TEST(CloneOrder, TakesWhatIsRightAndKeepsIt) {
  Json all = usual();
  all.update(Json{{"take", "t"},
                  {"engine", "e"},
                  {"language", "de"},
                  {"speed", 0.5},
                  {"pitch_st", -6},
                  {"expressiveness", 0},
                  {"pauses", 3},
                  {"instruction", "slowly"},
                  {"seed", kMaxCloneSeed},
                  {"fits_closely", true}});
  const auto order = order_of_json(all);
  ASSERT_TRUE(order.ok()) << order.error().message;
  EXPECT_EQ(order->speed, 0.5);
  EXPECT_EQ(order->pitch_st, -6);
  EXPECT_EQ(order->expressiveness, 0);
  EXPECT_EQ(order->pauses, 3);
  EXPECT_EQ(order->seed, kMaxCloneSeed);
  EXPECT_TRUE(order->fits_closely);
  CloneRun run;
  run.id = "00000000-0000-7000-8000-000000000000";
  run.order = *order;
  run.payload = 4'000'000'000U;
  run.warnings = {"one"};
  run.took_s = 1.5;
  const auto again = clone_run_of_json(to_json(run));
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_EQ(to_json(*again), to_json(run));
  Json nulls = usual();
  for (const char* name : {"take", "engine", "language", "speed", "pitch_st", "instruction", "seed", "fits_closely"}) {
    nulls[name] = {};
  }
  EXPECT_EQ(why_not(nulls), "") << "null is as if it were not there";
}

TEST(CloneOrder, NamesTheFieldThatIsWrong) {
  const std::vector<std::pair<const char*, Json>> wrong{{"voice", ""},
                                                        {"voice", 7},
                                                        {"text", ""},
                                                        {"text", " \n\t"},
                                                        {"text", 7},
                                                        {"speed", 0.49},
                                                        {"speed", 2.01},
                                                        {"speed", "fast"},
                                                        {"expressiveness", 2.1},
                                                        {"pauses", -0.1},
                                                        {"pitch_st", 6.1},
                                                        {"pitch_st", -6.1},
                                                        {"seed", -1},
                                                        {"seed", 1.5},
                                                        {"fits_closely", 1},
                                                        {"language", "EN"},
                                                        {"language", "en-GB"},
                                                        {"language", "e"},
                                                        {"instruction", std::string(2001, 'x')},
                                                        {"engine", true},
                                                        {"take", Json::array()}};
  for (const auto& [field, value] : wrong) {
    Json object = usual();
    object[field] = value;
    EXPECT_NE(why_not(object).find("'" + std::string(field) + "'"), std::string::npos) << object << why_not(object);
  }
  Json object = usual();
  object["colour"] = "red";
  EXPECT_NE(why_not(object).find("'colour' is no field"), std::string::npos);
  object = usual();
  object["text"] = std::string(kMaxCloneTextBytes + 1, 'x');
  EXPECT_NE(why_not(object).find("100000"), std::string::npos);
  EXPECT_NE(why_not(Json::array()), "");
}

TEST(SoundColumns, SpanTheWholeSoundOnceEach) {
  std::vector<float> samples(1000, 0.0F);
  samples[0] = 0.5F;
  samples[999] = -0.25F;
  const Json whole = columns_json(audio::AudioView(1000, samples), 7);
  ASSERT_EQ(whole["peaks"]["max"].size(), 7U);
  EXPECT_EQ(whole["peaks"]["max"][0], 0.5);
  EXPECT_EQ(whole["peaks"]["min"][6], -0.25);
  EXPECT_EQ(whole["peaks"]["min"][0], 0.0);
  EXPECT_EQ(whole["duration_s"], 1.0);
  const Json brief = columns_json(audio::AudioView(1000, std::span(samples).first(3)), 100);
  EXPECT_EQ(brief["peaks"]["max"].size(), 3U);
  EXPECT_TRUE(columns_json(audio::AudioView(1000, std::span(samples).first(0)), 100)["peaks"]["min"].empty());
}

TEST(CloneEngines, WithoutAnyThatIsSaid) {
  const clone::EngineRegistry none;
  EXPECT_EQ(engines_json(none), (Json{{"engines", Json::array()}, {"default", nullptr}}));
  EXPECT_FALSE(clone_ability_json(none)["ready"]);
  EXPECT_EQ(ready_engine(none, "").error().kind, ErrorKind::Unavailable);
  EXPECT_EQ(ready_engine(none, "x").error().kind, ErrorKind::NotFound);
}

TEST(CloneEngines, TheFirstThatIsReadyIsTheDefault) {
  clone::VowelControl draft;
  clone::VowelControl strong;
  clone::EngineTraits traits = clone::VowelEngine::usual("draft");
  traits.experimental_languages = {"sv"};
  clone::EngineRegistry engines;
  engines.add(std::make_unique<clone::VowelEngine>(draft, traits));
  engines.add(std::make_unique<clone::VowelEngine>(strong, clone::VowelEngine::usual("strong")));
  EXPECT_EQ(engines_json(engines)["default"], "draft");
  EXPECT_EQ(ready_engine(engines, "").value()->traits().name, "draft");
  EXPECT_EQ(ready_engine(engines, "strong").value()->traits().name, "strong");
  draft.state = {.is_ready = false, .needs = "money"};
  EXPECT_EQ(engines_json(engines)["default"], "strong");
  draft.state = {};
  draft.state.is_ready = true;
  CloneOrder order;
  order.language = "sv";
  EXPECT_TRUE(check_order_for(order, traits).ok());
  order.language = "fi";
  EXPECT_FALSE(check_order_for(order, traits).ok());
  order = {};
  order.pauses = 2;
  EXPECT_NE(check_order_for(order, traits).error().message.find("'pauses'"), std::string::npos);
}

}  // namespace
}  // namespace timbre::studio
