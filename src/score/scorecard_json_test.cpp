#include "score/scorecard_json.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "gtest/gtest.h"

#include "base/random.h"
#include "base/testing/temporary_folder.h"
#include "base/testing/test_data.h"
#include "score/score.h"
#include "score/testing/random_takes.h"

namespace timbre::score {
namespace {

using measure::MeasureId;
using measure::Reading;

TEST(ScorecardJson, HoldsTheNamesOthersRelyOn) {
  ScoreOptions options;
  options.file = "take.wav";
  options.perceptual = PerceptualScore{"dnsmos_p835", 3.404, 3.7, 4.0};
  measure::TakeMeasurements take = home_take();
  take.readings[MeasureId::SnrDb] = Reading::of(11.3);
  take.events.push_back({measure::EventKind::Plosive, {1.02, 1.03}});
  const Json json = to_json(score_measurements(take, options));
  EXPECT_EQ(json["version"], 1);
  EXPECT_EQ(json["verdict"], "reject");
  EXPECT_EQ(json["perceptual"].dump(), R"({"name":"dnsmos_p835","mos":3.4,"sig":3.7,"bak":4.0,"p808":null})");
  EXPECT_FALSE(json.contains("perceptual_why"));
  EXPECT_EQ(json["rejects"][0]["measure"], "snr_db");
  EXPECT_EQ(json["rejects"][0]["limit"], 20);
  EXPECT_EQ(json["measures"]["snr_db"]["value"], 11.3);
  EXPECT_EQ(json["measures"]["snr_db"]["unit"], "dB");
  EXPECT_TRUE(json["measures"]["words_per_minute"]["value"].is_null());
  EXPECT_EQ(json["measures"]["words_per_minute"]["why"], "no transcript was made");
  EXPECT_FALSE(json["measures"]["snr_db"].contains("why"));
  EXPECT_EQ(json["events"][0]["kind"], "plosive");
  EXPECT_EQ(json["advice"][0]["measure"], "snr_db");
  EXPECT_EQ(json["measures"]["sample_rate_hz"]["value"].dump(), "48000");
}

TEST(ScorecardJson, HoldsTheWordsOrWhyThereAreNone) {
  const Json without = to_json(score_measurements(home_take()));
  EXPECT_TRUE(without["transcript"].is_null());
  EXPECT_EQ(without["transcript_why"], "no transcript was made");
  measure::TakeMeasurements take = home_take_with_words(0.456789);
  take.pauses.push_back({1.0, 1.9999});
  const Json with = to_json(score_measurements(take));
  EXPECT_FALSE(with.contains("transcript_why"));
  EXPECT_EQ(with["transcript"]["text"], "word word word word word word word word word word");
  EXPECT_EQ(with["transcript"]["engine"], "test");
  EXPECT_EQ(with["transcript"]["language"], "en");
  EXPECT_EQ(with["transcript"]["confidence"], 0.457);
  EXPECT_EQ(with["transcript"]["uncertain"], true);
  EXPECT_EQ(with["transcript"]["words"][1].dump(), R"({"text":"word","start_s":2.0,"end_s":3.0,"confidence":0.457})");
  EXPECT_EQ(with["pauses"][0]["end_s"], 2.0);
  EXPECT_NE(with["notes"].back().get<std::string>().find("uncertain"), std::string::npos);
  EXPECT_EQ(to_json(score_measurements(home_take_with_words(0.9)))["transcript"]["uncertain"], false);
}

TEST(ScorecardJson, HoldsWhatNetworksSayOrWhyTheyDoNot) {
  const Json without = to_json(score_measurements(home_take()));
  EXPECT_TRUE(without["perceptual"].is_null());
  EXPECT_EQ(without["perceptual_why"], "it was not asked for");
  EXPECT_EQ(without["voice_activity"], "timbre");
  EXPECT_EQ(without["diagnosis"].dump(), R"({"denoiser":null,"denoiser_why":"it was not asked for",)"
                                         R"("pitch":null,"pitch_why":"it was not asked for"})");
  measure::TakeMeasurements take = home_take();
  take.opinions.perceptual = PerceptualScore{"dnsmos_p835", 3.456, 3.0, 4.0, 3.5};
  take.opinions.denoiser = measure::DenoiserFinding{"gtcrn", 1.26, 12.34};
  take.opinions.pitch = measure::PitchFinding{"swiftf0", 201.26, -0.016, 97.44};
  const Json with = to_json(score_measurements(take));
  EXPECT_EQ(with["perceptual"]["mos"], 3.46);
  EXPECT_EQ(with["perceptual"]["p808"], 3.5);
  EXPECT_EQ(with["diagnosis"]["denoiser"].dump(), R"({"name":"gtcrn","removed_db":1.3,"snr_db":12.3})");
  EXPECT_EQ(with["diagnosis"]["pitch"].dump(),
            R"({"name":"swiftf0","f0_median_hz":201.3,"difference_st":-0.02,"agree_percent":97.4})");
}

TEST(ScorecardJson, AFileNameOfAnyBytesDoesNotThrow) {
  ScoreOptions options;
  options.file = "a\xFF\xC3.wav";
  measure::TakeMeasurements take = home_take();
  take.notes.push_back("tag \x80");
  const std::string text = to_json(score_measurements(take, options)).dump();
  EXPECT_NE(text.find("\"file\":\"a\xEF\xBF\xBD\xEF\xBF\xBD.wav\""), std::string::npos);
}

std::vector<Scorecard> many_cards() {
  SeededRandom random(23);
  std::vector<Scorecard> cards{score_measurements(home_take()), score_measurements({})};
  measure::TakeMeasurements silent;
  silent.findings.is_silent = true;
  silent.findings.channels = measure::ChannelLayout::DeadChannel;
  cards.push_back(score_measurements(silent));
  for (const double confidence : {0.2, 1.0}) {
    measure::TakeMeasurements spoken = home_take_with_words(confidence);
    spoken.words.transcript->words[3].text = "bytes \xF0";
    spoken.pauses.push_back({0.5, 2.6});
    cards.push_back(score_measurements(spoken));
    spoken.words.transcript->words.clear();
    cards.push_back(score_measurements(spoken));
  }
  for (const Profile& profile : profiles()) {
    ScoreOptions options;
    options.profile = &profile;
    options.perceptual = PerceptualScore{"dnsmos_p835", 1.0 + 4.0 * random.uniform()};
    if (random.uniform() < 0.5) options.perceptual->p808 = 3.0;
    options.file = "bytes \xF0.wav";
    measure::TakeMeasurements take = random_take(random, profile, 0.2);
    take.opinions.denoiser = measure::DenoiserFinding{"gtcrn", 3.0 * random.uniform(), 40.0 * random.uniform()};
    take.opinions.pitch = measure::PitchFinding{"swiftf0", 120.0, random.uniform() - 0.5, 90.0};
    take.findings.lossy_low_pass_hz = 16000.0;
    take.findings.original_rate_hz = 22050.0;
    take.stored.bit_depth.reset();
    take.notes.emplace_back("one channel was left out");
    take.events.push_back({measure::EventKind::Clip, {0.5, 0.6}});
    cards.push_back(score_measurements(take, options));
  }
  return cards;
}

// Rung: standard (JSON Schema draft 2020-12), by an independent validator.
TEST(ScorecardJson, EveryScorecardFitsItsSchema) {
  const char* source = std::getenv("TIMBRE_SOURCE");
  if (source == nullptr) GTEST_SKIP() << "SKIPPED: set TIMBRE_SOURCE to the checkout";
  if (std::system("/usr/bin/python3 -c 'import jsonschema' >/dev/null 2>&1") != 0) {
    if (in_ci()) GTEST_FAIL() << "python3-jsonschema is missing";
    GTEST_SKIP() << "SKIPPED: python3-jsonschema is not installed";
  }
  const TemporaryFolder folder;
  const auto path = folder.path() / "cards.jsonl";
  {
    std::ofstream out(path);
    for (const Scorecard& card : many_cards()) out << to_json(card).dump() << "\n";
    // A card that breaks the schema must be found, or the check checks nothing.
    Json broken = to_json(score_measurements(home_take()));
    broken["verdict"] = "maybe";
    std::ofstream(folder.path() / "broken.jsonl") << broken.dump() << "\n";
    Json unexplained = to_json(score_measurements(home_take()));
    unexplained.erase("transcript_why");
    std::ofstream(folder.path() / "unexplained.jsonl") << unexplained.dump() << "\n";
    Json unheard = to_json(score_measurements(home_take()));
    unheard.erase("perceptual_why");
    std::ofstream(folder.path() / "unheard.jsonl") << unheard.dump() << "\n";
  }
  const std::filesystem::path root(source);
  const std::string command = "/usr/bin/python3 '" + (root / "src/score/testing/validate_scorecards.py").string() +
                              "' '" + (root / "docs/formats/scorecard.schema.json").string() + "' '";
  EXPECT_EQ(std::system((command + path.string() + "'").c_str()), 0);
  for (const char* name : {"broken.jsonl", "unexplained.jsonl", "unheard.jsonl"}) {
    const auto broken = (folder.path() / name).string();
    EXPECT_NE(std::system((command + broken + "' >/dev/null 2>&1").c_str()), 0) << name;
  }
}

}  // namespace
}  // namespace timbre::score
