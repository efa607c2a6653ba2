// Rung: exact. What becomes of a recording that was handed in, but for its words (consent_words_test.cpp).
#include "studio/consent_desk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "audio/codec/wav_writer.h"
#include "base/testing/fake_clock.h"
#include "safety/testing/memory_audit_log.h"
#include "safety/testing/memory_consent_storage.h"
#include "studio/consent_json.h"

namespace timbre::studio {
namespace {

using testing::HasSubstr;

struct ConsentDeskTest : testing::Test {
  safety::MemoryConsentStorage storage;
  safety::MemoryAuditLog log;
  FakeClock clock{std::chrono::system_clock::time_point(std::chrono::seconds(1'790'000'000))};
  SeededRandom random{7};
  safety::ConsentBook book{storage, log, clock, random};

  std::string start() {
    return book
        .start({.voice = "Ada", .person = "Ada Lovelace", .wording = {}, .languages = {}, .today = local_date(clock)})
        .value()
        .id;
  }
  static std::string silence_wav(double seconds) {
    audio::AudioBuffer sound({16000, 1}, static_cast<std::size_t>(seconds * 16000));
    return audio::encode_wav(sound.view(), audio::WavEncoding::Pcm16).value();
  }
  static std::string sentence(const safety::ConsentRecord& record, const std::string& check) {
    const Json shown = to_json(record);
    for (const Json& entry : shown["checks"])
      if (entry["name"] == check)
        return entry["outcome"].get<std::string>() + ": " + entry["sentence"].get<std::string>();
    return "no check " + check;
  }
};

TEST_F(ConsentDeskTest, AFileThatIsNoSoundUsesUpNoTry) {
  ConsentDesk desk(book);
  const std::string id = start();
  EXPECT_FALSE(desk.submit(id, "not a sound").ok());
  EXPECT_FALSE(desk.submit(id, "").ok());
  EXPECT_EQ(desk.submit("nobody", "").error().kind, ErrorKind::NotFound);
  EXPECT_EQ(book.find(id).value().tries, 0);
}

TEST_F(ConsentDeskTest, SilenceIsRefusedAfterThreeTries) {
  ConsentDesk desk(book);
  const std::string id = start();
  for (int attempt = 1; attempt <= 3; ++attempt) {
    const auto record = desk.submit(id, silence_wav(5));
    ASSERT_TRUE(record.ok()) << record.error().message;
    EXPECT_EQ(record->tries, attempt);
    EXPECT_THAT(sentence(*record, "quality"), HasSubstr("failed: No speech"));
  }
  EXPECT_EQ(book.find(id).value().state, safety::ConsentState::Refused);
  EXPECT_EQ(desk.submit(id, silence_wav(5)).error().kind, ErrorKind::Denied);
}

TEST_F(ConsentDeskTest, TooShortAndTooLongSayHowLong) {
  ConsentDesk desk(book);
  const std::string id = start();
  EXPECT_THAT(sentence(desk.submit(id, silence_wav(1)).value(), "quality"), HasSubstr("lasts 1 s"));
  EXPECT_THAT(sentence(desk.submit(id, silence_wav(70)).value(), "quality"), HasSubstr("longer than a minute"));
}

TEST_F(ConsentDeskTest, ListenersAreAsked) {
  ConsentListeners listeners;
  listeners.find_watermark = [](const auto&) { return safety::WatermarkOutcome::Marked; };
  listeners.compare_speaker = [](const auto&, const std::string&, const ConsentReference& reference) {
    return safety::SpeakerAnswer{safety::SpeakerOutcome::Different, 0.1, 0.1, "test", reference.take};
  };
  listeners.warn_of_synthesis = [](const auto&) { return safety::SyntheticAnswer{0.9, "test"}; };
  ConsentDesk desk(book, listeners);
  const auto record = desk.submit(start(), silence_wav(5), {}, {.take = "Tuesday"});
  ASSERT_TRUE(record.ok());
  EXPECT_EQ(record->speaker_check, safety::SpeakerCheck::OtherPerson);
  EXPECT_THAT(sentence(*record, "speaker"), HasSubstr("Tuesday"));
  EXPECT_THAT(sentence(*record, "watermark"), HasSubstr("failed: "));
  EXPECT_THAT(sentence(*record, "speaker"), HasSubstr("failed: "));
  EXPECT_THAT(sentence(*record, "synthetic"), HasSubstr("Warning"));
}

TEST_F(ConsentDeskTest, WhyTheSpeakerWasNotComparedIsSaidAndWhatFailsIsAnError) {
  ErrorKind kind = ErrorKind::NotFound;
  ConsentListeners listeners;
  listeners.compare_speaker = [&kind](const auto&, const std::string&,
                                      const ConsentReference&) -> Result<safety::SpeakerAnswer> {
    return Error{kind, "the voice has no take yet"};
  };
  ConsentDesk desk(book, listeners);
  const std::string id = start();
  EXPECT_THAT(sentence(desk.submit(id, silence_wav(5)).value(), "speaker"),
              HasSubstr("not_checked: Nobody compared the speaker with the voice to be cloned: the voice has no take"));
  kind = ErrorKind::Corrupt;
  EXPECT_EQ(desk.submit(id, silence_wav(5)).error().kind, ErrorKind::Corrupt);
}

}  // namespace
}  // namespace timbre::studio
