// Rung: exact. One record, one text; every other text is refused.
#include "safety/audit_record.h"

#include <gtest/gtest.h>

namespace timbre::safety {
namespace {

AuditRecord some_record() {
  return {7,
          1'700'000'000'123,
          "clone_made",
          "voice-1",
          {{"seconds", 3}, {"engine", "an \"engine\"\n"}},
          no_record_before()};
}

TEST(AuditRecord, HasOneForm) {
  const std::string text = record_text(some_record()).value();
  EXPECT_EQ(text, R"({"act":"clone_made","details":{"engine":"an \"engine\"\n","seconds":3},"number":7,"prev":")" +
                      std::string(64, '0') + R"(","time_ms":1700000000123,"version":1,"voice":"voice-1"})");
  const AuditRecord read = parse_record(text).value();
  EXPECT_EQ(read.number, 7U);
  EXPECT_EQ(read.time_ms, 1'700'000'000'123);
  EXPECT_EQ(read.act, "clone_made");
  EXPECT_EQ(read.voice_id, "voice-1");
  EXPECT_EQ(read.details["seconds"], 3);
}

TEST(AuditRecord, AnyByteChangedIsAnotherRecordOrNone) {
  const std::string text = record_text(some_record()).value();
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = text;
      changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
      const auto read = parse_record(changed);
      if (read.ok()) {
        EXPECT_EQ(record_text(*read).value(), changed);
      }
    }
  }
  for (const std::string& other : {text + " ", " " + text, text + text, text.substr(1), std::string("{}"),
                                   std::string("[]"), std::string(), std::string(1 << 20, '[')}) {
    EXPECT_FALSE(parse_record(other).ok());
  }
}

TEST(AuditRecord, RefusesWhatHasNoPlaceInIt) {
  const std::vector<Json> wrong{{{"a", 0.5}},     {{"a", Json::array()}}, {{"a", Json::object()}},
                                {{"a", nullptr}}, {{"a", "\xff"}},        {{"a", std::string(kMaxRecordBytes, 'x')}},
                                Json("text")};
  for (const Json& details : wrong) {
    AuditRecord record = some_record();
    record.details = details;
    const auto text = record_text(record);
    ASSERT_FALSE(text.ok());
    EXPECT_EQ(text.error().kind, ErrorKind::InvalidInput);
  }
}

}  // namespace
}  // namespace timbre::safety
