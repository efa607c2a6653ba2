#pragma once
/// Voices and consents as rows of safety.db. No locks and no transactions of its own.

#include <string>
#include <vector>

#include "base/result.h"
#include "safety/consent_record.h"
#include "store/database.h"

namespace timbre::store {

[[nodiscard]] Result<void> insert_voice(Database& database, const safety::Voice& voice);
/// `where` with its parameter ?1.
[[nodiscard]] Result<std::vector<safety::Voice>> select_voices(Database& database, const std::string& where,
                                                               const std::string& parameter);

[[nodiscard]] Result<void> insert_consent(Database& database, const safety::ConsentRecord& record);
[[nodiscard]] Result<std::vector<safety::ConsentRecord>> select_consents(Database& database, const std::string& where,
                                                                         const std::string& parameter);
/// What is written once a consent is no longer waiting; false where it was not open.
[[nodiscard]] Result<bool> update_open_consent(Database& database, const safety::ConsentRecord& record);

}  // namespace timbre::store
