#include "safety/consent_check.h"

#include <algorithm>
#include <cmath>

namespace timbre::safety {
namespace {

constexpr double kSyntheticWarnsFrom = 0.5;

std::int64_t heard_of(const std::vector<HeardWord>& words, WordPart part) {
  return std::count_if(words.begin(), words.end(),
                       [&](const auto& word) { return word.part == part && word.is_heard; });
}

std::int64_t asked_of(const std::vector<HeardWord>& words, WordPart part) {
  return std::count_if(words.begin(), words.end(), [&](const auto& word) { return word.part == part; });
}

std::string missed(const std::vector<HeardWord>& words, WordPart part) {
  std::string list;
  for (const HeardWord& word : words)
    if (word.part == part && !word.is_heard) list += (list.empty() ? "“" : ", “") + word.text + "”";
  return list;
}

CheckOutcome outcome_of(bool passed) { return passed ? CheckOutcome::Passed : CheckOutcome::Failed; }

constexpr const char* kNobodyListened =
    "Nobody could check the words: there is no listener for this language here. Read the English statement, or have "
    "the "
    "consent attested.";

ConsentCheck check_challenge(const std::optional<HeardWords>& heard) {
  if (!heard) return {"challenge", CheckOutcome::NotChecked, kNobodyListened};
  const std::int64_t asked = asked_of(heard->challenge, WordPart::Content);
  const std::int64_t found = heard_of(heard->challenge, WordPart::Content);
  const bool passed =
      asked > 0 && static_cast<double>(asked - found) <= kMaxChallengeErrors * static_cast<double>(asked);
  std::string sentence = std::to_string(found) + " of " + std::to_string(asked) + " challenge words were heard.";
  if (!passed)
    sentence += " Missing: " + missed(heard->challenge, WordPart::Content) + ". Read them slowly, one by one.";
  return {"challenge", outcome_of(passed), sentence};
}

ConsentCheck check_statement(const std::optional<HeardWords>& heard) {
  if (!heard) return {"statement", CheckOutcome::NotChecked, kNobodyListened};
  const std::string list = missed(heard->statement, WordPart::Content);
  const bool passed = list.empty() && asked_of(heard->statement, WordPart::Content) > 0;
  if (passed) return {"statement", CheckOutcome::Passed, "The statement was read as written."};
  return {"statement", CheckOutcome::Failed,
          "Not heard in the statement: " + list + ". Read it once more, as written."};
}

ConsentCheck check_name(const std::optional<HeardWords>& heard) {
  if (!heard) return {"name", CheckOutcome::NotChecked, kNobodyListened};
  const bool passed = heard_of(heard->statement, WordPart::Name) > 0;
  return {"name", outcome_of(passed),
          passed ? "The name was heard." : "The name was not heard. Say it clearly, as it is written."};
}

SpeakerCheck kept_of(const SpeakerAnswer& answer) {
  switch (answer.outcome) {
    case SpeakerOutcome::Same:
      return SpeakerCheck::SamePerson;
    case SpeakerOutcome::Different:
      return SpeakerCheck::OtherPerson;
    case SpeakerOutcome::Undecided:
      break;
  }
  return SpeakerCheck::Undecided;
}

std::string rounded(double value) { return std::to_string(static_cast<long>(std::lround(value))); }

ConsentCheck check_quality(const RecordingQuality& quality) {
  const auto failed = [](const std::string& sentence) {
    return ConsentCheck{"quality", CheckOutcome::Failed, sentence};
  };
  if (quality.duration_s < kShortestConsentS) {
    return failed("The recording lasts " + rounded(quality.duration_s) +
                  " s, too short for the statement and the words. Read both.");
  }
  if (quality.duration_s > kLongestConsentS)
    return failed("The recording is longer than a minute. Read only the text.");
  if (!quality.snr_db) return failed("No speech was found in the recording. Check the microphone.");
  if (*quality.snr_db < kLowestConsentSnrDb) {
    return failed("Too noisy: speech is " + rounded(*quality.snr_db) +
                  " dB above the noise, 10 dB are needed. Go nearer to the microphone or to a quieter place.");
  }
  if (quality.is_clipped) return failed("The recording is clipped. Turn the microphone down or move away from it.");
  return {"quality", CheckOutcome::Passed,
          rounded(quality.duration_s) + " s, speech " + rounded(*quality.snr_db) + " dB above the noise."};
}

ConsentCheck check_speaker(const ConsentEvidence& evidence) {
  const auto& speaker = evidence.speaker;
  if (!speaker) {
    const char* nobody = "Nobody compared the speaker with the voice to be cloned; the consent says so.";
    return {"speaker", CheckOutcome::NotChecked, evidence.no_speaker_why.empty() ? nobody : evidence.no_speaker_why};
  }
  const std::string where =
      speaker->reference.empty() ? "the voice to be cloned" : "the voice in “" + speaker->reference + "”";
  const std::string likely = likely_text(speaker->probability);
  switch (speaker->outcome) {
    case SpeakerOutcome::Same:
      return {"speaker", CheckOutcome::Passed, "The speaker is " + where + " (" + likely + ")."};
    case SpeakerOutcome::Different:
      return {"speaker", CheckOutcome::Failed,
              "Somebody else speaks than " + where + ": that both are one person is " + likely +
                  ". Whoever is to be cloned reads the text."};
    case SpeakerOutcome::Undecided:
      break;
  }
  return {"speaker", CheckOutcome::Undecided,
          "It cannot be told whether the speaker is " + where + " (" + likely +
              "). Choose a longer clip of the voice, best 10 s and more of speech alone, and read again."};
}

ConsentCheck check_watermark(const std::optional<WatermarkOutcome>& watermark) {
  if (!watermark) return {"watermark", CheckOutcome::NotChecked, "Nobody looked for a watermark of Timbre."};
  if (*watermark == WatermarkOutcome::Marked) {
    return {"watermark", CheckOutcome::Failed,
            "The recording carries Timbre's watermark: it was synthesised. Consent needs a person."};
  }
  return {"watermark", CheckOutcome::Passed, "No watermark of this Timbre was found."};
}

ConsentCheck check_synthetic(const std::optional<SyntheticAnswer>& synthetic) {
  if (!synthetic) {
    return {"synthetic", CheckOutcome::NotChecked, "Nobody listened whether a machine is speaking."};
  }
  const bool is_warning = synthetic->likelihood >= kSyntheticWarnsFrom;
  return {"synthetic", CheckOutcome::Passed,
          is_warning ? "Warning: this sounds as if a machine were speaking. It does not decide."
                     : "It does not sound like a machine. That proves little."};
}

}  // namespace

const char* to_string(CheckOutcome outcome) {
  switch (outcome) {
    case CheckOutcome::Passed:
      return "passed";
    case CheckOutcome::Failed:
      return "failed";
    case CheckOutcome::Undecided:
      return "undecided";
    case CheckOutcome::NotChecked:
      return "not_checked";
  }
  return "unknown";
}

ConsentVerdict check_consent(const ConsentEvidence& evidence) {
  ConsentVerdict verdict;
  verdict.checks = {
      check_challenge(evidence.heard),    check_statement(evidence.heard), check_name(evidence.heard),
      check_quality(evidence.quality),    check_speaker(evidence),         check_watermark(evidence.watermark),
      check_synthetic(evidence.synthetic)};
  const auto is_good = [](const ConsentCheck& check) {
    const bool may_be_open = check.name == "speaker" || check.name == "watermark" || check.name == "synthetic";
    return check.outcome == CheckOutcome::Passed || (may_be_open && check.outcome == CheckOutcome::NotChecked);
  };
  verdict.passed = std::all_of(verdict.checks.begin(), verdict.checks.end(), is_good);
  if (evidence.speaker) verdict.speaker = kept_of(*evidence.speaker);
  if (evidence.heard) {
    verdict.challenge_heard = heard_of(evidence.heard->challenge, WordPart::Content);
    verdict.challenge_asked = asked_of(evidence.heard->challenge, WordPart::Content);
  }
  return verdict;
}

}  // namespace timbre::safety
