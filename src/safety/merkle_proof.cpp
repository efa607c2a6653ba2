#include "safety/merkle_proof.h"

#include <bit>
#include <cassert>

namespace timbre::safety {
namespace {

/// The largest power of two below `size`; size > 1.
std::uint64_t split_of(std::uint64_t size) { return std::bit_floor(size - 1); }

bool is_odd(std::uint64_t value) { return (value & 1U) != 0; }

void add_inclusion(std::span<const TreeHash> leaves, std::uint64_t index, Proof& proof) {
  if (leaves.size() == 1) return;
  const std::uint64_t split = split_of(leaves.size());
  const auto left = leaves.first(split);
  const auto right = leaves.subspan(split);
  if (index < split) {
    add_inclusion(left, index, proof);
    proof.push_back(merkle_root(right));
  } else {
    add_inclusion(right, index - split, proof);
    proof.push_back(merkle_root(left));
  }
}

/// `is_whole`: the old tree's root is one that the checker has (RFC 6962's b).
void add_consistency(std::span<const TreeHash> leaves, std::uint64_t old_size, bool is_whole, Proof& proof) {
  if (old_size == leaves.size()) {
    if (!is_whole) proof.push_back(merkle_root(leaves));
    return;
  }
  const std::uint64_t split = split_of(leaves.size());
  const auto left = leaves.first(split);
  const auto right = leaves.subspan(split);
  if (old_size <= split) {
    add_consistency(left, old_size, is_whole, proof);
    proof.push_back(merkle_root(right));
  } else {
    add_consistency(right, old_size - split, false, proof);
    proof.push_back(merkle_root(left));
  }
}

bool is_subtree(std::uint64_t start, std::uint64_t end) {
  if (start >= end) return false;
  const std::uint64_t length = end - start;
  if (length > std::uint64_t{1} << 63) return false;
  return start % std::bit_ceil(length) == 0;
}

/// The numbers of the nodes on the way up, halved together: first and last of the subtree, last of the tree.
struct Path {
  std::uint64_t first, last, tree_last;
  void rise() {
    first >>= 1;
    last >>= 1;
    tree_last >>= 1;
  }
};

}  // namespace

Proof inclusion_proof(std::span<const TreeHash> leaves, std::uint64_t index) {
  assert(index < leaves.size());
  Proof proof;
  add_inclusion(leaves, index, proof);
  return proof;
}

Proof consistency_proof(std::span<const TreeHash> leaves, std::uint64_t old_size) {
  assert(old_size > 0 && old_size <= leaves.size());
  Proof proof;
  add_consistency(leaves, old_size, true, proof);
  return proof;
}

bool verify_inclusion(std::uint64_t index, std::uint64_t size, const TreeHash& leaf, std::span<const TreeHash> proof,
                      const TreeHash& root) {
  if (index >= size) return false;
  std::uint64_t node = index;
  std::uint64_t last = size - 1;
  TreeHash hash = leaf;
  for (const TreeHash& other : proof) {
    if (last == 0) return false;
    if (is_odd(node) || node == last) {
      hash = node_hash(other, hash);
      while (!is_odd(node) && node != 0) {
        node >>= 1;
        last >>= 1;
      }
    } else {
      hash = node_hash(hash, other);
    }
    node >>= 1;
    last >>= 1;
  }
  return last == 0 && hash == root;
}

bool verify_consistency(std::uint64_t old_size, std::uint64_t size, std::span<const TreeHash> proof,
                        const TreeHash& old_root, const TreeHash& root) {
  return old_size > 0 && verify_subtree_consistency(0, old_size, size, proof, old_root, root);
}

bool verify_subtree_inclusion(std::uint64_t index, std::uint64_t start, std::uint64_t end, const TreeHash& leaf,
                              std::span<const TreeHash> proof, const TreeHash& root) {
  return is_subtree(start, end) && index >= start && verify_inclusion(index - start, end - start, leaf, proof, root);
}

bool verify_subtree_consistency(std::uint64_t start, std::uint64_t end, std::uint64_t size,
                                std::span<const TreeHash> proof, const TreeHash& subtree_root, const TreeHash& root) {
  if (start == end && end <= size) return proof.empty() && subtree_root == empty_root();
  if (!is_subtree(start, end) || end > size) return false;
  Path path{start, end - 1, size - 1};
  const bool ends_with_tree = path.last == path.tree_last;
  while (path.first != path.last && (ends_with_tree || is_odd(path.last))) path.rise();
  TreeHash part = subtree_root;
  if (path.first != path.last) {
    if (proof.empty()) return false;
    part = proof.front();
    proof = proof.subspan(1);
  }
  TreeHash whole = part;
  for (const TreeHash& other : proof) {
    if (path.tree_last == 0) return false;
    if (is_odd(path.last) || path.last == path.tree_last) {
      if (path.first < path.last) part = node_hash(other, part);
      whole = node_hash(other, whole);
      while (!is_odd(path.last) && path.last != 0) path.rise();
    } else {
      whole = node_hash(whole, other);
    }
    path.rise();
  }
  return path.tree_last == 0 && part == subtree_root && whole == root;
}

}  // namespace timbre::safety
