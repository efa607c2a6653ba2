#pragma once
/// Everything of a data folder that stands under a clone, put together: voices and consents, the audit log, the keys.
/// The server holds one for as long as it runs, a command for one call; several may be open at once.

#include <filesystem>
#include <memory>

#include "base/clock.h"
#include "base/file_system.h"
#include "base/random.h"
#include "base/result.h"
#include "safety/key_folder.h"
#include "safety/watermark.h"
#include "store/audit_store.h"
#include "store/consent_store.h"
#include "store/limit_store.h"
#include "store/safety_database.h"
#include "store/take_store.h"
#include "studio/consent_desk.h"
#include "studio/consent_speaker.h"

namespace timbre::studio {

class SafetyDesk {
 public:
  virtual ~SafetyDesk() = default;
  /// Opens or makes what is missing. Errors as SafetyDatabase::open(). Without `encoders` those that came with Timbre
  /// tell speakers apart and judge clones; with it that one does both.
  [[nodiscard]] static Result<std::unique_ptr<SafetyDesk>> open(const std::filesystem::path& data_folder,
                                                                FileSystem& disk, const Clock& clock,
                                                                const EncoderSource& encoders = {});
  [[nodiscard]] virtual ConsentDesk& consents() = 0;
  [[nodiscard]] virtual safety::ConsentBook& book() = 0;
  [[nodiscard]] virtual store::ConsentStore& store() = 0;
  [[nodiscard]] virtual store::AuditStore& log() = 0;
  [[nodiscard]] virtual store::LimitStore& limits() = 0;
  [[nodiscard]] virtual safety::KeyFolder& keys() = 0;
  [[nodiscard]] virtual ConsentSpeaker& speaker() = 0;
  /// Searches a recording with this installation's key.
  [[nodiscard]] virtual Result<safety::WatermarkFinding> find_watermark(const audio::AudioView& sound) = 0;
  /// The takes are open here: those of revoked voices are deleted now and after every revocation. Must outlive the desk
  /// or be taken back with nullptr.
  virtual void hold_takes(store::TakeStore* takes) = 0;
  /// Nothing where the takes are not open here: then whoever has them does it.
  [[nodiscard]] virtual Result<void> delete_revoked_takes() = 0;
  [[nodiscard]] virtual const Clock& clock() const = 0;
};

}  // namespace timbre::studio
