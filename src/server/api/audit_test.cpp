// Rung: exact. What the log holds is what the API shows; what was changed behind its back is said.
#include <gtest/gtest.h>

#include "base/encoding.h"
#include "safety/merkle_proof.h"
#include "server/api/testing/api_fixture.h"

namespace timbre::server {
namespace {

using safety::AuditAct;

class AuditApi : public ApiFixture {
 protected:
  void fill() {
    const std::vector<safety::AuditEvent> events{
        {AuditAct::CloneAsked, "v1", {{"engine", "e"}, {"text_characters", 40}}},
        {AuditAct::CloneMade, "v1", {{"engine", "e"}, {"duration_ms", 1500}}},
        {AuditAct::CloneAsked, "v2", {{"engine", "e"}, {"text_characters", 7}}},
        {AuditAct::CloneRefused, "v2", {{"kind", "denied"}}},
        {AuditAct::CloneMade, "v1", {{"engine", "f"}, {"duration_ms", 500}}}};
    for (const auto& event : events) ASSERT_TRUE(safety_->log().append(event).ok());
  }
  Json get(std::vector<std::string> path, std::map<std::string, std::string> query = {}, int status = 200) {
    const Response response = call("GET", std::move(path), "", {}, std::move(query));
    EXPECT_EQ(response.status, status);
    return json_of(response);
  }
};

TEST_F(AuditApi, AnEmptyLogIsWholeAndHasNoHead) {
  EXPECT_EQ(get({"audit"}), (Json{{"size", 0}, {"records", Json::array()}, {"more", false}}));
  EXPECT_EQ(get({"audit", "verify"})["ok"], true);
  EXPECT_TRUE(get({"audit", "verify"})["head"].is_null());
  EXPECT_TRUE(get({"audit", "head"}).is_null());
  EXPECT_EQ(get({"usage"})["voices"], Json::array());
}

TEST_F(AuditApi, PagesAndFilters) {
  fill();
  const Json all = get({"audit"});
  EXPECT_EQ(all["size"], 6);
  EXPECT_EQ(all["records"].size(), 6U);
  EXPECT_EQ(all["records"][0]["act"], "clone_made");
  EXPECT_EQ(all["records"][5]["act"], "key_made");
  const Json page = get({"audit"}, {{"limit", "2"}, {"before", "4"}});
  EXPECT_EQ(page["records"][0]["number"], 3);
  EXPECT_EQ(page["more"], true);
  EXPECT_EQ(get({"audit"}, {{"voice", "v2"}})["records"].size(), 2U);
  EXPECT_EQ(get({"audit"}, {{"act", "clone_made"}, {"limit", "2"}})["more"], false);
  EXPECT_EQ(get({"audit"}, {{"since", "2100-01-01"}})["records"].size(), 0U);
  for (const auto& [name, value] : std::map<std::string, std::string>{
           {"since", "today"}, {"before", "-1"}, {"limit", "0"}, {"limit", "501"}, {"before", "x"}}) {
    get({"audit"}, {{name, value}}, 400);
  }
}

TEST_F(AuditApi, ProofsHoldAgainstTheHead) {
  fill();
  const Json head = get({"audit", "head"});
  const Json proof = get({"audit", "proof", "2"}, {{"from_size", "3"}});
  EXPECT_EQ(proof["root"], head["root"]);
  EXPECT_EQ(proof["size"], head["size"]);
  const auto hash = [](const Json& hex) {
    safety::TreeHash out{};
    const auto bytes = from_hex(hex.get<std::string>()).value();
    std::copy(bytes.begin(), bytes.end(), out.begin());
    return out;
  };
  safety::Proof path, consistency;
  for (const Json& one : proof["path"]) path.push_back(hash(one));
  for (const Json& one : proof["consistency"]) consistency.push_back(hash(one));
  EXPECT_TRUE(safety::verify_inclusion(2, 6, hash(proof["leaf"]), path, hash(head["root"])));
  EXPECT_TRUE(safety::verify_consistency(3, 6, consistency, hash(proof["old_root"]), hash(head["root"])));
  get({"audit", "proof", "6"}, {}, 404);
  get({"audit", "proof", "x"}, {}, 400);
  get({"audit", "proof", "0"}, {{"from_size", "0"}}, 400);
  get({"audit", "proof", "0"}, {{"from_size", "7"}}, 400);
}

TEST_F(AuditApi, SaysWhatWasChanged) {
  fill();
  auto database = store::Database::open(folder_.path() / "safety.db").value();
  ASSERT_TRUE(database.execute("UPDATE audit SET record = replace(record, 'v1', 'v9') WHERE number = 2").ok());
  const Json verdict = get({"audit", "verify"});
  EXPECT_EQ(verdict["ok"], false);
  EXPECT_EQ(verdict["first_bad"], 3) << "the first that does not follow";
  EXPECT_FALSE(verdict["problem"].get<std::string>().empty());
}

TEST_F(AuditApi, TellsWhoMadeWhatWithWhichVoice) {
  fill();
  const Json usage = get({"usage"});
  ASSERT_EQ(usage["voices"].size(), 2U);
  const Json& first = usage["voices"][0];
  EXPECT_EQ(first["voice_id"], "v1");
  EXPECT_EQ(first["clones"], 2);
  EXPECT_EQ(first["seconds"], 2.0);
  EXPECT_EQ(first["characters"], 40);
  EXPECT_EQ(first["engines"], (Json{{"e", 1}, {"f", 1}}));
  EXPECT_EQ(first["days"][0]["clones"], 2);
  EXPECT_EQ(usage["voices"][1]["refused"], 1);
  EXPECT_EQ(usage["totals"], (Json{{"clones", 2}, {"seconds", 2.0}, {"refused", 1}}));
  EXPECT_EQ(usage["limits"][0]["left"], 120);
}

}  // namespace
}  // namespace timbre::server
