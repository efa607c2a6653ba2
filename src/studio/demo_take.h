#pragma once
/// A take to look at before there is one of one's own.

#include <filesystem>

#include "base/cancel.h"
#include "base/result.h"
#include "studio/take_library.h"
#include "studio/transcribe_file.h"

namespace timbre::studio {

struct DemoTake {
  store::Take take;
  bool is_new = false;
};

/// Synthesised speech (synthesised_speech.h) as a take, judged like any other. There is one
/// of it: it is found again, also in the trash, from where it comes back. Unavailable without espeak-ng.
[[nodiscard]] Result<DemoTake> demo_take(TakeLibrary& library);

/// What is said in it needs no hearing: its text, with the times at which the aligner finds each word. Errors as
/// align_file.
[[nodiscard]] Result<TranscribedFile> demo_words(const std::filesystem::path& path, const CancelToken& cancel);

}  // namespace timbre::studio
