// Definition: what must have happened before a clone is handed out, and what must not be handed out.
#include "clone/synthesizer.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>
#include <vector>

#include "base/random.h"
#include "base/testing/fake_clock.h"
#include "clone/clone_tags.h"
#include "safety/consent_book.h"
#include "safety/testing/memory_audit_log.h"
#include "safety/testing/memory_consent_storage.h"
#include "safety/watermark.h"
#include "safety/watermark_payload.h"

namespace timbre::clone {
namespace {

constexpr int kRateHz = 24'000;

/// Harmonics with syllables: what a mark can live in.
audio::AudioBuffer buzz(double seconds) {
  std::vector<float> samples(static_cast<std::size_t>(kRateHz * seconds));
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double t = static_cast<double>(i) / kRateHz;
    double value = 0;
    for (int harmonic = 1; harmonic <= 25; ++harmonic) {
      value += std::sin(2 * std::numbers::pi * 140 * harmonic * t + harmonic * harmonic) / harmonic;
    }
    samples[i] = static_cast<float>(0.1 * value * (0.3 + std::abs(std::sin(9 * t))));
  }
  return {kRateHz, std::move(samples)};
}

class BuzzEngine : public Engine {
 public:
  explicit BuzzEngine(double seconds = 6) : seconds_(seconds) {}
  [[nodiscard]] std::string name() const override { return "buzz"; }
  int asked = 0;
  std::optional<Error> problem;

 private:
  Result<RawSpeech> synthesise(const std::string&, const Voice&, const SpeakOptions&) override {
    ++asked;
    if (problem) return *problem;
    return RawSpeech(buzz(seconds_));
  }
  double seconds_;
};

class Limits : public safety::RateLimiter {
 public:
  Result<void> take(safety::LimitKind, const std::string&, std::int64_t amount) override {
    left -= amount;
    if (left < 0) return Error{ErrorKind::Denied, "too many clones; wait a minute"};
    return {};
  }
  std::int64_t left = 1'000'000;
};

struct Studio {
  BuzzEngine engine;
  FakeClock clock{std::chrono::system_clock::from_time_t(1'700'000'000)};
  SeededRandom random{5};
  safety::MemoryConsentStorage storage;
  safety::MemoryAuditLog log;
  safety::ConsentBook book{storage, log, clock, random};
  Limits limits;
  safety::WatermarkKey key{{1, 2, 3, 4, 5, 6, 7, 8}};
  safety::ConsentGrant grant = granted();
  Voice voice{grant.voice_id(), "Ann", {}, {}};
  std::size_t before = log.events.size();

  safety::ConsentGrant granted() {
    const auto record = book.attest({.voice = "Ann",
                                     .person = "Ann Smith",
                                     .scope = {.purpose = "tests", .languages = {}, .expires_ms = {}},
                                     .reason = "a signed statement is in the files",
                                     .document = {}});
    return book.grant(record.value().id).value();
  }
  Result<safety::MarkedSpeech> speak(const std::string& text = "One dollar and eighty-seven cents.") {
    return Synthesizer(engine, {book, limits, log, key}).speak(text, voice, grant, {.asked_by = "test"});
  }
  /// Since the grant.
  [[nodiscard]] std::vector<std::string> acts() const {
    std::vector<std::string> names;
    for (std::size_t i = before; i < log.events.size(); ++i) names.emplace_back(to_string(log.events[i].act));
    return names;
  }
};

using Acts = std::vector<std::string>;

TEST(Synthesizer, HandsOutMarkedSpeechThatTheLogKnows) {
  Studio studio;
  const auto speech = studio.speak();
  ASSERT_TRUE(speech.ok()) << speech.error().message;
  EXPECT_EQ(studio.acts(), (Acts{"clone_asked", "clone_made"}));
  const auto found = safety::detect_watermark(speech->audio().view(), studio.key);
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found->outcome, safety::WatermarkOutcome::Marked);
  ASSERT_TRUE(found->payload);
  EXPECT_EQ(safety::payload_record(*found->payload), studio.before) << "the number of clone_asked";
  EXPECT_EQ(studio.log.events.back().details["payload"], *found->payload);
  EXPECT_EQ(speech->audio().frame_count(), 6U * kRateHz);
}

TEST(Synthesizer, AsksNoEngineWithoutConsent) {
  Studio studio;
  ASSERT_TRUE(studio.book.revoke(studio.grant.id()).ok());
  studio.before = studio.log.events.size();
  const auto speech = studio.speak();
  ASSERT_FALSE(speech.ok());
  EXPECT_EQ(speech.error().kind, ErrorKind::Denied);
  EXPECT_EQ(studio.engine.asked, 0);
  EXPECT_EQ(studio.acts(), (Acts{"clone_asked", "clone_refused"}));
}

TEST(Synthesizer, AGrantForOneVoiceIsNoneForAnother) {
  Studio studio;
  studio.voice.id = "voice-2";
  EXPECT_FALSE(studio.speak().ok());
  EXPECT_EQ(studio.engine.asked, 0);
}

TEST(Synthesizer, DoesNothingThatCannotBeLogged) {
  Studio studio;
  studio.log.is_broken = true;
  const auto speech = studio.speak();
  ASSERT_FALSE(speech.ok());
  EXPECT_EQ(speech.error().kind, ErrorKind::Unavailable);
  EXPECT_EQ(studio.engine.asked, 0);
}

TEST(Synthesizer, HandsOutNothingThatCannotBeMarked) {
  Studio studio;
  BuzzEngine brief(0.2);
  const auto speech = Synthesizer(brief, {studio.book, studio.limits, studio.log, studio.key})
                          .speak("Yes.", studio.voice, studio.grant);
  ASSERT_FALSE(speech.ok());
  EXPECT_EQ(studio.acts(), (Acts{"clone_asked", "clone_refused"}));
}

TEST(Synthesizer, KeepsToTheLimits) {
  Studio studio;
  studio.limits.left = 5;
  EXPECT_FALSE(studio.speak().ok());
  EXPECT_EQ(studio.engine.asked, 0);
}

TEST(Synthesizer, AnEmptyTextIsRefusedBeforeAnything) {
  Studio studio;
  const auto speech = studio.speak(" \n");
  ASSERT_FALSE(speech.ok());
  EXPECT_EQ(speech.error().kind, ErrorKind::InvalidInput);
  EXPECT_TRUE(studio.acts().empty());
}

TEST(Synthesizer, TheLogHoldsNoText) {
  Studio studio;
  ASSERT_TRUE(studio.speak("A very private sentence about Ann.").ok());
  for (std::size_t i = studio.before; i < studio.log.events.size(); ++i) {
    const auto& event = studio.log.events[i];
    EXPECT_EQ(event.details.dump().find("private"), std::string::npos);
    EXPECT_EQ(event.details.dump().find("Ann"), std::string::npos);
  }
}

TEST(Synthesizer, WhatAnEngineSaysIsPassedOn) {
  Studio studio;
  studio.engine.problem = Error{ErrorKind::Unavailable, "no model; timbre models pull voice"};
  const auto speech = studio.speak();
  ASSERT_FALSE(speech.ok());
  EXPECT_EQ(speech.error().message, "no model; timbre models pull voice");
}

TEST(CloneTags, SayWhatItIs) {
  const FakeClock clock;
  const auto tags = clone_tags("Ann", "buzz", clock);
  EXPECT_NE(tags.comment.find("AI-generated"), std::string::npos);
  EXPECT_NE(tags.comment.find("Voice: Ann. Engine: buzz. Made: "), std::string::npos);
}

}  // namespace
}  // namespace timbre::clone
