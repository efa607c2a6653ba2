#pragma once
/// Whether who gave consent for a voice is who speaks in what the voice is cloned from. Asked when consent is given,
/// when a take becomes a voice's reference, and before every clone. Without an encoder nothing is refused, and the
/// consent says "not checked".

#include <atomic>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "audio/audio_view.h"
#include "base/result.h"
#include "safety/consent_book.h"
#include "store/consent_store.h"
#include "store/take_store.h"
#include "studio/consent_desk.h"
#include "studio/who_speaks.h"

namespace timbre::studio {

class ConsentSpeaker {
 public:
  /// Book and store must outlive it.
  ConsentSpeaker(safety::ConsentBook& book, store::ConsentStore& store, EncoderSource encoders, EncoderSource judges)
      : book_(book), store_(store), encoders_(std::move(encoders)), judges_(std::move(judges)) {}

  /// The takes are open here, or not any more (nullptr).
  void hold_takes(store::TakeStore* takes) { takes_ = takes; }
  [[nodiscard]] store::TakeStore* takes() const { return takes_; }

  /// Whoever tells speakers apart. Unavailable without one.
  [[nodiscard]] Result<std::shared_ptr<const speaker::SpeakerEncoder>> encoder() const { return encoders_(); }
  /// What tells how much a clone sounds like somebody (shipped_voice_judge()). Unavailable without one.
  [[nodiscard]] Result<std::shared_ptr<const speaker::SpeakerEncoder>> judge() const { return judges_(); }

  /// A recording of consent against what the voice is to be cloned from: the worst answer of all. Unavailable without
  /// an encoder, or where the voice's takes are open elsewhere; NotFound where there is nothing to compare with yet.
  [[nodiscard]] Result<safety::SpeakerAnswer> compare(const audio::AudioView& recording, const std::string& voice_id,
                                                      const ConsentReference& reference);

  /// Before a take becomes a reference of a voice. Denied where plainly somebody else speaks in it.
  [[nodiscard]] Result<void> check_take(const std::string& voice_id, const std::string& take_id);

  /// Before a clone: `clip` is what it is made from, cut from the recording `whole`. Denied for somebody else;
  /// InvalidInput, asking for a longer clip, where it cannot be told. Consent that was attested has no recording to
  /// compare with: then nothing is checked.
  [[nodiscard]] Result<void> check_clip(const safety::ConsentGrant& grant, const audio::AudioView& clip,
                                        const std::filesystem::path& whole);

 private:
  using Encoder = std::shared_ptr<const speaker::SpeakerEncoder>;
  struct Reference {
    std::string name;
    speaker::Embedding embedding;
  };

  [[nodiscard]] Result<std::optional<Encoder>> encoder_if_any() const;
  [[nodiscard]] Result<std::vector<Reference>> references(const Encoder& encoder, const std::string& voice_id,
                                                          const ConsentReference& reference);
  [[nodiscard]] Result<std::optional<speaker::Embedding>> who_consented(const Encoder& encoder,
                                                                        const safety::ConsentGrant& grant);

  safety::ConsentBook& book_;
  store::ConsentStore& store_;
  EncoderSource encoders_;
  EncoderSource judges_;
  std::atomic<store::TakeStore*> takes_{nullptr};
};

}  // namespace timbre::studio
