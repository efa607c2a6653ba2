// Rung: exact. Six languages, three wordings, two purposes; names stay what they are.
#include "safety/consent_statement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace timbre::safety {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::chrono::year_month_day kDay{std::chrono::year(2026), std::chrono::month(3), std::chrono::day(5)};

TEST(ConsentStatement, EveryLanguageWordingAndPurposeIsWhole) {
  ASSERT_EQ(statement_languages().size(), 6u);
  for (const auto& language : statement_languages()) {
    for (const std::string service : {"timbre", "azure", "openai"}) {
      for (const std::string purpose : {"own_use", "project"}) {
        const auto text = statement_text({language.code, service, purpose, "Contoso"}, "Ada Lovelace", kDay);
        ASSERT_TRUE(text.ok()) << language.code << service << text.error().message;
        EXPECT_THAT(*text, HasSubstr("Ada Lovelace"));
        EXPECT_THAT(*text, HasSubstr("2026"));
        EXPECT_THAT(*text, HasSubstr("5"));
        EXPECT_THAT(*text, Not(HasSubstr("{")));
        EXPECT_EQ(text->find("Contoso") != std::string::npos, purpose == "project" || service == "azure") << *text;
      }
    }
  }
}

TEST(ConsentStatement, TheWordsThatServicesAskFor) {
  EXPECT_EQ(service_sentence({"en", "azure", "own_use", "Contoso"}, "Ada Lovelace").value(),
            "I Ada Lovelace am aware that recordings of my voice will be used by Contoso to create and use a synthetic "
            "version of my voice.");
  const auto openai = statement_text({"en", "openai", "own_use", ""}, "Ada", kDay).value();
  EXPECT_THAT(openai, StartsWith("I am the owner of this voice and I consent to OpenAI using this voice to create a "
                                 "synthetic voice model. I, Ada, allow"));
  EXPECT_EQ(service_sentence({"en", "timbre", "own_use", ""}, "Ada").value(), "");
}

TEST(ConsentStatement, BracesInNamesAreNotFilled) {
  const auto text = statement_text({"en", "timbre", "project", "{date}"}, "{company}", kDay).value();
  EXPECT_THAT(text, StartsWith("I, {company}, allow"));
  EXPECT_THAT(text, HasSubstr("used for {date}."));
}

TEST(ConsentStatement, WhatIsMissingIsNamed) {
  const auto message = [](const Wording& wording, const std::string& person) {
    return statement_text(wording, person, kDay).error().message;
  };
  EXPECT_THAT(message({"nl", "timbre", "own_use", ""}, "Ada"), HasSubstr("'nl'"));
  EXPECT_THAT(message({"en", "acme", "own_use", ""}, "Ada"), HasSubstr("'acme'"));
  EXPECT_THAT(message({"en", "timbre", "fun", ""}, "Ada"), HasSubstr("'fun'"));
  EXPECT_THAT(message({"en", "timbre", "own_use", ""}, ""), HasSubstr("name"));
  EXPECT_THAT(message({"en", "timbre", "project", ""}, "Ada"), HasSubstr("company"));
  EXPECT_THAT(message({"en", "azure", "own_use", ""}, "Ada"), HasSubstr("company"));
}

TEST(ConsentStatement, NameContentAndSmallWords) {
  const Wording wording{"en", "timbre", "project", "Contoso"};
  const auto words = statement_words(statement_text(wording, "Ada Lovelace", kDay).value(), wording, "Ada Lovelace");
  std::string names;
  std::string content;
  for (const auto& word : words) {
    if (word.part == WordPart::Name) names += word.text + " ";
    if (word.part == WordPart::Content) content += word.text + " ";
  }
  EXPECT_EQ(names, "Ada Lovelace ");
  EXPECT_EQ(content, "allow synthetic version voice made used Today ");
}

}  // namespace
}  // namespace timbre::safety
