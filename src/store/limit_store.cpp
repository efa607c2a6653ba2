#include "store/limit_store.h"

#include <algorithm>

#include "base/utc_time.h"

namespace timbre::store {
namespace {

using safety::LimitBucket;
using safety::LimitKind;
using safety::LimitRule;
using safety::LimitScope;

struct Bucket {
  std::string voice_id;
  LimitRule rule;
  LimitBucket bucket;
  bool is_refusing = false;
};

Result<Bucket> read(Database& database, LimitKind kind, const std::string& voice_id, std::int64_t now) {
  const LimitRule rule = limit_rule(kind, voice_id.empty() ? LimitScope::Installation : LimitScope::Voice);
  TRY(Statement select, database.prepare("SELECT credit, at_ms, is_refusing FROM limits WHERE kind = ? AND voice = ?"));
  select.bind(0, safety::to_string(kind));
  select.bind(1, voice_id);
  TRY(const bool has_row, select.step());
  if (!has_row) return Bucket{voice_id, rule, safety::full_bucket(rule, now)};
  return Bucket{voice_id, rule, filled({select.integer(0), select.integer(1)}, rule, now), select.integer(2) != 0};
}

Result<void> write(Database& database, LimitKind kind, const Bucket& one) {
  TRY(Statement keep, database.prepare("INSERT OR REPLACE INTO limits (kind, voice, credit, at_ms, is_refusing) "
                                       "VALUES (?, ?, ?, ?, ?)"));
  keep.bind(0, safety::to_string(kind));
  keep.bind(1, one.voice_id);
  keep.bind(2, one.bucket.credit);
  keep.bind(3, one.bucket.at_ms);
  keep.bind(4, std::int64_t{one.is_refusing});
  return keep.run();
}

/// The bucket that refused, if one did, and whether that is news.
struct Outcome {
  const Bucket* refused_by = nullptr;
  std::int64_t wait_s = 0;
  bool is_news = false;
};

Outcome take_from_all(std::vector<Bucket>& buckets, std::int64_t amount) {
  Outcome outcome;
  const std::vector<Bucket> before = buckets;
  for (Bucket& one : buckets) {
    const std::int64_t wait_s = amount > one.rule.amount ? one.rule.window_s : take_from(one.bucket, one.rule, amount);
    if (wait_s > outcome.wait_s) outcome = {&one, wait_s, !one.is_refusing};
    one.is_refusing = wait_s > 0;
  }
  if (outcome.refused_by == nullptr) return outcome;
  for (std::size_t i = 0; i < buckets.size(); ++i) buckets[i].bucket = before[i].bucket;
  return outcome;
}

Error too_often(LimitKind kind, const Bucket& by, std::int64_t amount, std::int64_t wait_s) {
  const std::string what = std::string("the limit of ") + std::to_string(by.rule.amount) + " " + to_string(kind) +
                           (by.voice_id.empty() ? " for all voices together" : " for one voice") + " in " +
                           std::to_string(by.rule.window_s) + " s";
  if (amount > by.rule.amount) {
    return {ErrorKind::Denied,
            what + " is less than the " + std::to_string(amount) + " asked for; ask for less at once"};
  }
  return {ErrorKind::Unavailable, what + " is reached; try again in " + std::to_string(wait_s) + " s", wait_s};
}

}  // namespace

Result<void> LimitStore::take(LimitKind kind, const std::string& voice_id, std::int64_t amount) {
  if (amount < 0) return Error{ErrorKind::InvalidInput, "an amount to take must not be below 0"};
  std::vector<Bucket> buckets;
  Outcome outcome;
  {
    const std::lock_guard lock(database_.mutex());
    TRY(Transaction transaction, Transaction::begin(database_.database()));
    const std::int64_t now = unix_ms(database_.clock());
    for (const std::string& owner : {voice_id, std::string()}) {
      if (owner.empty() && !buckets.empty() && voice_id.empty()) continue;
      TRY(Bucket one, read(database_.database(), kind, owner, now));
      buckets.push_back(std::move(one));
    }
    outcome = take_from_all(buckets, amount);
    for (const Bucket& one : buckets) TRY_VOID(write(database_.database(), kind, one));
    TRY_VOID(transaction.commit());
  }
  if (outcome.refused_by == nullptr) return {};
  const Bucket& by = *outcome.refused_by;
  if (outcome.is_news) {
    TRY_VOID(log_.append({safety::AuditAct::LimitHit,
                          voice_id,
                          {{"limit", to_string(kind)},
                           {"scope", by.voice_id.empty() ? "installation" : "voice"},
                           {"amount", amount},
                           {"wait_s", outcome.wait_s}}}));
  }
  return too_often(kind, by, amount, outcome.wait_s);
}

Result<std::vector<LimitState>> LimitStore::left(const std::string& voice_id) {
  const std::lock_guard lock(database_.mutex());
  std::vector<LimitState> all;
  for (const LimitKind kind : {LimitKind::Synthesis, LimitKind::Characters, LimitKind::Consent}) {
    TRY(const Bucket one, read(database_.database(), kind, voice_id, unix_ms(database_.clock())));
    all.push_back({kind, one.rule, units_left(one.bucket, one.rule)});
  }
  return all;
}

}  // namespace timbre::store
