#include "clone/invented_voice.h"

#include <utility>

#include "base/utc_time.h"
#include "base/version.h"
#include "clone/detail/built_in_parts.h"
#include "voice/voice_blend.h"

namespace timbre::clone {

Result<InventedVoice> InventedVoice::draw(std::uint64_t number, const std::filesystem::path& folder, FileSystem& disk,
                                          const CancelToken& cancel) {
  TRY(auto parts, detail::open_built_in_parts(folder, disk));
  TRY(const auto profile, voice::random_profile(number, *parts.encoder, *parts.voice, cancel));
  return InventedVoice(std::move(parts.voice), voice::plain_fit(profile));
}

Result<audio::AudioBuffer> InventedVoice::say(std::string_view text, const voice::SayOptions& options) const {
  TRY(auto samples, voice_->say(text, fit_, options));
  return audio::AudioBuffer(voice::kVoiceRateHz, std::move(samples));
}

audio::AudioTags invented_tags(std::uint64_t number, const Clock& clock) {
  const std::int64_t now_ms = unix_ms(clock);
  return {.title = "AI-generated speech in a voice that nobody has",
          .date = utc_date(now_ms),
          .software = "timbre " + std::string(kVersion),
          .comment = "AI-generated speech, not a recording of a person and not a clone of one. Voice number " +
                     std::to_string(number) + " of Timbre's built-in voice. Made: " + rfc3339(now_ms) + "."};
}

}  // namespace timbre::clone
