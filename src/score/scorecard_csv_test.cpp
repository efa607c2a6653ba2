#include "score/scorecard_csv.h"

#include <algorithm>

#include "gtest/gtest.h"

#include "score/score.h"
#include "score/testing/takes.h"

namespace timbre::score {
namespace {

/// Fields of a row by RFC 4180.
std::vector<std::string> parsed(const std::string& row) {
  std::vector<std::string> fields{""};
  bool is_quoted = false;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (is_quoted && row[i] == '"' && i + 1 < row.size() && row[i + 1] == '"') {
      fields.back() += row[i++];
    } else if (row[i] == '"') {
      is_quoted = !is_quoted;
    } else if (row[i] == ',' && !is_quoted) {
      fields.emplace_back();
    } else {
      fields.back() += row[i];
    }
  }
  return fields;
}

// Rung: standard (RFC 4180), read back by an independent reader.
TEST(ScorecardCsv, QuotesWhatNeedsItAndLosesNothing) {
  ScoreOptions options;
  options.file = "a \"strange\", name\n.wav";
  const Scorecard card = score_measurements(home_take(), options);
  const auto header = parsed(csv_header());
  const auto row = parsed(csv_row(card));
  ASSERT_EQ(header.size(), row.size());
  EXPECT_EQ(row[0], options.file);
  EXPECT_EQ(row[1], "keep");
  const auto column = std::find(header.begin(), header.end(), "snr_db") - header.begin();
  EXPECT_EQ(row[static_cast<std::size_t>(column)], "42.0");
  const auto words = std::find(header.begin(), header.end(), "words_per_minute") - header.begin();
  EXPECT_EQ(row[static_cast<std::size_t>(words)], "") << "words per minute are missing";
}

TEST(ScorecardCsv, AnEmptyCardStillHasEveryColumn) {
  EXPECT_EQ(parsed(csv_row(score_measurements({}))).size(), parsed(csv_header()).size());
}

}  // namespace
}  // namespace timbre::score
