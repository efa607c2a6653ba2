#include "studio/transcribe_file.h"

namespace timbre::studio {

Result<TranscribedFile> transcribe_file(const std::filesystem::path& path, FileSystem&, const TranscribeFileOptions&) {
  return Error{ErrorKind::Unavailable, "'" + path.string() + "': no transcriber is built in"};
}

}  // namespace timbre::studio
