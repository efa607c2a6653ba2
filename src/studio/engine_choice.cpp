#include "studio/transcribe_file.h"

namespace timbre::studio {

Result<std::unique_ptr<asr::Transcriber>> make_engine(const TranscribeFileOptions&, FileSystem&) {
  return Error{ErrorKind::Unavailable, "no transcriber is built in"};
}

}  // namespace timbre::studio
