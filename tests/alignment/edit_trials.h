#pragma once
/// Trials for the reader's edits: real clips with faithful transcripts, one known change made to the text or to the
/// sound, and the one report that is right for it.

#include <cstdint>
#include <string>
#include <vector>

#include "asr/align.h"

namespace timbre::alignment {

/// One recording with its text; words are what lies between spaces.
struct SpokenClip {
  std::string name;
  std::vector<float> samples;  ///< mono, 16 kHz
  std::vector<std::string> words;
  std::string language = "en";
};

/// The English clips below and the German ones.
[[nodiscard]] std::vector<SpokenClip> read_clips_of_every_language();
/// The English clips of the test data whose transcript is known, or those of a list with lines "audio file|text".
[[nodiscard]] std::vector<SpokenClip> read_test_clips();
[[nodiscard]] std::vector<SpokenClip> read_listed_clips(const std::string& list);

enum class TrialKind {
  Deleted,      ///< a word taken out of the text: it is Added in the take
  Inserted,     ///< a word put into the text: Skipped
  Replaced,     ///< a word of the text replaced by another: Changed
  Exchanged,    ///< two neighbours of the text exchanged: these two words, and no others
  Doubled,      ///< a word written twice in the text: one of the two Skipped
  Cut,          ///< a word cut out of the sound: Skipped
  SaidTwice,    ///< a word's sound repeated: Repeated
  PhraseTwice,  ///< the sound of two to six words repeated: all of them Repeated
};
inline constexpr TrialKind kTextKinds[] = {TrialKind::Deleted, TrialKind::Inserted, TrialKind::Replaced,
                                           TrialKind::Exchanged, TrialKind::Doubled};
inline constexpr TrialKind kSoundKinds[] = {TrialKind::Cut, TrialKind::SaidTwice, TrialKind::PhraseTwice};
[[nodiscard]] const char* to_string(TrialKind kind);

/// One reported departure: what, and at which word of the text.
struct Edit {
  asr::Reading reading = asr::Reading::Read;
  std::size_t index = 0;
  friend auto operator<=>(const Edit&, const Edit&) = default;
};

struct Trial {
  TrialKind kind = TrialKind::Deleted;
  std::size_t clip = 0;
  std::size_t index = 0;                 ///< the word of the clip's text that was touched
  std::string text;                      ///< what the aligner is given
  std::vector<float> samples;            ///< empty: the clip's own
  std::vector<std::vector<Edit>> right;  ///< any one of these, sorted, and nothing else
};

/// Seeded, clips in turn, positions uniform; words beside an equal word are left out, as nothing could tell them apart.
/// Sound is cut at the boundaries that the aligner finds with the true text and crossfaded over 10 ms.
[[nodiscard]] std::vector<Trial> make_trials(const std::vector<SpokenClip>& clips, const std::vector<TrialKind>& kinds,
                                             int per_kind, std::uint64_t seed);

/// Everything but Read, sorted; neighbouring additions before the same word are one.
[[nodiscard]] std::vector<Edit> edits_of(const asr::Alignment& alignment);
[[nodiscard]] std::string to_string(const std::vector<Edit>& edits);
[[nodiscard]] bool is_right(const Trial& trial, const std::vector<Edit>& found);

/// The clip's own words, joined.
[[nodiscard]] std::string text_of(const std::vector<std::string>& words);

}  // namespace timbre::alignment
