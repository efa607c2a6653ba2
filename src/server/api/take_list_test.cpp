// Rung: oracle. The JSON library writes the same, take by take.
#include "server/api/take_list.h"

#include <gtest/gtest.h>

#include "server/api/take_json.h"

namespace timbre::server {
namespace {

store::TakeSummary full() {
  store::TakeSummary take;
  take.id = "00000000-0000-7000-8000-000000000001";
  take.revision = 7;
  take.name = "Tuesday \"second\" try\\ \n\x01 Größe \xF0\x9F\x8E\x99 \xFF broken";
  take.note = "a note";
  take.original_name = "<script>.wav";
  take.created_ms = 1'700'000'000'123;
  take.trashed_ms = 1'700'000'100'000;
  take.blob.size_bytes = 123456;
  take.duration_s = 21.5;
  take.sample_rate_hz = 48000;
  take.prompt = "Read this.";
  take.verdict = "keep";
  take.stars = 4;
  take.overall = 78.2;
  take.acoustic = 81.0;
  take.labels = "clear,good pace";
  take.first_words = "read this";
  return take;
}

TEST(TakeList, IsWhatTheJsonLibraryWouldWrite) {
  store::TakeList list;
  list.takes = {full(), store::TakeSummary{}, full()};
  list.takes[2].problem = "no sound";
  list.takes[2].labels = "clear";
  list.total = 12;
  Json wanted{{"total", 12}, {"takes", Json::array()}};
  for (const store::TakeSummary& take : list.takes) wanted["takes"].push_back(to_json(take));
  EXPECT_EQ(list_text(list), wanted.dump());
}

TEST(TakeList, MayBeEmpty) { EXPECT_EQ(list_text({}), R"({"total":0,"takes":[]})"); }

}  // namespace
}  // namespace timbre::server
