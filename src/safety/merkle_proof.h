#pragma once
/// Proofs over the tree of merkle_tree.h: that an entry is in it, and that a later tree contains an earlier one.
///
/// Made as RFC 6962 sections 2.1.1 and 2.1.2, checked as RFC 9162 sections 2.1.3.2 and 2.1.4.2. Subtrees [start, end)
/// as in the IETF draft on Merkle tree certificates: start is a multiple of end - start rounded up to a power of two.
/// Checking never fails on hostile numbers: it says no.

#include <cstdint>
#include <span>
#include <vector>

#include "safety/merkle_tree.h"

namespace timbre::safety {

using Proof = std::vector<TreeHash>;

/// That leaf `index` is in the tree of all `leaves`; index < leaves.size().
[[nodiscard]] Proof inclusion_proof(std::span<const TreeHash> leaves, std::uint64_t index);
/// That the tree of the first `old_size` leaves is the beginning of the tree of all; 0 < old_size ≤ leaves.size().
[[nodiscard]] Proof consistency_proof(std::span<const TreeHash> leaves, std::uint64_t old_size);

[[nodiscard]] bool verify_inclusion(std::uint64_t index, std::uint64_t size, const TreeHash& leaf,
                                    std::span<const TreeHash> proof, const TreeHash& root);
/// Says no for an old size of 0: an empty tree is the beginning of every tree, so such a proof proves nothing.
[[nodiscard]] bool verify_consistency(std::uint64_t old_size, std::uint64_t size, std::span<const TreeHash> proof,
                                      const TreeHash& old_root, const TreeHash& root);

/// That leaf `index` is in the subtree [start, end) whose root is `root`.
[[nodiscard]] bool verify_subtree_inclusion(std::uint64_t index, std::uint64_t start, std::uint64_t end,
                                            const TreeHash& leaf, std::span<const TreeHash> proof,
                                            const TreeHash& root);
/// That the subtree [start, end) with `subtree_root` is a part of the tree of `size` leaves. The empty subtree is a
/// part of every tree: yes for the empty root and no proof.
[[nodiscard]] bool verify_subtree_consistency(std::uint64_t start, std::uint64_t end, std::uint64_t size,
                                              std::span<const TreeHash> proof, const TreeHash& subtree_root,
                                              const TreeHash& root);

}  // namespace timbre::safety
