#pragma once
/// Clips that were uploaded to a server which keeps voices: found again, uploaded again where the server forgot them,
/// deleted when Timbre ends.

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "base/random.h"
#include "clone/engine.h"
#include "cloud/openai_connection.h"

namespace timbre::cloud {

struct ServerVoice {
  std::string id;      ///< to speak with
  std::string prompt;  ///< by which another run finds it again: what it was made of, and the id
};

/// Thread-safe.
class OpenAiVoices {
 public:
  /// Both outlive it.
  OpenAiVoices(const OpenAiConnection& connection, Random& random) : connection_(connection), random_(random) {}
  OpenAiVoices(const OpenAiVoices&) = delete;
  OpenAiVoices& operator=(const OpenAiVoices&) = delete;
  /// Deletes what was uploaded, unless the settings say "keep_voices"; gives up at the first that fails.
  ~OpenAiVoices();

  /// `prompt`: that of another run, or empty; of another clip, text or language it counts for nothing. Errors as
  /// OpenAiConnection::send.
  [[nodiscard]] Result<ServerVoice> find_or_upload(OpenAiDialect dialect, const clone::Voice& voice,
                                                   std::string_view reference_wav, const std::string& prompt,
                                                   const clone::SpeakOptions& options);
  /// The server does not know it any more.
  void forget_id(const std::string& id);
  /// Deletes all that was uploaded of a voice, as far as the server lets us.
  void delete_voice(const std::string& voice_id);

 private:
  struct Entry {
    OpenAiDialect dialect = OpenAiDialect::OpenAi;
    std::string id;
    std::string voice_id;  ///< Timbre's
  };

  [[nodiscard]] Result<bool> is_there(OpenAiDialect dialect, const std::string& id,
                                      const clone::SpeakOptions& options) const;
  [[nodiscard]] Result<std::string> upload(OpenAiDialect dialect, const clone::Voice& voice,
                                           std::string_view reference_wav, const std::string& content,
                                           const clone::SpeakOptions& options);
  [[nodiscard]] bool delete_entry(const Entry& entry) const;

  const OpenAiConnection& connection_;
  Random& random_;
  std::mutex mutex_;
  std::map<std::string, Entry> entries_;  ///< by what was uploaded
};

}  // namespace timbre::cloud
