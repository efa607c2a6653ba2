#pragma once
/// Takes to and from rows. The caller holds the store's lock.

#include <string>

#include "base/result.h"
#include "store/database.h"
#include "store/take.h"

namespace timbre::store {

/// NotFound when there is none.
[[nodiscard]] Result<Take> read_take(Database& database, const std::string& id);
[[nodiscard]] Result<void> insert_take(Database& database, const NewTake& take);
[[nodiscard]] Result<TakeList> list_takes(Database& database, const TakeQuery& query);
/// Inside a transaction of the caller's.
[[nodiscard]] Result<void> write_judgement(Database& database, const std::string& id, const Judgement& judgement,
                                           std::int64_t now_ms);

}  // namespace timbre::store
