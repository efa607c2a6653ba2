#pragma once
/// Which engine hears.

#include <memory>
#include <string>
#include <string_view>

#include "asr/transcriber.h"
#include "base/file_system.h"
#include "base/result.h"

namespace timbre::studio {

/// `engine`: "pocketsphinx", "whisper" or a Whisper model's name as `timbre models list` shows it; empty: whisper where
/// a model for the language is installed, else pocketsphinx. `language`: ISO 639-1, empty: detected. InvalidInput for
/// another name; Unavailable when the model is not installed, saying how to get it.
[[nodiscard]] Result<std::unique_ptr<asr::Transcriber>> make_engine(std::string_view engine, std::string_view language,
                                                                    FileSystem& disk);

/// What make_engine("", language, disk) would hear with, without loading it: "pocketsphinx" or a Whisper model's name.
/// Unavailable when nothing is installed that could.
[[nodiscard]] Result<std::string> find_engine(std::string_view language, FileSystem& disk);

}  // namespace timbre::studio
