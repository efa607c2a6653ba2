#include "clone/detail/built_in_parts.h"

#include "speaker/embedding_bytes.h"

namespace timbre::clone::detail {

Result<BuiltInParts> open_built_in_parts(const std::filesystem::path& folder, FileSystem& disk) {
  BuiltInParts parts;
  TRY(parts.voice, voice::BuiltInVoice::open(folder, disk));
  TRY(parts.encoder, speaker::SpeakerEncoder::open(folder, disk));
  const bool is_pair = parts.voice->model().card().embedding_key == speaker::embedding_key(parts.encoder->card()) &&
                       parts.voice->model().speaker_size() == parts.embedding_size() + voice::kTraitInputs;
  if (is_pair) return parts;
  return Error{ErrorKind::Corrupt, "the acoustic model in '" + folder.string() +
                                       "' was taught with another speaker encoder than '" + parts.encoder->card().name +
                                       "'; install Timbre's models again"};
}

}  // namespace timbre::clone::detail
