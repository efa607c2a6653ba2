#pragma once
/// The clip that a voice is cloned from: the best window of a take or a file, cut and levelled as an export is, with
/// the words of exactly that window where they are known.

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "audio/audio_buffer.h"
#include "base/cancel.h"
#include "base/file_system.h"
#include "base/result.h"
#include "score/profiles.h"
#include "store/take_store.h"
#include "studio/take_words.h"

namespace timbre::studio {

struct CloneReference {
  audio::AudioBuffer clip;         ///< one channel, at the profile's rate
  std::string text;                ///< what is said in it; empty where nobody knows
  std::string language;            ///< of the words, ISO 639-1; empty: not known
  bool is_text_unchecked = false;  ///< a machine heard the words and nobody has read them
  std::vector<std::string> warnings;
  std::filesystem::path source = {};  ///< the recording it was cut from
};

/// What an engine wants of its clip: the profile of its name, else one that every engine takes.
[[nodiscard]] const score::Profile& reference_profile(const std::string& engine_name);

struct ReferenceWish {
  const score::Profile& profile;
  std::filesystem::path work_folder;  ///< used and removed again
  CancelToken cancel = {};
};

/// Of a kept take. NotFound; InvalidInput where no window does, saying why; errors of reading, without paths.
[[nodiscard]] Result<CloneReference> reference_of_take(store::TakeStore& takes, TakeWordsFinder& words,
                                                       const std::string& take_id, const ReferenceWish& wish);

struct FileWords {
  std::string text;      ///< what is said in the file, as a person wrote it; empty: not given
  bool listens = false;  ///< where it is not given, a machine listens
  std::function<void(double)> progress = {};
};

/// Of any file. Without a transcriber the words stay unknown.
[[nodiscard]] Result<CloneReference> reference_of_file(const std::filesystem::path& path, FileSystem& disk,
                                                       const FileWords& words, const ReferenceWish& wish);

}  // namespace timbre::studio
