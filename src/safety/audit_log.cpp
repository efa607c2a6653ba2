#include "safety/audit_log.h"

namespace timbre::safety {

const char* to_string(AuditAct act) {
  switch (act) {
    case AuditAct::VoiceMade:
      return "voice_made";
    case AuditAct::ConsentStarted:
      return "consent_started";
    case AuditAct::ConsentChecked:
      return "consent_checked";
    case AuditAct::ConsentGiven:
      return "consent_given";
    case AuditAct::ConsentRefused:
      return "consent_refused";
    case AuditAct::ConsentRevoked:
      return "consent_revoked";
    case AuditAct::CloneAsked:
      return "clone_asked";
    case AuditAct::CloneMade:
      return "clone_made";
    case AuditAct::CloneRefused:
      return "clone_refused";
    case AuditAct::WatermarkEmbedded:
      return "watermark_embedded";
    case AuditAct::WatermarkDetected:
      return "watermark_detected";
    case AuditAct::Exported:
      return "exported";
    case AuditAct::KeyMade:
      return "key_made";
    case AuditAct::KeyExported:
      return "key_exported";
    case AuditAct::LimitHit:
      return "limit_hit";
  }
  return "unknown";
}

}  // namespace timbre::safety
