// Rung: standard. Every vector of transparency-dev/merkle's testdata, RFC 6962's empty tree, and the definition.
#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>

#include "base/encoding.h"
#include "base/json.h"
#include "base/random.h"
#include "base/testing/test_data.h"
#include "safety/merkle_proof.h"

namespace timbre::safety {
namespace {

/// Some vectors have a word in place of a hash, to say that its value does not matter: each word its own hash.
/// Nothing at all is no hash, and equal to none.
TreeHash hash_of(const Json& vector, const char* name) {
  TreeHash hash{};
  const auto bytes = from_base64(vector[name].is_null() ? "" : vector[name].get<std::string>()).value();
  if (bytes.empty()) return leaf_hash(name);
  if (bytes.size() != hash.size()) return leaf_hash({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

/// None where an element is not a hash at all: no proof.
std::optional<Proof> proof_of(const Json& vector) {
  Proof proof;
  if (vector["proof"].is_null()) return proof;
  for (const Json& one : vector["proof"]) {
    const auto bytes = from_base64(one.get<std::string>());
    TreeHash hash{};
    if (!bytes || bytes->size() != hash.size()) return std::nullopt;
    std::copy(bytes->begin(), bytes->end(), hash.begin());
    proof.push_back(hash);
  }
  return proof;
}

std::uint64_t number(const Json& vector, const char* name) { return vector[name].get<std::uint64_t>(); }

/// How many vectors there are, and how many of them must be refused.
template <typename Check>
std::pair<int, int> run(const std::filesystem::path& folder, Check check) {
  int count = 0;
  int refused = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream file(entry.path());
    const Json vector = Json::parse(file);
    const auto proof = proof_of(vector);
    const bool wants_error = vector["wantErr"].get<bool>();
    EXPECT_EQ(proof && check(vector, *proof), !wants_error) << entry.path() << ": " << vector["desc"];
    ++count;
    refused += wants_error ? 1 : 0;
  }
  std::printf("%s: %d vectors, %d of them to be refused\n", folder.filename().c_str(), count, refused);
  return {count, refused};
}

TEST(MerkleVectors, Inclusion) {
  TIMBRE_TEST_DATA(folder, "merkle/inclusion");
  const auto [count, refused] = run(folder, [](const Json& v, const Proof& proof) {
    return verify_inclusion(number(v, "leafIdx"), number(v, "treeSize"), hash_of(v, "leafHash"), proof,
                            hash_of(v, "root"));
  });
  EXPECT_EQ(count, 98);
  EXPECT_GT(refused, 80);
}

TEST(MerkleVectors, Consistency) {
  TIMBRE_TEST_DATA(folder, "merkle/consistency");
  const auto [count, refused] = run(folder, [](const Json& v, const Proof& proof) {
    return verify_consistency(number(v, "size1"), number(v, "size2"), proof, hash_of(v, "root1"), hash_of(v, "root2"));
  });
  EXPECT_EQ(count, 98);
  EXPECT_GT(refused, 80);
}

TEST(MerkleVectors, SubtreeInclusion) {
  TIMBRE_TEST_DATA(folder, "merkle/subtreeinclusion");
  const auto [count, refused] = run(folder, [](const Json& v, const Proof& proof) {
    return verify_subtree_inclusion(number(v, "leafIdx"), number(v, "start"), number(v, "end"), hash_of(v, "leafHash"),
                                    proof, hash_of(v, "root"));
  });
  EXPECT_EQ(count, 204);
  EXPECT_GT(refused, 80);
}

TEST(MerkleVectors, SubtreeConsistency) {
  TIMBRE_TEST_DATA(folder, "merkle/subtreeconsistency");
  const auto [count, refused] = run(folder, [](const Json& v, const Proof& proof) {
    return verify_subtree_consistency(number(v, "start"), number(v, "end"), number(v, "size"), proof,
                                      hash_of(v, "root1"), hash_of(v, "root2"));
  });
  EXPECT_EQ(count, 118);
  EXPECT_GT(refused, 80);
}

TEST(MerkleTree, KnownHashes) {
  EXPECT_EQ(to_hex(empty_root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(leaf_hash("")), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  EXPECT_TRUE(to_hex(leaf_hash("L123456")).starts_with("395aa064"));
  EXPECT_TRUE(to_hex(leaf_hash("L123456")).ends_with("4d56"));
}

/// RFC 6962 section 2.1, to the letter.
TreeHash root_by_definition(std::span<const TreeHash> leaves) {
  if (leaves.empty()) return empty_root();
  if (leaves.size() == 1) return leaves[0];
  std::size_t split = 1;
  while (2 * split < leaves.size()) split *= 2;
  return node_hash(root_by_definition(leaves.first(split)), root_by_definition(leaves.subspan(split)));
}

std::vector<TreeHash> some_leaves(std::size_t count) {
  std::vector<TreeHash> leaves;
  for (std::size_t i = 0; i < count; ++i) leaves.push_back(leaf_hash(std::to_string(i)));
  return leaves;
}

TEST(MerkleTree, TheFrontierGivesTheRootOfTheDefinitionAtEverySize) {
  const auto leaves = some_leaves(130);
  MerkleFrontier frontier;
  for (std::size_t size = 0; size <= leaves.size(); ++size) {
    EXPECT_EQ(frontier.root(), root_by_definition(std::span(leaves).first(size)));
    EXPECT_EQ(MerkleFrontier(size, frontier.nodes()).root(), frontier.root());
    if (size < leaves.size()) frontier.push(leaves[size]);
  }
}

TEST(MerkleProof, EveryProofMadeVerifiesAndForNothingElse) {
  const auto all = some_leaves(40);
  for (std::size_t size = 1; size <= all.size(); ++size) {
    const auto leaves = std::span(all).first(size);
    const TreeHash root = merkle_root(leaves);
    for (std::size_t i = 0; i < size; ++i) {
      const Proof proof = inclusion_proof(leaves, i);
      ASSERT_TRUE(verify_inclusion(i, size, leaves[i], proof, root));
      for (std::size_t k = 0; k < size; ++k) ASSERT_EQ(verify_inclusion(k, size, leaves[i], proof, root), k == i);
    }
    for (std::size_t old = 1; old <= size; ++old) {
      const Proof proof = consistency_proof(leaves, old);
      const TreeHash old_root = merkle_root(leaves.first(old));
      ASSERT_TRUE(verify_consistency(old, size, proof, old_root, root));
      ASSERT_FALSE(verify_consistency(old, size, proof, root, old_root) && old != size);
      ASSERT_FALSE(verify_consistency(0, size, proof, empty_root(), root));
    }
  }
  EXPECT_FALSE(verify_consistency(0, 0, {}, empty_root(), empty_root()));
}

TEST(MerkleProof, HostileNumbersAreRefused) {
  SeededRandom random(9);
  const auto leaves = some_leaves(70);
  for (int i = 0; i < 20'000; ++i) {
    const auto huge = [&] { return random.next() >> (random.next() % 64); };
    const Proof proof(leaves.begin(), leaves.begin() + static_cast<std::ptrdiff_t>(random.next() % 70));
    EXPECT_FALSE(verify_inclusion(huge(), huge(), leaves[0], proof, leaves[1]));
    EXPECT_FALSE(verify_subtree_consistency(huge(), huge(), huge(), proof, leaves[0], leaves[1]));
  }
}

}  // namespace
}  // namespace timbre::safety
