// Rung: standard (RFC 8785 sections 3.2.2 and 3.2.3, its own examples) and property.
#include "base/canonical_json.h"

#include <cmath>
#include <gtest/gtest.h>

#include "base/random.h"

namespace timbre {
namespace {

TEST(CanonicalJson, SortsByCodeUnitsAsTheStandardsExample) {
  const Json value{
      {"\u20ac", "Euro Sign"},           {"\r", "Carriage Return"}, {"\ufb33", "Hebrew Letter"}, {"1", "One"},
      {"\U0001F600", "Emoji: Grinning"}, {"\u0080", "Control"},     {"\u00f6", "Latin Small"}};
  EXPECT_EQ(canonical_json(value).value(),
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"Latin Small\","
            "\"\u20ac\":\"Euro Sign\",\"\U0001F600\":\"Emoji: Grinning\",\"\ufb33\":\"Hebrew Letter\"}");
}

TEST(CanonicalJson, EscapesAsTheStandardsExample) {
  EXPECT_EQ(canonical_json(Json("\u20ac$\u000f\nA'B\"\\\\\"/")).value(), "\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
  EXPECT_EQ(canonical_json(Json(std::string("\0\x1f\x7f\b\t\f", 6))).value(), "\"\\u0000\\u001f\x7f\\b\\t\\f\"");
  EXPECT_EQ(canonical_json(Json("\u2028\u2029</script>")).value(), "\"\u2028\u2029</script>\"");
}

TEST(CanonicalJson, LiteralsListsAndNesting) {
  EXPECT_EQ(
      canonical_json(Json::parse(R"( { "b" : [ null , true, false ,[], {}, [[],"["]] , "a":-0, "":1 } )")).value(),
      R"({"":1,"a":0,"b":[null,true,false,[],{},[[],"["]]})");
}

TEST(CanonicalJson, IntegersAreExactOrRefused) {
  EXPECT_EQ(canonical_json(Json(9007199254740991)).value(), "9007199254740991");
  EXPECT_EQ(canonical_json(Json(-9007199254740991)).value(), "-9007199254740991");
  for (const Json& value : {Json(9007199254740992), Json(-9007199254740992), Json(UINT64_MAX), Json(INT64_MIN),
                            Json(0.5), Json(1.0), Json(NAN)}) {
    EXPECT_FALSE(canonical_json(value).ok()) << value.dump();
  }
}

TEST(CanonicalJson, RefusesWhatIsNotText) {
  for (const char* bytes : {"\xff", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "a\xe2\x82"}) {
    EXPECT_FALSE(canonical_json(Json(bytes)).ok());
    const auto key = canonical_json(Json{{bytes, 1}});
    ASSERT_FALSE(key.ok());
    EXPECT_EQ(key.error().kind, ErrorKind::InvalidInput);
  }
  EXPECT_FALSE(canonical_json(Json::binary({1, 2})).ok());
  Json deep = 1;
  for (int i = 0; i < 16; ++i) deep = Json::array({deep});
  EXPECT_TRUE(canonical_json(deep).ok());
  EXPECT_FALSE(canonical_json(Json::array({deep})).ok());
}

TEST(CanonicalJson, WhatIsReadBackIsTheSameAndHasTheSameForm) {
  SeededRandom random(5);
  for (int i = 0; i < 2000; ++i) {
    Json value = Json::object();
    for (int k = 0; k < 6; ++k) {
      std::string text;
      for (std::uint64_t n = random.next() % 8; n > 0; --n) text += static_cast<char>(random.next() & 127);
      value[text] = k % 2 == 0 ? Json(text) : Json(static_cast<std::int64_t>(random.next() >> 20));
    }
    const std::string once = canonical_json(value).value();
    const Json read = Json::parse(once);
    ASSERT_EQ(canonical_json(read).value(), once);
    ASSERT_EQ(read.size(), value.size());
    for (const auto& [key, field] : value.items()) ASSERT_EQ(read[key], field);
  }
}

}  // namespace
}  // namespace timbre
