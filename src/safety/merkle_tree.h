#pragma once
/// The hash tree of RFC 6962 section 2.1 over a list that only grows: one hash stands for all of it.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/sha256.h"

namespace timbre::safety {

using TreeHash = Sha256Digest;

/// SHA-256(0x00 ‖ entry).
[[nodiscard]] TreeHash leaf_hash(std::string_view entry);
/// SHA-256(0x01 ‖ left ‖ right).
[[nodiscard]] TreeHash node_hash(const TreeHash& left, const TreeHash& right);
/// Of no leaves: SHA-256 of nothing.
[[nodiscard]] TreeHash empty_root();
/// Of all leaves, in order.
[[nodiscard]] TreeHash merkle_root(std::span<const TreeHash> leaves);

/// What must be kept of a tree to let it grow: the roots of its whole subtrees, largest first, one for each bit set in
/// its size. Adding a leaf and asking for the root cost O(log size).
class MerkleFrontier {
 public:
  MerkleFrontier() = default;
  /// As kept before; `nodes` must be as many as `size` has bits set.
  MerkleFrontier(std::uint64_t size, std::vector<TreeHash> nodes);
  void push(const TreeHash& leaf);
  [[nodiscard]] TreeHash root() const;
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] const std::vector<TreeHash>& nodes() const { return nodes_; }

 private:
  std::uint64_t size_ = 0;
  std::vector<TreeHash> nodes_;
};

}  // namespace timbre::safety
