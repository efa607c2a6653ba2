#pragma once
/// The words of a take in memory, through the same gate, engine and cache as those of a file.

#include "audio/audio_view.h"
#include "base/file_system.h"
#include "base/result.h"
#include "studio/transcribe_file.h"
#include "text/timed_word.h"

namespace timbre::studio {

/// Errors are those of transcribe_file.
[[nodiscard]] Result<text::Transcript> transcribe_samples(const audio::AudioView& take, FileSystem& disk,
                                                          const TranscribeFileOptions& options = {});

}  // namespace timbre::studio
