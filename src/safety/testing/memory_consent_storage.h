#pragma once
/// Voices and consents in memory.

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "safety/consent_storage.h"

namespace timbre::safety {

class MemoryConsentStorage : public ConsentStorage {
 public:
  Result<void> add_voice(const Voice& voice) override {
    voices_.insert(voices_.begin(), voice);
    return {};
  }
  Result<Voice> voice(const std::string& id) override {
    for (const Voice& voice : voices_)
      if (voice.id == id) return voice;
    return Error{ErrorKind::NotFound, "there is no such voice"};
  }
  Result<std::optional<Voice>> voice_named(const std::string& name) override {
    for (const Voice& voice : voices_)
      if (voice.name == name && !voice.revoked_ms) return std::optional(voice);
    return std::optional<Voice>();
  }
  Result<std::vector<Voice>> voices() override { return voices_; }
  Result<void> add_consent(const ConsentRecord& record) override {
    consents_.insert(consents_.begin(), record);
    return {};
  }
  Result<ConsentRecord> consent(const std::string& id) override {
    for (const ConsentRecord& record : consents_)
      if (record.id == id) return record;
    return Error{ErrorKind::NotFound, "there is no such consent"};
  }
  Result<std::vector<ConsentRecord>> consents() override { return consents_; }
  Result<bool> use_try(const std::string& id, std::int64_t limit) override {
    for (ConsentRecord& record : consents_) {
      if (record.id != id || record.state != ConsentState::Open || record.tries >= limit) continue;
      ++record.tries;
      return true;
    }
    return false;
  }
  Result<bool> conclude(const ConsentRecord& concluded) override {
    for (ConsentRecord& record : consents_) {
      if (record.id != concluded.id || record.state != ConsentState::Open) continue;
      record = concluded;
      return true;
    }
    return false;
  }
  Result<void> keep_evidence(const std::string& sha256, std::string_view bytes) override {
    evidence[sha256] = bytes;
    return {};
  }
  Result<void> drop_evidence(const std::string& sha256) override {
    evidence.erase(sha256);
    return {};
  }
  Result<Deleted> revoke_voice(const std::string& voice_id, std::int64_t now_ms) override {
    Deleted deleted;
    for (Voice& voice : voices_)
      if (voice.id == voice_id) voice.revoked_ms = now_ms;
    for (ConsentRecord& record : consents_) {
      if (record.voice_id != voice_id) continue;
      record.state = ConsentState::Revoked;
      ++deleted.consents;
      evidence.erase(record.audio_sha256);
    }
    return deleted;
  }

  std::map<std::string, std::string> evidence;

 private:
  std::vector<Voice> voices_;
  std::vector<ConsentRecord> consents_;
};

}  // namespace timbre::safety
