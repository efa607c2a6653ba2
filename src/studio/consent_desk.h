#pragma once
/// Where consent is asked for and given: the book of safety, with a recording decoded, heard and measured. Start here
/// for what `timbre consent` and the studio's page do.

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "audio/audio_view.h"
#include "base/cancel.h"
#include "base/result.h"
#include "safety/consent_book.h"
#include "safety/speaker_port.h"

namespace timbre::studio {

/// Largest recording that is taken, bytes: a minute of two channels at 96 kHz, 32 bits, is 46 MB.
inline constexpr std::uint64_t kMaxConsentBytes = std::uint64_t{48} << 20;

/// What the voice is to be cloned from, where whoever hands in a recording knows it. Empty: only what the voice has.
struct ConsentReference {
  std::string take = {};            ///< id of a kept take
  std::filesystem::path file = {};  ///< or an audio file
};

/// Who listens to a recording besides the words. Empty: nobody, and the check says so.
struct ConsentListeners {
  std::function<Result<safety::WatermarkOutcome>(const audio::AudioView&)> find_watermark;
  /// Whether the speaker of the recording is the voice of that id; it knows the voice's own takes. Unavailable,
  /// NotFound and InvalidInput: nobody could compare, and the consent says why.
  std::function<Result<safety::SpeakerAnswer>(const audio::AudioView&, const std::string& voice_id,
                                              const ConsentReference&)>
      compare_speaker;
  std::function<Result<safety::SyntheticAnswer>(const audio::AudioView&)> warn_of_synthesis;
};

class ConsentDesk {
 public:
  /// `book` must outlive it.
  explicit ConsentDesk(safety::ConsentBook& book, ConsentListeners listeners = {})
      : book_(book), listeners_(std::move(listeners)) {}

  [[nodiscard]] safety::ConsentBook& book() { return book_; }

  /// The bytes of an audio file in which statement and challenge of a consent are read. What came of it stands in the
  /// record that is returned. A file that cannot be read uses up no try: InvalidInput, as decoding. Else errors as
  /// ConsentBook::begin_try().
  [[nodiscard]] Result<safety::ConsentRecord> submit(const std::string& id, std::string_view file,
                                                     const CancelToken& cancel = {},
                                                     const ConsentReference& reference = {});

 private:
  [[nodiscard]] Result<safety::ConsentEvidence> gather(const safety::ConsentRecord& record,
                                                       const audio::AudioView& sound, const ConsentReference& reference,
                                                       const CancelToken& cancel);
  [[nodiscard]] Result<void> compare_speaker(const safety::ConsentRecord& record, const audio::AudioView& sound,
                                             const ConsentReference& reference, safety::ConsentEvidence& evidence);

  safety::ConsentBook& book_;
  ConsentListeners listeners_;
};

/// Today's date where this machine is, by its time zone.
[[nodiscard]] std::chrono::year_month_day local_date(const Clock& clock);

}  // namespace timbre::studio
