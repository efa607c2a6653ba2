// Rung: exact. How consent comes about, and every way in which it must not.
#include "safety/consent_book.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/sha256.h"
#include "base/testing/fake_clock.h"
#include "safety/testing/memory_audit_log.h"
#include "safety/testing/memory_consent_storage.h"

namespace timbre::safety {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::chrono::year_month_day kToday{std::chrono::year(2026), std::chrono::month(11), std::chrono::day(21)};

struct ConsentBookTest : testing::Test {
  MemoryConsentStorage storage;
  MemoryAuditLog log;
  FakeClock clock{std::chrono::system_clock::time_point(seconds(1'790'000'000))};
  SeededRandom random{7};
  ConsentBook book{storage, log, clock, random};

  ConsentRequest request(const std::string& voice = "Ada") {
    return {.voice = voice, .person = "Ada Lovelace", .wording = {}, .languages = {}, .today = kToday};
  }
  static ConsentVerdict good() {
    ConsentVerdict verdict;
    verdict.passed = true;
    return verdict;
  }
  ConsentRecord given(ConsentRequest asked) {
    const ConsentRecord started = book.start(asked).value();
    return book.conclude(book.begin_try(started.id).value(), good(), "sound").value();
  }
};

TEST_F(ConsentBookTest, FromAStatementToAGrant) {
  const auto started = book.start(request());
  ASSERT_TRUE(started.ok()) << started.error().message;
  EXPECT_EQ(started->challenge.size(), 8u);
  EXPECT_THAT(started->statement, HasSubstr("Ada Lovelace"));
  EXPECT_THAT(started->statement, HasSubstr("November 21, 2026"));
  EXPECT_EQ(book.grant(started->id).error().kind, ErrorKind::Denied);

  clock.tick(seconds(20));
  const auto tried = book.begin_try(started->id);
  ASSERT_TRUE(tried.ok());
  EXPECT_EQ(tried->challenge, started->challenge);
  const auto concluded = book.conclude(*tried, good(), "sound");
  ASSERT_TRUE(concluded.ok());
  EXPECT_EQ(concluded->state, ConsentState::Given);

  const auto grant = book.grant(started->id);
  ASSERT_TRUE(grant.ok());
  EXPECT_EQ(grant->id(), started->id);
  EXPECT_EQ(grant->voice_id(), started->voice_id);
  EXPECT_EQ(grant->strength(), ConsentStrength::Recorded);
  EXPECT_EQ(grant->speaker_check(), SpeakerCheck::NotChecked);
  EXPECT_EQ(grant->scope().purpose, "own_use");
  EXPECT_TRUE(book.check(*grant, {started->voice_id, "en"}).ok());
  EXPECT_EQ(storage.evidence.at(sha256_hex("sound")), "sound");
  EXPECT_THAT(log.acts(), ElementsAre("voice_made", "consent_started", "consent_checked", "consent_given"));
}

TEST_F(ConsentBookTest, TheLogHoldsNoNamesNoTextAndNoSound) {
  given(request());
  for (const AuditEvent& event : log.events) {
    const std::string all = event.details.dump();
    EXPECT_THAT(all, testing::Not(HasSubstr("Ada")));
    EXPECT_THAT(all, testing::Not(HasSubstr("synthetic version")));
    for (const auto& value : event.details)
      EXPECT_TRUE(value.is_string() || value.is_number_integer() || value.is_boolean());
  }
}

TEST_F(ConsentBookTest, AChallengeIsGoodForTwoMinutes) {
  const std::string id = book.start(request()).value().id;
  clock.tick(seconds(120));
  EXPECT_TRUE(book.begin_try(id).ok());
  clock.tick(milliseconds(1));
  const auto late = book.begin_try(id);
  ASSERT_FALSE(late.ok());
  EXPECT_EQ(late.error().kind, ErrorKind::Denied);
  EXPECT_THAT(late.error().message, HasSubstr("120 s"));
}

TEST_F(ConsentBookTest, AClockThatWasSetBackMakesNoChallengeGood) {
  const std::string id = book.start(request()).value().id;
  clock.tick(-seconds(10));
  EXPECT_EQ(book.begin_try(id).error().kind, ErrorKind::Denied);
}

TEST_F(ConsentBookTest, ThreeTriesThenRefused) {
  const std::string id = book.start(request()).value().id;
  for (int attempt = 1; attempt <= 3; ++attempt) {
    const auto tried = book.begin_try(id);
    ASSERT_TRUE(tried.ok()) << attempt;
    const auto concluded = book.conclude(*tried, ConsentVerdict{}, "mumbling");
    ASSERT_TRUE(concluded.ok());
    EXPECT_EQ(concluded->state, attempt < 3 ? ConsentState::Open : ConsentState::Refused);
  }
  EXPECT_EQ(book.begin_try(id).error().kind, ErrorKind::Denied);
  EXPECT_EQ(book.grant(id).error().kind, ErrorKind::Denied);
  EXPECT_TRUE(storage.evidence.empty());
  EXPECT_EQ(log.acts().back(), "consent_refused");
}

TEST_F(ConsentBookTest, ATryIsUsedUpBeforeItIsJudged) {
  const std::string id = book.start(request()).value().id;
  for (int attempt = 0; attempt < 3; ++attempt) ASSERT_TRUE(book.begin_try(id).ok());
  EXPECT_EQ(book.begin_try(id).error().kind, ErrorKind::Denied);
}

TEST_F(ConsentBookTest, AChallengeThatPassedIsUsedUp) {
  const ConsentRecord started = book.start(request()).value();
  const ConsentRecord first = book.begin_try(started.id).value();
  const ConsentRecord second = book.begin_try(started.id).value();
  ASSERT_TRUE(book.conclude(first, good(), "sound").ok());
  EXPECT_EQ(book.begin_try(started.id).error().kind, ErrorKind::Denied);
  EXPECT_EQ(book.conclude(second, good(), "other sound").error().kind, ErrorKind::Denied);
}

TEST_F(ConsentBookTest, AVoiceIsAskedOnce) {
  given(request());
  const auto again = book.start(request());
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().kind, ErrorKind::InvalidInput);
  EXPECT_THAT(again.error().message, HasSubstr("already"));
  EXPECT_TRUE(book.start(request("Bob")).ok());
}

TEST_F(ConsentBookTest, AttestedIsWeakerAndMayBeMadeStronger) {
  const auto attested = book.attest({"Ada", "Ada Lovelace", {"project", {}, {}}, "Signed on paper before me.", "%PDF"});
  ASSERT_TRUE(attested.ok()) << attested.error().message;
  EXPECT_EQ(book.grant(attested->id).value().strength(), ConsentStrength::Attested);
  EXPECT_EQ(storage.evidence.at(sha256_hex("%PDF")), "%PDF");
  EXPECT_EQ(book.attest({"Ada", "Ada", {"project", {}, {}}, "Signed on paper again.", ""}).error().kind,
            ErrorKind::InvalidInput);
  const ConsentRecord recorded = given(request());
  const auto best = book.grant_of_voice(recorded.voice_id).value();
  ASSERT_TRUE(best.has_value());
  EXPECT_EQ(best->id(), recorded.id);
}

TEST_F(ConsentBookTest, AReasonMustBeOne) {
  EXPECT_EQ(book.attest({"Ada", "Ada", {"project", {}, {}}, "ok", ""}).error().kind, ErrorKind::InvalidInput);
  EXPECT_TRUE(log.events.empty());
}

TEST_F(ConsentBookTest, RevokingClosesTheVoice) {
  const ConsentRecord record = given(request());
  const ConsentGrant kept = book.grant(record.id).value();
  ASSERT_TRUE(book.revoke(record.id).ok());
  EXPECT_EQ(book.check(kept, {record.voice_id, "en"}).error().kind, ErrorKind::Denied);
  EXPECT_EQ(book.grant(record.id).error().kind, ErrorKind::Denied);
  EXPECT_FALSE(book.grant_of_voice(record.voice_id).value().has_value());
  EXPECT_TRUE(storage.evidence.empty());
  EXPECT_EQ(log.acts().back(), "consent_revoked");
  EXPECT_EQ(book.revoke(record.id).error().kind, ErrorKind::InvalidInput);
  const auto anew = book.start(request());
  ASSERT_TRUE(anew.ok());
  EXPECT_NE(anew->voice_id, record.voice_id);
}

TEST_F(ConsentBookTest, AGrantEndsWhenItWasSaidTo) {
  ConsentRequest asked = request();
  asked.expires_ms = 1'790'000'000'000 + 3'600'000;
  const ConsentRecord record = given(asked);
  const ConsentGrant grant = book.grant(record.id).value();
  EXPECT_TRUE(book.check(grant, {record.voice_id, ""}).ok());
  clock.tick(std::chrono::hours(1));
  EXPECT_EQ(book.check(grant, {record.voice_id, ""}).error().kind, ErrorKind::Denied);
  EXPECT_FALSE(book.grant_of_voice(record.voice_id).value().has_value());
}

TEST_F(ConsentBookTest, AGrantHoldsForItsVoiceAndLanguagesOnly) {
  ConsentRequest asked = request();
  asked.languages = {"en", "de"};
  const ConsentRecord record = given(asked);
  const ConsentGrant grant = book.grant(record.id).value();
  EXPECT_TRUE(book.check(grant, {record.voice_id, "de"}).ok());
  EXPECT_EQ(book.check(grant, {record.voice_id, "fr"}).error().kind, ErrorKind::Denied);
  EXPECT_EQ(book.check(grant, {record.voice_id, ""}).error().kind, ErrorKind::Denied);
  EXPECT_EQ(book.check(grant, {given(request("Bob")).voice_id, "de"}).error().kind, ErrorKind::Denied);
}

TEST_F(ConsentBookTest, WithoutTheLogNothingHappens) {
  const ConsentRecord started = book.start(request()).value();
  const ConsentRecord tried = book.begin_try(started.id).value();
  const ConsentRecord other = given(request("Bob"));
  log.is_broken = true;
  EXPECT_FALSE(book.make_voice("Carl").ok());
  EXPECT_FALSE(book.start(request("Carl")).ok());
  EXPECT_FALSE(book.conclude(tried, good(), "sound").ok());
  EXPECT_FALSE(book.attest({"Ada", "Ada", {"project", {}, {}}, "Signed on paper.", "%PDF"}).ok());
  EXPECT_FALSE(book.revoke(other.id).ok());
  log.is_broken = false;
  EXPECT_EQ(book.voices().value().size(), 2u);
  EXPECT_EQ(book.find(started.id).value().state, ConsentState::Open);
  EXPECT_EQ(book.find(other.id).value().state, ConsentState::Given);
  EXPECT_EQ(book.list().value().size(), 2u);
  EXPECT_EQ(storage.evidence.size(), 1u);
}

/// Lets so many through.
struct FewConsents : RateLimiter {
  int left = 1;
  Result<void> take(LimitKind kind, const std::string& voice_id, std::int64_t amount) override {
    EXPECT_EQ(kind, LimitKind::Consent);
    EXPECT_EQ(amount, 1);
    EXPECT_FALSE(voice_id.empty());
    if (left-- > 0) return {};
    return Error{ErrorKind::Unavailable, "try again later"};
  }
};

TEST_F(ConsentBookTest, ThereIsALimitToAsking) {
  FewConsents limits;
  ConsentBook limited(storage, log, clock, random, &limits);
  EXPECT_TRUE(limited.start(request()).ok());
  EXPECT_EQ(limited.start(request()).error().kind, ErrorKind::Unavailable);
  EXPECT_EQ(limited.attest({"Ada", "Ada", {"project", {}, {}}, "Signed on paper.", ""}).error().kind,
            ErrorKind::Unavailable);
  EXPECT_EQ(limited.list().value().size(), 1u);
}

TEST_F(ConsentBookTest, RevokedWhileItWasChecked) {
  const ConsentRecord started = book.start(request()).value();
  const ConsentRecord tried = book.begin_try(started.id).value();
  ASSERT_TRUE(book.revoke(started.id).ok());
  EXPECT_EQ(book.conclude(tried, good(), "sound").error().kind, ErrorKind::Denied);
  EXPECT_TRUE(storage.evidence.empty());
  EXPECT_EQ(book.grant(started.id).error().kind, ErrorKind::Denied);
}

TEST_F(ConsentBookTest, NamesThatAreNone) {
  ConsentRequest asked = request();
  for (const std::string& name :
       {std::string(), std::string("  "), std::string("a\nb"), std::string("\xff"), std::string(500, 'a')}) {
    asked.voice = name;
    EXPECT_EQ(book.start(asked).error().kind, ErrorKind::InvalidInput) << name;
  }
  asked = request();
  asked.person = "\x1b[2J";
  EXPECT_EQ(book.start(asked).error().kind, ErrorKind::InvalidInput);
  asked = request();
  asked.languages = {"english"};
  EXPECT_EQ(book.start(asked).error().kind, ErrorKind::InvalidInput);
  EXPECT_TRUE(log.events.empty());
}

}  // namespace
}  // namespace timbre::safety
