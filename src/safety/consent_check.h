#pragma once
/// Whether a recording is the consent that was asked for. Pure: evidence in, verdict out. What each check is worth,
/// measured: docs/consent.md.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "safety/consent_grant.h"
#include "safety/consent_statement.h"
#include "safety/speaker_port.h"
#include "safety/watermark.h"

namespace timbre::safety {

/// Share of the challenge that may be missed: 2 words of 8.
inline constexpr double kMaxChallengeErrors = 0.25;
/// A recording has this length, or it cannot be statement and challenge.
inline constexpr double kShortestConsentS = 4.0;
inline constexpr double kLongestConsentS = 60.0;
/// Worse, and it is not clear who speaks or what is said.
inline constexpr double kLowestConsentSnrDb = 10.0;

/// A word that had to be said and whether it was.
struct HeardWord {
  std::string text;
  WordPart part = WordPart::Content;
  bool is_heard = false;
};

/// What a listener found of the expected words.
struct HeardWords {
  std::vector<HeardWord> statement;
  std::vector<HeardWord> challenge;
  std::string engine;  ///< who listened
};

struct RecordingQuality {
  double duration_s = 0;
  std::optional<double> snr_db = {};
  bool is_clipped = false;  ///< badly: as the scorecard calls a take clipped
};

/// Everything the verdict rests on. None: nobody could tell.
struct ConsentEvidence {
  std::optional<HeardWords> heard;
  RecordingQuality quality;
  std::optional<SpeakerAnswer> speaker;
  std::string no_speaker_why = {};  ///< one sentence, where nobody compared the speaker; empty: nobody was there to
  std::optional<SyntheticAnswer> synthetic;
  std::optional<WatermarkOutcome> watermark;
};

enum class CheckOutcome {
  Passed,
  Failed,
  Undecided,  ///< somebody looked and could not tell: not passed
  NotChecked,
};

/// passed, failed, undecided, not_checked.
[[nodiscard]] const char* to_string(CheckOutcome outcome);

/// One check. Names: challenge, statement, name, quality, speaker, watermark, synthetic.
struct ConsentCheck {
  std::string name;
  CheckOutcome outcome = CheckOutcome::NotChecked;
  std::string sentence;  ///< what was found and what to do, for people
};

struct ConsentVerdict {
  bool passed = false;
  SpeakerCheck speaker = SpeakerCheck::NotChecked;
  std::vector<ConsentCheck> checks;  ///< in the order of their names above
  std::int64_t challenge_heard = 0;  ///< words, for the log
  std::int64_t challenge_asked = 0;
};

/// Passed where challenge, statement, name and quality pass, and speaker and watermark pass or nobody could look. Words
/// nobody could check do not pass: then consent is to be attested.
[[nodiscard]] ConsentVerdict check_consent(const ConsentEvidence& evidence);

}  // namespace timbre::safety
