#include "studio/engine_choice.h"

#include <optional>

#include "asr/pocketsphinx_transcriber.h"

namespace timbre::studio {

Result<std::unique_ptr<asr::Transcriber>> make_engine(std::string_view engine, std::string_view, FileSystem&) {
  if (engine.empty() || engine == "pocketsphinx") return asr::make_pocketsphinx_transcriber();
  return Error{ErrorKind::InvalidInput, "no engine is called '" + std::string(engine) + "'; there is: pocketsphinx"};
}

}  // namespace timbre::studio
