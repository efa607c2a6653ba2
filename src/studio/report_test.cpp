#include "studio/report.h"

#include <limits>
#include <string>

#include "gtest/gtest.h"

#include "audio/testing/signals.h"
#include "studio/testing/sample_report.h"

namespace timbre::studio {
namespace {

ReportData report_of(Json card, double seconds) {
  auto curves = measure::measure_curves(audio::white_noise(48000, seconds, 0.1, 1).view()).value();
  const auto tenths = static_cast<std::size_t>(seconds * 10);
  return {std::move(card), sample_zones(), std::move(curves), std::vector<float>(tenths, -23.04F),
          std::vector<float>(tenths * 10, 180.0F)};
}

Json data_in(const std::string& page) {
  const std::string open = "<script type=\"application/json\" id=\"data\">";
  const auto first = page.find(open) + open.size();
  return Json::parse(page.substr(first, page.find("</script>", first) - first));
}

std::size_t count_of(const std::string& page, const std::string& what) {
  std::size_t count = 0;
  for (auto at = page.find(what); at != std::string::npos; at = page.find(what, at + 1)) ++count;
  return count;
}

TEST(Report, CarriesTheScorecardUnchanged) {
  const auto card = sample_kept();
  const auto page = render_report(report_of(card, 1.0));
  EXPECT_EQ(data_in(page)["scorecard"], card);
  EXPECT_EQ(data_in(page)["zones"], sample_zones());
  EXPECT_EQ(data_in(page)["measures"].size(), measure::kMeasureCount);
  EXPECT_NE(page.find("<title>Tuesday, second try.wav"), std::string::npos);
  EXPECT_EQ(page.find("{{"), std::string::npos);
}

TEST(Report, NothingFromOutsideBecomesMarkup) {
  const auto card = sample_hostile();
  const auto page = render_report(report_of(card, 1.0));
  EXPECT_EQ(data_in(page)["scorecard"], card);
  EXPECT_EQ(page.find("<img"), std::string::npos);
  EXPECT_EQ(page.find("hacked='yes'</script>"), std::string::npos);
  EXPECT_EQ(count_of(page, "</script>"), count_of(render_report(report_of(sample_kept(), 1.0)), "</script>"));
}

TEST(Report, AsksForNothingFromOutside) {
  const auto page = render_report(report_of(sample_kept(), 1.0));
  EXPECT_NE(page.find("default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"),
            std::string::npos);
  for (const char* outside : {"src=\"http", "href=\"http", "url(http", "@import", "fetch(", "innerHTML"}) {
    EXPECT_EQ(page.find(outside), std::string::npos) << outside;
  }
}

TEST(Report, SilenceAndMissingVoiceAreNull) {
  auto data = report_of(sample_kept(), 1.0);
  data.loudness_lufs = {-std::numeric_limits<float>::infinity(), -20.06F, -120.0F};
  data.pitch_hz = {0.0F, 143.27F};
  const auto curves = data_in(render_report(data))["curves"];
  EXPECT_EQ(curves["loudness"]["values"], Json::parse("[null, -20.1, null]"));
  EXPECT_EQ(curves["pitch"]["values"], Json::parse("[null, 143.3]"));
  EXPECT_DOUBLE_EQ(curves["loudness"]["start_s"].get<double>(), 0.2);
  EXPECT_DOUBLE_EQ(curves["pitch"]["start_s"].get<double>(), 0.005);
}

// property: small for a clip, bounded for hours; a lone peak and a voice among gaps survive thinning.
TEST(Report, StaysSmall) {
  const auto clip = render_report(report_of(sample_kept(), 30.0));
  RecordProperty("bytes_of_30_s", static_cast<int>(clip.size()));
  EXPECT_LT(clip.size(), 450'000U);

  auto data = report_of(sample_kept(), 1.0);
  data.loudness_lufs.assign(36'000, -40.0F);
  data.loudness_lufs[17'777] = -5.0F;
  data.pitch_hz.assign(360'000, 0.0F);
  data.pitch_hz[200'000] = 200.0F;
  const auto curves = data_in(render_report(data))["curves"];
  EXPECT_LE(curves["loudness"]["values"].size(), 4000U);
  EXPECT_LE(curves["pitch"]["values"].size(), 4000U);
  EXPECT_DOUBLE_EQ(curves["loudness"]["step_s"].get<double>(), 0.9);
  EXPECT_NE(curves["loudness"]["values"].dump().find("-5.0"), std::string::npos);
  EXPECT_NE(curves["pitch"]["values"].dump().find("200.0"), std::string::npos);
}

TEST(Report, TheSameDataGivesTheSameBytes) {
  EXPECT_EQ(render_report(report_of(sample_kept(), 2.0)), render_report(report_of(sample_kept(), 2.0)));
}

TEST(Report, AnEmptyTakeHasAPage) {
  const auto page = render_report({Json::object(), Json::object(), {}, {}, {}});
  EXPECT_NE(page.find("<title>Take"), std::string::npos);
}

}  // namespace
}  // namespace timbre::studio
