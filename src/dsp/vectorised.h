#pragma once
/// TIMBRE_VECTORISED before a kernel's definition compiles it for AVX-512, AVX2 and plain x86-64, chosen at start-up.
/// The kernels are written lane by lane without reassociation, and contraction is off, so all versions give the same
/// bits. Off under sanitizers, which run before the choice is made.

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(TIMBRE_SANITIZED)
#define TIMBRE_VECTORISED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define TIMBRE_VECTORISED
#endif
