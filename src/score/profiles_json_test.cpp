// Rung: exact.
#include "score/profiles_json.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "gtest/gtest.h"

#include "base/json.h"
#include "base/random.h"
#include "base/testing/memory_file_system.h"

namespace timbre::score {
namespace {

Json one_profile() {
  return {{"name", "mine"},
          {"title", "Mine"},
          {"source", "measured"},
          {"is_reported", false},
          {"length",
           {{"min_s", 2},
            {"ideal_from_s", 3},
            {"ideal_to_s", 9.5},
            {"limit_s", 10},
            {"beyond", "refuses"},
            {"first_s", 6}}},
          {"rate", {{"min_hz", 16000}, {"wanted_hz", 24000}, {"below", "resamples"}}},
          {"encoding", "pcm16"},
          {"silence", {{"lead_s", 0.1}, {"tail_s", 0.5}, {"max_pause_s", nullptr}}},
          {"level", {{"measure", "lufs"}, {"target_db", -16}, {"true_peak_dbtp", -1}, {"own", nullptr}}},
          {"transcript", "required"},
          {"language", nullptr},
          {"notes", "none"}};
}

std::string file_of(const Json& profile) { return Json{{"version", 1}, {"profiles", {profile}}}.dump(); }

std::string error_of(const Json& profile) {
  const auto parsed = parse_profiles(file_of(profile), "mine.json");
  return parsed.ok() ? "" : parsed.error().message;
}

TEST(ProfilesJson, EveryFieldArrives) {
  const auto parsed = parse_profiles(file_of(one_profile()), "mine.json");
  ASSERT_TRUE(parsed.ok()) << parsed.error().message;
  const Profile& mine = parsed->front();
  EXPECT_EQ(mine.name, "mine");
  EXPECT_EQ(mine.min_duration_s, 2.0);
  EXPECT_EQ(mine.ideal_from_s, 3.0);
  EXPECT_EQ(mine.ideal_to_s, 9.5);
  EXPECT_EQ(mine.limit_s, 10.0);
  EXPECT_EQ(mine.max_duration_s, 10.0);
  EXPECT_EQ(mine.beyond, Beyond::Refuses);
  EXPECT_EQ(mine.first_s, 6.0);
  EXPECT_EQ(mine.min_rate_hz, 16000.0);
  EXPECT_EQ(mine.wanted_rate_hz, 24000);
  EXPECT_EQ(mine.tail_s, 0.5);
  EXPECT_FALSE(mine.max_pause_s.has_value());
  EXPECT_TRUE(mine.needs_transcript);
}

struct Fault {
  const char* pointer;
  Json value;
  const char* said;
};

TEST(ProfilesJson, EveryFaultNamesFileProfileFieldAndWhatItMustBe) {
  const std::vector<Fault> faults{
      {"/name", "Mine!", "profiles[0].name: is 'Mine!'"},
      {"/name", "../x", "profiles[0].name"},
      {"/name", 7, "profiles[0].name: must be a text"},
      {"/source", "", "profiles[0].source"},
      {"/is_reported", "no", "profiles[0].is_reported: must be true or false"},
      {"/length/min_s", 0, "profiles[0].length.min_s: is 0.000; it must lie in 0.5"},
      {"/length/min_s", "3", "profiles[0].length.min_s: must be a number"},
      {"/length/ideal_from_s", 2, "profiles[0].length.ideal_from_s: must be above min_s"},
      {"/length/ideal_to_s", 3, "profiles[0].length.ideal_to_s: must be above ideal_from_s"},
      {"/length/limit_s", 9.5, "profiles[0].length.limit_s: must be above ideal_to_s"},
      {"/length/limit_s", nullptr, "profiles[0].length.limit_s: is needed"},
      {"/length/beyond", "explodes", "profiles[0].length.beyond: is 'explodes'; it must be one of: accepts, refuses"},
      {"/length/beyond", "accepts", "profiles[0].length.limit_s: must be null"},
      {"/rate/wanted_hz", 8000, "profiles[0].rate.wanted_hz: must not be below min_hz"},
      {"/rate/wanted_hz", 24000.5, "profiles[0].rate.wanted_hz: must be a whole number"},
      {"/rate/below", "whines", "profiles[0].rate.below"},
      {"/encoding", "mp3", "profiles[0].encoding: is 'mp3'"},
      {"/silence/lead_s", -1, "profiles[0].silence.lead_s"},
      {"/silence/tail_s", 1.95, "profiles[0].silence: lead_s and tail_s together"},
      {"/level/target_db", 0, "profiles[0].level.target_db"},
      {"/level/true_peak_dbtp", 0, "profiles[0].level.true_peak_dbtp"},
      {"/transcript", "maybe", "profiles[0].transcript"},
      {"/colour", "red", "profiles[0].colour: is not a field"},
      {"/level/extra", 1, "profiles[0].level.extra: is not a field"},
      {"/length", nullptr, "profiles[0].length: must be an object"},
  };
  ASSERT_EQ(error_of(one_profile()), "");
  for (const Fault& fault : faults) {
    Json profile = one_profile();
    profile[Json::json_pointer(fault.pointer)] = fault.value;
    const std::string said = error_of(profile);
    EXPECT_NE(said.find(fault.said), std::string::npos) << fault.pointer << ": " << said;
    EXPECT_EQ(said.find("'mine.json'"), 0U) << said;
  }
}

TEST(ProfilesJson, WhatIsNoFileOfProfilesIsSaidToBeNone) {
  for (const std::string bytes :
       {"", "{", "[]", "null", "{}", R"({"version":2,"profiles":[{}]})", R"({"version":1,"profiles":[]})",
        R"({"version":1,"profiles":{}})", R"({"version":1,"profiles":[3]})"}) {
    const auto parsed = parse_profiles(bytes, "f.json");
    ASSERT_FALSE(parsed.ok()) << bytes;
    EXPECT_EQ(parsed.error().kind, ErrorKind::InvalidInput);
  }
}

// Rung: property. Damaged bytes give an error or profiles, never a crash.
TEST(ProfilesJson, SurvivesDamage) {
  const std::string good = file_of(one_profile());
  SeededRandom random(20);
  int refused = 0;
  for (int round = 0; round < 2000; ++round) {
    std::string bad = good;
    for (int i = 0; i < 3; ++i) bad[random.next() % bad.size()] = static_cast<char>(random.next());
    if (random.next() % 3 == 0) bad.resize(random.next() % bad.size());
    if (!parse_profiles(bad, "bad").ok()) ++refused;
  }
  EXPECT_GT(refused, 1000);
}

TEST(ProfilesJson, AUsersOwnComeAfterTheBuiltInOnes) {
  MemoryFileSystem disk;
  const auto none = load_profiles(disk, "/data/profiles");
  ASSERT_TRUE(none.ok());
  EXPECT_EQ(none->size(), profiles().size());
  disk.files["/data/profiles/mine.json"] = file_of(one_profile());
  disk.files["/data/profiles/readme.txt"] = "not read";
  const auto loaded = load_profiles(disk, "/data/profiles");
  ASSERT_TRUE(loaded.ok()) << loaded.error().message;
  EXPECT_EQ(loaded->back().name, "mine");
  EXPECT_TRUE(find_profile("mine", *loaded).ok());
  EXPECT_FALSE(find_profile("mine").ok());
}

TEST(ProfilesJson, ATakenNameIsRefusedByFileAndName) {
  MemoryFileSystem disk;
  Json profile = one_profile();
  profile["name"] = "xtts";
  disk.files["/p/mine.json"] = file_of(profile);
  const auto loaded = load_profiles(disk, "/p");
  ASSERT_FALSE(loaded.ok());
  EXPECT_NE(loaded.error().message.find("/p/mine.json"), std::string::npos);
  EXPECT_NE(loaded.error().message.find("'xtts'"), std::string::npos);
}

}  // namespace
}  // namespace timbre::score
