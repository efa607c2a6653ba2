#include "cloud/openai_voices.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/encoding.h"
#include "base/sha256.h"
#include "cloud/openai_dialect.h"
#include "cloud/openai_voice_requests.h"

namespace timbre::cloud {
namespace {

constexpr std::chrono::seconds kForDeletion{2};

/// What is part of the voice there; the other servers are told with each text.
std::string language_of_voice(OpenAiDialect dialect, const clone::SpeakOptions& options) {
  return dialect == OpenAiDialect::ChatterboxApi ? options.language : std::string();
}

std::string content_name(OpenAiDialect dialect, const clone::Voice& voice, std::string_view reference_wav,
                         const std::string& language) {
  Sha256 sum;
  for (const std::string_view part : {std::string_view(to_string(dialect)), std::string_view(voice.id), reference_wav,
                                      std::string_view(voice.reference_text), std::string_view(language)}) {
    sum.push(std::to_string(part.size()) + ":");
    sum.push(part);
  }
  return sum.finish_hex().substr(0, 20);
}

}  // namespace

OpenAiVoices::~OpenAiVoices() {
  if (connection_.server().keep_voices) return;
  for (const auto& [content, entry] : entries_) {
    if (!delete_entry(entry)) return;
  }
}

bool OpenAiVoices::delete_entry(const Entry& entry) const {
  auto request = delete_request(connection_.server(), entry.dialect, entry.id);
  if (!request) return true;
  const auto reply = connection_.send_within(std::move(*request), kForDeletion);
  return reply.ok() || reply.error().kind == ErrorKind::NotFound;
}

Result<bool> OpenAiVoices::is_there(OpenAiDialect dialect, const std::string& id,
                                    const clone::SpeakOptions& options) const {
  net::HttpRequest request = list_request(connection_.server(), dialect);
  request.cancel = options.cancel;
  TRY(const net::HttpReply reply, connection_.send(std::move(request)));
  return lists_voice(dialect, id, reply.body);
}

Result<ServerVoice> OpenAiVoices::find_or_upload(OpenAiDialect dialect, const clone::Voice& voice,
                                                 std::string_view reference_wav, const std::string& prompt,
                                                 const clone::SpeakOptions& options) {
  const std::string content = content_name(dialect, voice, reference_wav, language_of_voice(dialect, options));
  std::optional<std::string> known;
  {
    const std::scoped_lock lock(mutex_);
    if (const auto found = entries_.find(content); found != entries_.end()) known = found->second.id;
  }
  // what this run uploaded is taken to be there, except where the server would not say that it is not
  if (known && !traits_of(dialect).hides_unknown_voices) return ServerVoice{*known, content + "=" + *known};
  const bool is_of_this = prompt.starts_with(content + "=");
  const std::string candidate = known.value_or(is_of_this ? prompt.substr(content.size() + 1) : std::string());
  if (!candidate.empty()) {
    TRY(const bool is_known_there, is_there(dialect, candidate, options));
    if (is_known_there) {
      const std::scoped_lock lock(mutex_);
      entries_[content] = {dialect, candidate, voice.id};
      return ServerVoice{candidate, content + "=" + candidate};
    }
  }
  TRY(const std::string id, upload(dialect, voice, reference_wav, content, options));
  return ServerVoice{id, content + "=" + id};
}

Result<std::string> OpenAiVoices::upload(OpenAiDialect dialect, const clone::Voice& voice,
                                         std::string_view reference_wav, const std::string& content,
                                         const clone::SpeakOptions& options) {
  if (options.on_news) options.on_news({.words = "sending the clip to " + connection_.host(), .progress = {}});
  std::string name = "timbre-" + content;
  if (!connection_.server().keep_voices) {
    // another run may delete its own at any time
    std::array<std::uint8_t, 4> tail{};
    const std::uint64_t random = random_.next();
    for (std::size_t i = 0; i < tail.size(); ++i) tail.at(i) = static_cast<std::uint8_t>(random >> (8 * i));
    name += "-" + to_hex(tail);
  }
  net::HttpRequest request = upload_request(
      connection_.server(), dialect,
      {.name = name, .voice = voice, .reference_wav = reference_wav, .language = language_of_voice(dialect, options)});
  request.cancel = options.cancel;
  TRY(const net::HttpReply reply, connection_.ask(std::move(request)));
  // a name that is made from the content: what is there is the same
  const bool is_there_already = reply.status == 409 && connection_.server().keep_voices;
  if (!is_there_already && (reply.status < 200 || reply.status > 299)) return connection_.refusal_of(reply);
  std::string id = name;
  if (!is_there_already) {
    auto named = uploaded_voice(dialect, name, reply.body);
    if (!named.ok()) return connection_.cleaned(named.error());
    id = std::move(*named);
  }
  const std::scoped_lock lock(mutex_);
  entries_[content] = {dialect, id, voice.id};
  return id;
}

void OpenAiVoices::forget_id(const std::string& id) {
  const std::scoped_lock lock(mutex_);
  std::erase_if(entries_, [&](const auto& one) { return one.second.id == id; });
}

void OpenAiVoices::delete_voice(const std::string& voice_id) {
  std::vector<Entry> theirs;
  {
    const std::scoped_lock lock(mutex_);
    for (const auto& [content, entry] : entries_) {
      if (entry.voice_id == voice_id) theirs.push_back(entry);
    }
    std::erase_if(entries_, [&](const auto& one) { return one.second.voice_id == voice_id; });
  }
  for (const Entry& entry : theirs) static_cast<void>(delete_entry(entry));
}

}  // namespace timbre::cloud
