#include "studio/engine_choice.h"

#include <optional>

#include "asr/pocketsphinx_model.h"
#include "asr/pocketsphinx_transcriber.h"
#include "asr/whisper_transcriber.h"
#include "nn/installed_whisper_model.h"
#include "nn/model_folder.h"

namespace timbre::studio {
namespace {

constexpr std::string_view kPocketsphinx = "pocketsphinx";
constexpr std::string_view kWhisper = "whisper";

bool is_english_or_open(std::string_view language) { return language.empty() || language == "en"; }

Result<std::unique_ptr<asr::Transcriber>> best_whisper(const nn::ModelFolder& folder, std::string_view language) {
  TRY(const auto model, nn::installed_whisper_model(folder, language));
  if (model) return asr::make_whisper_transcriber(model->path);
  return Error{ErrorKind::Unavailable, "no Whisper model is installed in '" + folder.folder().string() +
                                           "'. See timbre models list, or use --engine pocketsphinx for English"};
}

}  // namespace

Result<std::unique_ptr<asr::Transcriber>> make_engine(std::string_view engine, std::string_view language,
                                                      FileSystem& disk) {
  if (engine == kPocketsphinx) return asr::make_pocketsphinx_transcriber();
  const auto folder = nn::ModelFolder::open(disk);
  if (engine.empty()) {
    // What cannot be used is no reason not to hear at all: English goes on without a model.
    if (folder.ok()) {
      auto whisper = best_whisper(*folder, language);
      if (whisper.ok() || !is_english_or_open(language)) return whisper;
    }
    return asr::make_pocketsphinx_transcriber();
  }
  if (!folder.ok()) return folder.error();
  if (engine == kWhisper) return best_whisper(*folder, language);
  const auto entry = nn::find_model(folder->catalog(), engine);
  if (!entry.ok() || !(*entry)->file.starts_with("ggml-")) {
    return Error{ErrorKind::InvalidInput, "no engine and no Whisper model is called '" + std::string(engine) +
                                              "'. There are pocketsphinx, whisper, and the Whisper models of timbre "
                                              "models list"};
  }
  TRY(const auto path, folder->installed_path((*entry)->name));
  return asr::make_whisper_transcriber(path);
}

Result<std::string> find_engine(std::string_view language, FileSystem& disk) {
  const auto folder = nn::ModelFolder::open(disk);
  if (folder.ok()) {
    TRY(const auto model, nn::installed_whisper_model(*folder, language));
    if (model) return model->name;
  }
  TRY([[maybe_unused]] const auto found, asr::find_pocketsphinx_model());
  return std::string(kPocketsphinx);
}

}  // namespace timbre::studio
