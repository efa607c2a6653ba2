#include "clone/clone_tags.h"

#include "base/utc_time.h"
#include "base/version.h"

namespace timbre::clone {

audio::AudioTags clone_tags(const std::string& voice_name, const std::string& engine, const Clock& clock) {
  const std::int64_t now_ms = unix_ms(clock);
  return {.title = "AI-generated speech in the voice of " + voice_name,
          .date = utc_date(now_ms),
          .software = "timbre " + std::string(kVersion),
          .comment = "AI-generated speech, not a recording of a person. Voice: " + voice_name + ". Engine: " + engine +
                     ". Made: " + rfc3339(now_ms) + ". Carries an inaudible watermark."};
}

}  // namespace timbre::clone
