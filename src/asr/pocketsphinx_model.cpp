#include "asr/pocketsphinx_model.h"

#include <cstdlib>
#include <mutex>
#include <sphinxbase/err.h>
#include <string>

namespace timbre::asr {
namespace {

namespace fs = std::filesystem;

fs::path model_folder() {
  if (const char* named = std::getenv("TIMBRE_POCKETSPHINX_MODEL"); named != nullptr && *named != '\0') return named;
  return TIMBRE_POCKETSPHINX_FOLDER;
}

/// pocketsphinx ends the process on some broken models, so what it will open is looked at first.
Result<void> check_file(const fs::path& path) {
  std::error_code error;
  if (fs::is_regular_file(path, error) && fs::file_size(path, error) > 0) return {};
  return Error{ErrorKind::Unavailable,
               "the English speech model is not complete: '" + path.string() +
                   "' is missing or empty; install the Debian package pocketsphinx-en-us, or set "
                   "TIMBRE_POCKETSPHINX_MODEL to the folder that holds en-us.lm.bin"};
}

}  // namespace

Result<PocketsphinxModel> find_pocketsphinx_model() {
  const fs::path folder = model_folder();
  const PocketsphinxModel model{folder / "en-us", folder / "en-us.lm.bin", folder / "cmudict-en-us.dict"};
  for (const char* part :
       {"feat.params", "mdef", "means", "noisedict", "sendump", "transition_matrices", "variances"}) {
    TRY_VOID(check_file(model.acoustic / part));
  }
  TRY_VOID(check_file(model.language_model));
  TRY_VOID(check_file(model.dictionary));
  return model;
}

void silence_pocketsphinx() {
  static std::once_flag once;
  std::call_once(once, [] { err_set_logfp(nullptr); });
}

}  // namespace timbre::asr
