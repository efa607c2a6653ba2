#pragma once
/// What somebody with the database's file in hands could do to a log, undone afterwards.

#include <map>
#include <string>
#include <vector>

#include "gtest/gtest.h"

#include "base/encoding.h"
#include "base/random.h"
#include "base/sha256.h"
#include "safety/audit_record.h"
#include "safety/merkle_tree.h"
#include "store/database.h"

namespace timbre::store {

class Tampering {
 public:
  explicit Tampering(Database& database) : database_(database) {
    EXPECT_TRUE(database_.execute("PRAGMA synchronous = OFF").ok());
    auto select = database_.prepare("SELECT record FROM audit ORDER BY number").value();
    while (select.step().value()) records_.push_back(select.text(0));
    EXPECT_TRUE(database_
                    .execute("CREATE TEMP TABLE kept_heads AS SELECT * FROM audit_heads;"
                             "CREATE TEMP TABLE kept_frontier AS SELECT * FROM audit_frontier")
                    .ok());
  }

  /// One act, chosen by the trial's number; its name.
  std::string apply(int trial, Random& random) const {
    std::vector<std::string> all = records_;
    const std::size_t at = random.next() % all.size();
    const auto from = all.begin() + static_cast<std::ptrdiff_t>(at);
    switch (trial % 10) {
      case 0:
        flip(all[at], random);
        return write(all, "bit flipped");
      case 1:
        all.erase(from);
        return write(all, "record removed");
      case 2:
        all.erase(from);
        return write(forged(all), "record removed, chain forged");
      case 3:
        std::swap(all[at], all[(at + 1 + random.next() % (all.size() - 1)) % all.size()]);
        return write(all, "two records swapped");
      case 4:
        std::swap(all[at], all[(at + 1 + random.next() % (all.size() - 1)) % all.size()]);
        return write(forged(all), "two records swapped, chain forged");
      case 5:
        all.insert(from, all[random.next() % all.size()]);
        return write(forged(all), "record inserted, chain forged");
      case 6:
        truncate(1 + random.next() % (all.size() - 1));
        return "cut off";
      case 7:
        roll_back_to(random.next() % all.size());
        return "cut off, with heads and frontier";
      case 8:
        all[at].replace(all[at].find("voice\":\"") + 8, 0, "x");
        return write(forged(all), "voice changed, chain forged");
      default:
        return change_a_head(random);
    }
  }

  void truncate(std::size_t count) const {
    EXPECT_TRUE(database_.execute("DELETE FROM audit WHERE number >= " + std::to_string(records_.size() - count)).ok());
  }
  /// As if what came after had never been: all that lies in the database is as it was.
  void roll_back_to(std::size_t size) const {
    std::vector<std::string> all(records_.begin(), records_.begin() + static_cast<std::ptrdiff_t>(size));
    write(forged(all), "");
    EXPECT_TRUE(database_.execute("DELETE FROM audit_heads WHERE size > " + std::to_string(size)).ok());
  }
  void undo() const {
    write(records_, "");
    EXPECT_TRUE(database_
                    .execute("DELETE FROM audit_heads; INSERT INTO audit_heads SELECT * FROM kept_heads;"
                             "DELETE FROM audit_frontier; INSERT INTO audit_frontier SELECT * FROM kept_frontier")
                    .ok());
  }

 private:
  static void flip(std::string& text, Random& random) {
    char& byte = text[random.next() % text.size()];
    byte = static_cast<char>(byte ^ (1 << (random.next() % 7)));
  }

  /// Numbers, sums and the frontier made to fit again, as far as that goes without the signing key.
  std::vector<std::string> forged(std::vector<std::string> all) const {
    std::string prev = safety::no_record_before();
    safety::MerkleFrontier frontier;
    for (std::size_t i = 0; i < all.size(); ++i) {
      Json json = Json::parse(all[i]);
      safety::AuditRecord record{i, json["time_ms"], json["act"], json["voice"], json["details"], prev};
      all[i] = safety::record_text(record).value();
      prev = sha256_hex(all[i]);
      frontier.push(safety::leaf_hash(all[i]));
    }
    std::string nodes;
    for (const auto& node : frontier.nodes()) nodes += to_hex(node);
    auto keep = database_.prepare("UPDATE audit_frontier SET size = ?, nodes = ?, prev = ?").value();
    keep.bind(0, static_cast<std::int64_t>(all.size()));
    keep.bind(1, nodes);
    keep.bind(2, prev);
    EXPECT_TRUE(keep.run().ok());
    return all;
  }

  std::string change_a_head(Random& random) const {
    auto select = database_.prepare("SELECT size, head FROM audit_heads ORDER BY random() LIMIT 1").value();
    EXPECT_TRUE(select.step().value());
    std::string head = select.text(1);
    flip(head, random);
    auto keep = database_.prepare("UPDATE audit_heads SET head = ? WHERE size = ?").value();
    keep.bind(0, head);
    keep.bind(1, select.integer(0));
    EXPECT_TRUE(keep.run().ok());
    return "head changed";
  }

  std::string write(const std::vector<std::string>& all, std::string name) const {
    auto transaction = Transaction::begin(database_).value();
    EXPECT_TRUE(database_.execute("DELETE FROM audit").ok());
    for (std::size_t i = 0; i < all.size(); ++i) {
      auto row = database_.prepare("INSERT INTO audit (number, record) VALUES (?, CAST(? AS TEXT))").value();
      row.bind(0, static_cast<std::int64_t>(i));
      row.bind_bytes(1, all[i]);
      EXPECT_TRUE(row.run().ok());
    }
    EXPECT_TRUE(transaction.commit().ok());
    return name;
  }

  Database& database_;
  std::vector<std::string> records_;
};

}  // namespace timbre::store
