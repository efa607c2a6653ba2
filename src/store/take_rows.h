#pragma once
/// Takes to and from rows. The caller holds the store's lock.

#include <string>
#include <vector>

#include "base/result.h"
#include "store/database.h"
#include "store/take.h"

namespace timbre::store {

/// NotFound when there is none.
[[nodiscard]] Result<Take> read_take(Database& database, const std::string& id);
[[nodiscard]] Result<void> insert_take(Database& database, const NewTake& take);
[[nodiscard]] Result<TakeList> list_takes(Database& database, const TakeQuery& query);
/// As TakeStore::spoken_texts says.
[[nodiscard]] Result<std::vector<std::string>> list_spoken_texts(Database& database);
/// At most kFirstWordsBytes of a text, whole words.
[[nodiscard]] std::string first_words_of(const std::string& text);
inline constexpr std::size_t kFirstWordsBytes = 120;
/// As TakeStore::without_words says.
[[nodiscard]] Result<std::vector<std::string>> list_without_words(Database& database);
/// Inside a transaction of the caller's.
[[nodiscard]] Result<void> write_judgement(Database& database, const std::string& id, const Judgement& judgement,
                                           std::int64_t now_ms);
/// The machine's words and what follows from them; inside a transaction of the caller's.
[[nodiscard]] Result<void> write_words(Database& database, const std::string& id, const Words& words,
                                       std::int64_t now_ms);
/// A person's text, or none when it is empty; inside a transaction of the caller's.
[[nodiscard]] Result<void> write_edited_text(Database& database, const std::string& id, const std::string& text,
                                             std::int64_t now_ms);

}  // namespace timbre::store
