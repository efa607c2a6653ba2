// Rung: exact, for sets; definition, for the library of prompts: what of English it covers is printed and bounded.
#include "text/coverage.h"

#include <cstdio>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/memory_file_system.h"

namespace timbre::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kTiny = "a AH\ncat K AE T\nnine N AY N\ntack T AE K\ntack(2) T AE K AH\n";

CmuDictionary tiny_dictionary() {
  MemoryFileSystem disk;
  disk.files["/d"] = kTiny;
  return CmuDictionary::load("/d", disk).value();
}

TEST(Coverage, CountsPhonesAndWhatFollowsWhat) {
  const std::vector<Pronunciation> words = {{"K", "AE", "T"}, {"S"}};
  const Coverage coverage = coverage_of_phrase(words);
  EXPECT_EQ(coverage.phones.count(), 4U);
  EXPECT_EQ(coverage.diphones.count(), 3U) << "also from word to word";
  EXPECT_EQ(coverage_of_phrase({}), Coverage{});
}

TEST(Coverage, PausesPartDiphonesAndTakesAddUp) {
  MemoryFileSystem disk;
  disk.files["/d"] = kTiny;
  Pronouncer pronouncer(disk, "/d");
  const Coverage run = coverage_of_text("a cat", pronouncer).value();
  const Coverage pause = coverage_of_text("a, “cat”!", pronouncer).value();
  EXPECT_EQ(run.phones, pause.phones);
  EXPECT_EQ(run.diphones.count(), pause.diphones.count() + 1);
  Coverage both = pause;
  both |= coverage_of_text("9", pronouncer).value();
  EXPECT_EQ(both.phones.count(), 6U) << "nine, as it is spoken";
  EXPECT_EQ(coverage_of_text("", pronouncer).value(), Coverage{});
}

TEST(CoverageTarget, IsTheFrequentDiphonesOfTheDictionary) {
  const CoverageTarget target = coverage_target(tiny_dictionary());
  EXPECT_EQ(target.by_frequency.size(), 6U) << "the second way to say a word does not count";
  const auto report = report_coverage(Coverage{}, target);
  EXPECT_THAT(report.missing_diphones, ElementsAre("AE-K", "AE-T", "AY-N", "K-AE", "N-AY", "T-AE"));
  EXPECT_EQ(report.missing_phones.size(), 39U);
  EXPECT_THAT(report_coverage(target.all, target).missing_diphones, IsEmpty());
  EXPECT_THAT(report_coverage(target.all, target).missing_phones, IsEmpty());
}

Prompt prompt_of(const char* text, bool is_free = false) { return {"p", "p", "", "en", text, is_free}; }

TEST(NextPrompt, AddsPhonesThenDiphonesPerWord) {
  MemoryFileSystem disk;
  disk.files["/d"] = kTiny;
  Pronouncer pronouncer(disk, "/d");
  const CoverageTarget target = coverage_target(tiny_dictionary());
  const std::vector<Prompt> prompts = {prompt_of("cat"), prompt_of("a cat nine", true), prompt_of("cat nine"),
                                       prompt_of("tack. tack"), prompt_of("tack")};
  const auto first = next_prompt({}, prompts, target, pronouncer).value();
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(first->prompt, 2U);
  EXPECT_EQ(first->phones, 5U);
  const Coverage have = coverage_of_text("cat nine", pronouncer).value();
  const auto second = next_prompt(have, prompts, target, pronouncer).value();
  ASSERT_TRUE(second.has_value());
  EXPECT_EQ(second->prompt, 4U) << "the same two diphones in fewer words";
  EXPECT_EQ(second->diphones, 2U);
  EXPECT_FALSE(next_prompt(target.all, prompts, target, pronouncer).value().has_value());
}

TEST(BuiltInPrompts, CoverTheSoundsOfEnglish) {
  PosixFileSystem disk;
  const auto dictionary = CmuDictionary::load(cmu_dictionary_path(), disk);
  ASSERT_TRUE(dictionary.ok()) << dictionary.error().message;
  const CoverageTarget target = coverage_target(*dictionary);
  Pronouncer pronouncer(disk);
  Coverage library;
  for (const Prompt& prompt : built_in_prompts()) {
    if (prompt.is_free) continue;
    const Coverage one = coverage_of_text(prompt.text, pronouncer).value();
    library |= one;
    const auto report = report_coverage(one, target);
    std::printf("%-20s %2zu of %zu phones, %3zu of %zu diphones\n", prompt.name.c_str(), report.phones, kPhoneCount,
                report.diphones, report.diphones_wanted);
    EXPECT_THAT(report.missing_phones, IsEmpty()) << prompt.name;
    EXPECT_GE(report.diphones, 120U) << prompt.name;
  }
  const auto whole = report_coverage(library, target);
  std::printf("%-20s %2zu of %zu phones, %3zu of %zu diphones\n", "all of them", whole.phones, kPhoneCount,
              whole.diphones, whole.diphones_wanted);
  EXPECT_GE(whole.diphones * 10, whole.diphones_wanted * 7);
}

TEST(NextPrompt, LeadsThroughTheLibraryUntilNothingIsLeftToAdd) {
  PosixFileSystem disk;
  const auto dictionary = CmuDictionary::load(cmu_dictionary_path(), disk);
  ASSERT_TRUE(dictionary.ok()) << dictionary.error().message;
  const CoverageTarget target = coverage_target(*dictionary);
  Pronouncer pronouncer(disk);
  Coverage have;
  std::size_t takes = 0;
  for (; takes <= built_in_prompts().size(); ++takes) {
    const auto next = next_prompt(have, built_in_prompts(), target, pronouncer).value();
    if (!next) break;
    have |= coverage_of_text(built_in_prompts()[next->prompt].text, pronouncer).value();
    std::printf("take %2zu: %-20s %3zu diphones so far\n", takes + 1, built_in_prompts()[next->prompt].name.c_str(),
                (have.diphones & target.all.diphones).count());
  }
  EXPECT_GE(takes, 12U);
  EXPECT_LT(takes, built_in_prompts().size()) << "none is offered twice, free speech never";
}

}  // namespace
}  // namespace timbre::text
