#include "studio/compare_files.h"

#include "audio/codec/decode.h"
#include "eval/stoi.h"

namespace timbre::studio {

Result<Intelligibility> intelligibility_of_files(const std::filesystem::path& clean,
                                                 const std::filesystem::path& changed) {
  TRY(const audio::DecodedAudio a, audio::decode_file(clean));
  TRY(const audio::DecodedAudio b, audio::decode_file(changed));
  Intelligibility found;
  TRY(found.stoi, eval::stoi(a.audio.view(), b.audio.view()));
  TRY(found.extended_stoi, eval::extended_stoi(a.audio.view(), b.audio.view()));
  return found;
}

}  // namespace timbre::studio
