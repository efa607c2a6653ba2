#pragma once
/// The use case behind `timbre export`: from a take to what a cloning model wants (docs/export.md).
///
///   OUT/master.flac|wav   every sample as it was decoded, with tags
///   OUT/clip.wav          the best window at the profile's rate, level, lead and tail
///   OUT/ref_text.txt      the words of exactly that window, where they are known
///   OUT/scorecard.json    the clip judged for the profile, and what was done ("export", docs/export.md)
///
/// With several profiles the master is written once and the other three go to OUT/PROFILE/. Everything is measured from
/// the written files before any of them gets its name; all appear, or none. The same take gives the same bytes.
/// Memory: the measures (70 MB an hour) and the samples of the windows.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "asr/known_text.h"
#include "audio/codec/decode.h"
#include "base/cancel.h"
#include "base/file_system.h"
#include "base/result.h"
#include "safety/audit_log.h"
#include "score/best_window.h"
#include "score/profiles.h"
#include "score/scorecard.h"
#include "studio/clip_audio.h"
#include "studio/master_file.h"
#include "text/timed_word.h"

namespace timbre::studio {

/// What the take is called in tags, records and messages.
struct TakeName {
  std::string title;   ///< of the master
  std::string source;  ///< file it came from
  std::string date;    ///< YYYY-MM-DD; may be empty
};

struct ExportOptions {
  std::vector<const score::Profile*> profiles;  ///< at least one; must outlive the call
  std::filesystem::path out;
  bool has_folder_per_profile = false;  ///< OUT/PROFILE/ even for one
  bool may_replace = false;
  std::optional<MasterKind> master;            ///< none: FLAC where it can hold the samples, else WAV
  std::optional<TimeRange> window;             ///< a person's choice (score::chosen_window); none: the best
  std::optional<text::Transcript> transcript;  ///< of the take; none where nobody listened
  std::vector<asr::Departure> departures;      ///< with the transcript of a known text
  std::string no_transcript_why;               ///< said where a profile needs the words and there are none
  /// The user's own words, written as they are; empty for the transcript's. With the transcript of a known text they
  /// are that text: a clip of a part of the take gets its part of them.
  std::string ref_text;
  bool is_ref_text_of_clip = false;  ///< `ref_text` is of the window as it is, not of the take: never cut
  std::string words_advice = "Give them with --ref-text";  ///< what to do where words are needed
  std::optional<TakeName> name;                            ///< none: what the file is called
  audio::DecodeOptions decode;
  CancelToken cancel;
  safety::AuditLog* log = nullptr;  ///< gets an `exported` record before any file gets its name; none: thrown away
  std::string take_id;              ///< for that record; empty for a file that is no kept take
};

/// Where the words of a clip come from.
enum class WordsFrom { Nobody, User, KnownText, Machine };

/// "nobody", "user", "known_text", "machine": relied on by others.
[[nodiscard]] std::string_view to_string(WordsFrom from);

/// One profile's files.
struct ExportedClip {
  const score::Profile* profile = nullptr;
  std::filesystem::path folder;
  score::ClipWindow window;
  ClipLevel level;               ///< as measured from the written file
  double duration_s = 0.0;       ///< of the written file
  std::optional<double> lead_s;  ///< silence before its first voice, as measured
  std::optional<double> tail_s;  ///< … after its last
  std::string ref_text;          ///< empty: no ref_text.txt
  WordsFrom words = WordsFrom::Nobody;
  score::Scorecard scorecard;         ///< of the written clip
  std::vector<std::string> warnings;  ///< for people
};

struct SkippedProfile {
  const score::Profile* profile = nullptr;
  std::string why;
};

/// How the master is stored.
struct ExportedMaster {
  audio::AudioFormat format;
  MasterForm form;
  double duration_s = 0.0;
};

struct ExportResult {
  std::filesystem::path master;
  ExportedMaster master_info;
  std::vector<ExportedClip> clips;
  std::vector<SkippedProfile> skipped;  ///< of several profiles, those that no window of the take suits
  std::vector<std::string> notes;       ///< on the take
};

/// Whether an export could be written: what export_clip checks before it works, so that nobody listens for words in
/// vain.
[[nodiscard]] Result<void> check_export(const std::filesystem::path& take, FileSystem& disk,
                                        const ExportOptions& options);

/// Exports. Denied when a file is there and may not be replaced, before anything is read; InvalidInput when no profile
/// has a window (or the one chosen does not do), naming the first reason, or when a target is the take itself; Internal
/// when a written file does not measure as it must; Cancelled; errors of reading the take and of the disk. On any error
/// the folder is as it was.
[[nodiscard]] Result<ExportResult> export_clip(const std::filesystem::path& take, FileSystem& disk,
                                               const ExportOptions& options);

}  // namespace timbre::studio
