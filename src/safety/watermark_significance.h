#pragma once
/// What a z is worth.
///
/// A key's signs are independent of sound that was not marked with it, so z is Σ s·a with independent random signs s
/// and Σ a² = 1, whatever the sound. For every such sum P(z ≥ x) ≤ 3.178 · Q(x), Q the normal tail (Bentkus and
/// Dzindzalieta, "A tight Gaussian bound for weighted sums of Rademacher random variables", Bernoulli 21, 2015). Trying
/// more offsets and speeds costs no more than their number (Bonferroni).

#include <cstdint>

namespace timbre::safety {

inline constexpr double kMarkedBelow = 1e-7;        ///< false_positive of "marked"
inline constexpr double kInconclusiveBelow = 1e-2;  ///< of "inconclusive"

/// A payload whose check sum holds is evidence of its own: the tiles it lies on have other random signs, so that
/// without a mark every payload is as likely as any other, and one of eight paths passes a sum of 16 bits this often.
inline constexpr double kPayloadByChance = 8.0 / 65536.0;

/// A bound on the probability that unmarked sound reaches z in so many tries, at most 1.
[[nodiscard]] double false_positive_bound(double z, std::uint64_t tried);

}  // namespace timbre::safety
