#include "studio/safety_desk.h"

#include <utility>

#include "studio/revoked_takes.h"

namespace timbre::studio {
namespace {

EncoderSource shipped_encoder(FileSystem& disk) {
  return [&disk] { return shipped_speaker_encoder(disk); };
}

EncoderSource shipped_judge(FileSystem& disk) {
  return [&disk] { return shipped_voice_judge(disk); };
}

class WholeSafetyDesk : public SafetyDesk {
 public:
  WholeSafetyDesk(std::unique_ptr<store::SafetyDatabase> database, FileSystem& disk, const Clock& clock,
                  const EncoderSource& encoders)
      : database_(std::move(database)),
        clock_(clock),
        keys_(database_->folder(), disk, random_),
        store_(*database_),
        log_(*database_, keys_),
        limits_(*database_, log_),
        book_(store_, log_, clock, random_, &limits_),
        speaker_(book_, store_, encoders ? encoders : shipped_encoder(disk), encoders ? encoders : shipped_judge(disk)),
        consents_(book_, listeners()) {}

  ConsentDesk& consents() override { return consents_; }
  safety::ConsentBook& book() override { return book_; }
  store::ConsentStore& store() override { return store_; }
  store::AuditStore& log() override { return log_; }
  store::LimitStore& limits() override { return limits_; }
  safety::KeyFolder& keys() override { return keys_; }
  ConsentSpeaker& speaker() override { return speaker_; }
  Result<safety::WatermarkFinding> find_watermark(const audio::AudioView& sound) override {
    TRY(const safety::WatermarkKey key, keys_.watermark_key(log_));
    return safety::detect_watermark(sound, key);
  }
  const Clock& clock() const override { return clock_; }
  void hold_takes(store::TakeStore* takes) override {
    takes_ = takes;
    speaker_.hold_takes(takes);
  }
  Result<void> delete_revoked_takes() override {
    if (takes_ == nullptr) return {};
    TRY([[maybe_unused]] const std::size_t deleted, studio::delete_revoked_takes(*takes_, store_));
    return {};
  }

 private:
  ConsentListeners listeners() {
    ConsentListeners all;
    all.find_watermark = [this](const audio::AudioView& sound) -> Result<safety::WatermarkOutcome> {
      TRY(const safety::WatermarkFinding found, find_watermark(sound));
      return found.outcome;
    };
    all.compare_speaker = [this](const audio::AudioView& sound, const std::string& voice_id,
                                 const ConsentReference& reference) {
      return speaker_.compare(sound, voice_id, reference);
    };
    return all;
  }

  std::unique_ptr<store::SafetyDatabase> database_;
  const Clock& clock_;
  SystemRandom random_;
  safety::KeyFolder keys_;
  store::ConsentStore store_;
  store::AuditStore log_;
  store::LimitStore limits_;
  safety::ConsentBook book_;
  ConsentSpeaker speaker_;
  ConsentDesk consents_;
  store::TakeStore* takes_ = nullptr;
};

}  // namespace

Result<std::unique_ptr<SafetyDesk>> SafetyDesk::open(const std::filesystem::path& data_folder, FileSystem& disk,
                                                     const Clock& clock, const EncoderSource& encoders) {
  TRY(auto database, store::SafetyDatabase::open(data_folder, disk, clock));
  return std::unique_ptr<SafetyDesk>(std::make_unique<WholeSafetyDesk>(std::move(database), disk, clock, encoders));
}

}  // namespace timbre::studio
