#include "safety/merkle_tree.h"

#include <bit>
#include <cassert>

namespace timbre::safety {
namespace {

std::string_view text_of(const TreeHash& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

}  // namespace

TreeHash leaf_hash(std::string_view entry) {
  Sha256 sum;
  sum.push({"\0", 1});
  sum.push(entry);
  return sum.finish();
}

TreeHash node_hash(const TreeHash& left, const TreeHash& right) {
  Sha256 sum;
  sum.push("\1");
  sum.push(text_of(left));
  sum.push(text_of(right));
  return sum.finish();
}

TreeHash empty_root() { return Sha256().finish(); }

TreeHash merkle_root(std::span<const TreeHash> leaves) {
  MerkleFrontier frontier;
  for (const TreeHash& leaf : leaves) frontier.push(leaf);
  return frontier.root();
}

MerkleFrontier::MerkleFrontier(std::uint64_t size, std::vector<TreeHash> nodes)
    : size_(size), nodes_(std::move(nodes)) {
  assert(static_cast<std::size_t>(std::popcount(size_)) == nodes_.size());
}

void MerkleFrontier::push(const TreeHash& leaf) {
  TreeHash node = leaf;
  for (std::uint64_t bits = size_; (bits & 1U) != 0; bits >>= 1) {
    node = node_hash(nodes_.back(), node);
    nodes_.pop_back();
  }
  nodes_.push_back(node);
  ++size_;
}

TreeHash MerkleFrontier::root() const {
  if (nodes_.empty()) return empty_root();
  TreeHash root = nodes_.back();
  for (std::size_t i = nodes_.size() - 1; i > 0; --i) root = node_hash(nodes_[i - 1], root);
  return root;
}

}  // namespace timbre::safety
