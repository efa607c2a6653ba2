#include "store/take_rows.h"

#include <utility>

#include "store/own_takes.h"

namespace timbre::store {
namespace {

constexpr std::string_view kColumns =
    "id, revision, name, note, original_name, created_ms, trashed_ms, blob, size_bytes, duration_s, sample_rate_hz, "
    "prompt, verdict, stars, overall, acoustic, delivery, labels, first_words, problem";
constexpr int kColumnCount = 20;

TakeSummary summary_of(const Statement& row) {
  TakeSummary take;
  int column = 0;
  take.id = row.text(column++);
  take.revision = row.integer(column++);
  take.name = row.text(column++);
  take.note = row.text(column++);
  take.original_name = row.text(column++);
  take.created_ms = row.integer(column++);
  take.trashed_ms = row.optional_integer(column++);
  take.blob.sha256 = row.text(column++);
  take.blob.size_bytes = static_cast<std::uint64_t>(row.integer(column++));
  take.duration_s = row.optional_real(column++);
  take.sample_rate_hz = row.optional_integer(column++);
  take.prompt = row.text(column++);
  take.verdict = row.optional_text(column++);
  take.stars = row.optional_integer(column++);
  take.overall = row.optional_real(column++);
  take.acoustic = row.optional_real(column++);
  take.delivery = row.optional_real(column++);
  take.labels = row.text(column++);
  take.first_words = row.text(column++);
  take.problem = row.optional_text(column++);
  return take;
}

/// Rows of one text column.
Result<std::vector<std::string>> texts_of(Statement select) {
  std::vector<std::string> texts;
  for (;;) {
    TRY(const bool has_row, select.step());
    if (!has_row) return texts;
    texts.push_back(select.text(0));
  }
}

/// A row of a table with one JSON a take.
Result<void> write_json(Database& database, const std::string& table, const std::string& id, const std::string& json,
                        std::int64_t now_ms) {
  TRY(Statement insert,
      database.prepare("INSERT OR REPLACE INTO " + table + " (take_id, made_ms, json) VALUES (?, ?, ?)"));
  insert.bind(0, id);
  insert.bind(1, now_ms);
  insert.bind(2, json);
  return insert.run();
}

std::string_view order_by(TakeOrder order) {
  switch (order) {
    case TakeOrder::Newest:
      return "created_ms DESC, id DESC";
    case TakeOrder::Oldest:
      return "created_ms, id";
    case TakeOrder::Best:
      return "overall DESC NULLS LAST, id DESC";
    case TakeOrder::Worst:
      return "overall NULLS LAST, id DESC";
    case TakeOrder::Name:
      return "name COLLATE NOCASE, id";
    case TakeOrder::Longest:
      return "duration_s DESC NULLS LAST, id DESC";
  }
  return "id";
}

/// Only what is asked for, so that a plain list is read along the index of times. Each value has its number.
std::string where_of(const TakeQuery& query) {
  std::string where = std::string(" FROM takes WHERE trashed_ms IS ") + (query.trashed ? "NOT NULL" : "NULL");
  if (!query.verdict.empty()) where += " AND verdict = ?1";
  if (!query.search.empty()) {
    where += " AND instr(lower(name || char(10) || note || char(10) || first_words), lower(?2)) > 0";
  }
  return where;
}

void bind_query(Statement& statement, const TakeQuery& query) {
  statement.bind(0, query.verdict);
  statement.bind(1, query.search);
}

}  // namespace

Result<Take> read_take(Database& database, const std::string& id) {
  TRY(Statement select, database.prepare("SELECT " + std::string(kColumns) +
                                         ", s.json, s.timbre_version, t.json, e.text, nullif(capture, ''), r.json, "
                                         "words_ms FROM takes "
                                         "LEFT JOIN scorecards s ON s.take_id = id "
                                         "LEFT JOIN transcripts t ON t.take_id = id "
                                         "LEFT JOIN edited_texts e ON e.take_id = id "
                                         "LEFT JOIN readings r ON r.take_id = id WHERE id = ?"));
  select.bind(0, id);
  TRY(const bool is_there, select.step());
  if (!is_there) {
    return Error{ErrorKind::NotFound, "there is no such take; it may have been deleted for good"};
  }
  Take take;
  take.summary = summary_of(select);
  int column = kColumnCount;
  take.scorecard_json = select.optional_text(column++);
  take.scorecard_version = select.optional_text(column++);
  take.transcript_json = select.optional_text(column++);
  take.edited_text = select.optional_text(column++);
  take.capture_json = select.optional_text(column++);
  take.reading_json = select.optional_text(column++);
  take.words_ms = select.optional_integer(column++);
  return take;
}

Result<void> insert_take(Database& database, const NewTake& take) {
  TRY(Statement insert, database.prepare("INSERT INTO takes (id, name, original_name, prompt, created_ms, blob, "
                                         "size_bytes, capture) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
  insert.bind(0, take.id);
  insert.bind(1, take.name);
  insert.bind(2, take.original_name);
  insert.bind(3, take.prompt);
  insert.bind(4, take.created_ms);
  insert.bind(5, take.blob.sha256);
  insert.bind(6, static_cast<std::int64_t>(take.blob.size_bytes));
  insert.bind(7, take.capture_json);
  return insert.run();
}

Result<TakeList> list_takes(Database& database, const TakeQuery& query) {
  TakeList list;
  const std::string where = where_of(query);
  TRY(Statement count, database.prepare("SELECT count(*)" + where));
  bind_query(count, query);
  TRY([[maybe_unused]] const bool is_counted, count.step());
  list.total = count.integer(0);
  TRY(Statement select, database.prepare("SELECT " + std::string(kColumns) + where + " ORDER BY " +
                                         std::string(order_by(query.order)) + " LIMIT ?3 OFFSET ?4"));
  bind_query(select, query);
  select.bind(2, query.limit);
  select.bind(3, query.offset);
  for (;;) {
    TRY(const bool has_row, select.step());
    if (!has_row) return list;
    list.takes.push_back(summary_of(select));
  }
}

Result<std::vector<std::string>> list_spoken_texts(Database& database) {
  TRY(Statement select,
      database.prepare("SELECT coalesce(e.text, nullif(prompt, ''), "
                       "CASE WHEN json_valid(t.json) THEN json_extract(t.json, '$.text') END) AS said FROM takes "
                       "LEFT JOIN transcripts t ON t.take_id = id LEFT JOIN edited_texts e ON e.take_id = id "
                       "WHERE trashed_ms IS NULL AND verdict IN ('keep', 'review') AND said <> '' AND "
                       "original_name <> ? ORDER BY id"));
  select.bind(0, kDemoFileName);
  return texts_of(std::move(select));
}

Result<std::vector<std::string>> list_without_words(Database& database) {
  TRY(Statement select, database.prepare("SELECT id FROM takes WHERE trashed_ms IS NULL AND verdict IS NOT NULL AND "
                                         "words_ms IS NULL ORDER BY created_ms DESC, id DESC"));
  return texts_of(std::move(select));
}

std::string first_words_of(const std::string& text) {
  if (text.size() <= kFirstWordsBytes) return text;
  const std::size_t space = text.rfind(' ', kFirstWordsBytes);
  if (space != std::string::npos && space > 0) return text.substr(0, space);
  std::size_t end = kFirstWordsBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

Result<void> write_judgement(Database& database, const std::string& id, const Judgement& judgement,
                             std::int64_t now_ms) {
  TRY(Statement card, database.prepare("INSERT OR REPLACE INTO scorecards (take_id, timbre_version, made_ms, json) "
                                       "VALUES (?, ?, ?, ?)"));
  card.bind(0, id);
  card.bind(1, judgement.timbre_version);
  card.bind(2, now_ms);
  card.bind(3, judgement.scorecard_json);
  TRY_VOID(card.run());
  TRY(Statement update,
      database.prepare("UPDATE takes SET revision = revision + 1, verdict = ?, stars = ?, overall = ?, acoustic = ?, "
                       "delivery = ?, labels = ?, duration_s = ?, sample_rate_hz = ?, problem = NULL, words_ms = NULL "
                       "WHERE id = ?"));
  update.bind(0, judgement.verdict);
  update.bind(1, judgement.stars);
  update.bind(2, judgement.overall);
  update.bind(3, judgement.acoustic);
  update.bind(4, judgement.delivery);
  update.bind(5, judgement.labels);
  update.bind(6, judgement.duration_s);
  update.bind(7, judgement.sample_rate_hz);
  update.bind(8, id);
  return update.run();
}

Result<void> write_words(Database& database, const std::string& id, const Words& words, std::int64_t now_ms) {
  TRY_VOID(write_judgement(database, id, words.judgement, now_ms));
  TRY(Statement transcript, database.prepare("INSERT OR REPLACE INTO transcripts (take_id, engine, made_ms, json) "
                                             "VALUES (?, ?, ?, ?)"));
  transcript.bind(0, id);
  transcript.bind(1, words.engine);
  transcript.bind(2, now_ms);
  transcript.bind(3, words.transcript_json);
  TRY_VOID(transcript.run());
  if (words.reading_json) TRY_VOID(write_json(database, "readings", id, *words.reading_json, now_ms));
  TRY(Statement update,
      database.prepare("UPDATE takes SET words_ms = ?1, first_words = CASE WHEN EXISTS (SELECT 1 FROM edited_texts "
                       "WHERE take_id = ?2) THEN first_words ELSE ?3 END WHERE id = ?2"));
  update.bind(0, now_ms);
  update.bind(1, id);
  update.bind(2, first_words_of(words.text));
  return update.run();
}

Result<void> write_edited_text(Database& database, const std::string& id, const std::string& text,
                               std::int64_t now_ms) {
  const bool is_removal = text.empty();
  TRY(Statement write, database.prepare(is_removal ? "DELETE FROM edited_texts WHERE take_id = ?"
                                                   : "INSERT OR REPLACE INTO edited_texts (take_id, edited_ms, text) "
                                                     "VALUES (?, ?, ?)"));
  write.bind(0, id);
  if (!is_removal) {
    write.bind(1, now_ms);
    write.bind(2, text);
  }
  TRY_VOID(write.run());
  std::string shown = text;
  if (is_removal) {
    TRY(Statement heard, database.prepare("SELECT CASE WHEN json_valid(json) THEN json_extract(json, '$.text') END "
                                          "FROM transcripts WHERE take_id = ?"));
    heard.bind(0, id);
    TRY(const bool is_there, heard.step());
    if (is_there) shown = heard.text(0);
  }
  TRY(Statement update, database.prepare("UPDATE takes SET first_words = ? WHERE id = ?"));
  update.bind(0, first_words_of(shown));
  update.bind(1, id);
  return update.run();
}

}  // namespace timbre::store
