#pragma once
/// One take as it is kept. Plain data.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/blobs.h"

namespace timbre::store {

/// What a list shows of a take.
struct TakeSummary {
  std::string id;             ///< UUID
  std::int64_t revision = 1;  ///< goes up with every change; the ETag
  std::string name;           ///< the user's, UTF-8
  std::string note;
  std::string original_name;  ///< of the uploaded file; shown, never used as a path
  std::int64_t created_ms = 0;
  std::optional<std::int64_t> trashed_ms;
  BlobId blob;
  std::optional<double> duration_s;
  std::optional<std::int64_t> sample_rate_hz;
  std::string prompt;  ///< the text that was to be read; empty for free speech
  std::optional<std::string> verdict;
  std::optional<std::int64_t> stars;
  std::optional<double> overall, acoustic, delivery;  ///< 0 … 100
  std::string labels;                                 ///< joined with commas
  std::string first_words;
  std::optional<std::string> problem;  ///< why it could not be judged, in words
};

/// A take with everything known of it.
struct Take {
  TakeSummary summary;
  std::optional<std::string> scorecard_json;
  std::optional<std::string> scorecard_version;  ///< of the Timbre that judged
  std::optional<std::string> transcript_json;    ///< the machine's words
  std::optional<std::string> edited_text;        ///< the user's
  std::optional<std::string> capture_json;       ///< what the recorder said of its settings
  std::optional<std::string> reading_json;       ///< the prompt aligned with the take
  std::optional<std::int64_t> words_ms;          ///< when its words were last looked for; none: not since it was judged
};

/// What is known of a take when it arrives.
struct NewTake {
  std::string id;  ///< a fresh UUID
  std::string name;
  std::string original_name;
  std::string prompt;
  std::int64_t created_ms = 0;
  BlobId blob;
  std::string capture_json = {};  ///< as in Take; empty for uploads
};

/// What judging found; written with the scorecard in one step.
struct Judgement {
  std::string timbre_version;
  std::string scorecard_json;
  std::string verdict;
  std::int64_t stars = 1;
  double overall = 0.0;
  std::optional<double> acoustic, delivery;
  std::string labels;
  double duration_s = 0.0;
  std::int64_t sample_rate_hz = 0;
};

/// What looking for words found; written in one step.
struct Words {
  std::string engine;
  std::string transcript_json;
  std::string text;  ///< all of it; its beginning becomes first_words
  std::optional<std::string> reading_json;
  Judgement judgement;  ///< made anew, with the words
};

/// The fields a person may change; an empty one stays as it is.
struct TakeEdit {
  std::optional<std::string> name;
  std::optional<std::string> note;
  std::optional<std::string> edited_text;  ///< an empty text goes back to the machine's words
};

enum class TakeOrder { Newest, Oldest, Best, Worst, Name, Longest };

struct TakeQuery {
  bool trashed = false;
  std::string search;   ///< in name, note and first words; any case (ASCII)
  std::string verdict;  ///< empty: any
  TakeOrder order = TakeOrder::Newest;
  std::int64_t offset = 0;
  std::int64_t limit = 10'000;
};

struct TakeList {
  std::vector<TakeSummary> takes;
  std::int64_t total = 0;  ///< without offset and limit
};

}  // namespace timbre::store
