#include "studio/take_speaker.h"

#include "speaker/embedding_bytes.h"
#include "studio/take_library.h"
#include "studio/who_speaks.h"

namespace timbre::studio {

Result<speaker::Embedding> speaker_of_take(store::TakeStore& takes,
                                           const std::shared_ptr<const speaker::SpeakerEncoder>& encoder,
                                           const store::Take& take) {
  const std::string key = speaker::embedding_key(encoder->card());
  TRY(const auto kept, takes.speaker(take.summary.id, key));
  if (kept) {
    auto embedding = speaker::embedding_of_bytes(*kept, encoder->card().embedding_size);
    if (embedding.ok()) return embedding;  // else it is made anew
  }
  TRY(const auto path, takes.audio_path(take.summary.blob.sha256));
  auto heard = embed_file(encoder, path, kEnoughToKnowS);
  if (!heard.ok()) return without_path(heard.error(), path, take.summary);
  TRY_VOID(takes.put_speaker(take.summary.id, key, speaker::embedding_bytes(*heard)));
  return heard;
}

}  // namespace timbre::studio
