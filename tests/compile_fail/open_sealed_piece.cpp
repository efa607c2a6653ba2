// What a seal holds is speech without a mark: only the synthesizer opens it.
#include "clone/detail/piece_sealer.h"

namespace timbre::clone {

std::size_t size(const PieceCache& cache) { return sizeof cache; }

#ifdef TIMBRE_MISUSE
auto open(const safety::WatermarkKey& key, Random& random, const std::string& name, const std::string& sealed) {
  return Synthesizer::Sealer(key, random).open(name, sealed);
}
#endif

}  // namespace timbre::clone
