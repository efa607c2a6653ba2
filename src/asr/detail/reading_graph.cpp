#include "asr/detail/reading_graph.h"

#include <algorithm>
#include <map>

#include "asr/detail/departures.h"

namespace timbre::asr::detail {
namespace {

/// Who a node belongs to.
struct Unit {
  enum class Kind { Word, Silence, Other, Exchanged } kind = Kind::Word;
  std::size_t word = 0;   ///< the place in the text
  std::size_t heard = 0;  ///< Exchanged: the word that was said there
  int phone = -1;
  const std::string* common = nullptr;  ///< Other: the common word it was
};

class ReadingGraph {
 public:
  ReadingGraph(const SenoneModel& model, FrameScores& scores, const std::vector<TextWord>& words,
               const ReadingOptions& options)
      : model_(model),
        scores_(scores),
        words_(words),
        options_(options),
        costs_(options.costs),
        finds_edits_(options.finds_edits) {
    loop_ = any_phone(model, scores);
    other_ = loop_;
    penalise_weak(other_);
    for (float& score : other_) score -= costs_.other_frame;
    find_loud();
    build();
  }

  /// Soft ends of words are not silence, which costs more the farther a frame is above the take's quiet ones. Units of
  /// the first cepstrum: 11.5 are 10 dB in all bands.
  void find_loud() {
    constexpr float kFrom = 22.0F;
    const float cost = finds_edits_ ? 0.0F : 0.6F;  // where other speech may stand in, it would take the soft ends
    const auto& loudness = scores_.loudness();
    std::vector<float> sorted = loudness;
    std::sort(sorted.begin(), sorted.end());
    if (sorted.empty()) return;
    const float quiet = sorted[sorted.size() / 20];
    for (const float level : loudness) loud_cost_.push_back(cost * std::max(0.0F, level - quiet - kFrom));
  }

  /// Breath and noise are not other speech: what stays far under the loudness of the take costs more.
  void penalise_weak(std::vector<float>& other) const {
    const auto& loudness = scores_.loudness();
    std::vector<float> sorted = loudness;
    std::sort(sorted.begin(), sorted.end());
    if (sorted.empty()) return;
    const float quiet = sorted[sorted.size() / 20], loud = sorted[sorted.size() * 4 / 5];
    const float least = quiet + 0.5F * (loud - quiet);
    for (std::size_t t = 0; t < other.size(); ++t) {
      const std::size_t first = t > 6 ? t - 6 : 0, end = std::min(other.size(), t + 7);
      const float near = *std::max_element(loudness.begin() + static_cast<std::ptrdiff_t>(first),
                                           loudness.begin() + static_cast<std::ptrdiff_t>(end));
      if (near < least) other[t] -= costs_.weak_frame;
    }
  }

  Result<std::vector<Said>> best() {
    const bool is_whole = options_.end == TextEnd::Reached;
    const int frames = scores_.frame_count();
    const auto path = graph_.best_path(behind_.front(), is_whole ? end_ : Graph::kAnywhere, 0, frames, options_.cancel);
    if (path.was_stopped) return Error{ErrorKind::Cancelled, "stopped"};
    if (path.score <= kImpossible / 2)
      return Error{ErrorKind::InvalidInput, "the take is too short for this text, even read as fast as can be"};
    return with_departures(spoken(path.nodes), is_whole ? words_.size() : 0, frames);
  }

 private:
  void build() {
    // behind_[k]: word k − 1 is over; before_[k]: word k, or what else there is, begins. Joints first: they go forward.
    for (std::size_t k = 0; k <= words_.size(); ++k) {
      behind_.push_back(graph_.add_joint());
      before_.push_back(graph_.add_joint());
      graph_.connect(behind_[k], before_[k]);
      if (finds_edits_) between_.push_back(graph_.add_joint());
      if (finds_edits_ && k > 0) graph_.connect(before_[k - 1], before_[k], -skip_cost(k - 1));
    }
    end_ = before_.back();
    for (std::size_t k = 0; k <= words_.size(); ++k) {
      add_silence(k);
      if (finds_edits_) add_other(k);
      if (finds_edits_) add_common(k);
      if (k < words_.size()) enter(k, k, add_word(k, k, context_before(k), context_after(k), behind_[k + 1]));
      if (finds_edits_ && k + 1 < words_.size()) add_exchanged(k);
    }
  }

  /// Word k + 1, then word k.
  void add_exchanged(std::size_t k) {
    const int between = static_cast<int>(between_.size()) > static_cast<int>(k) ? between_[k] : -1;
    const auto starts = add_word(k + 1, k, context_before(k), words_[k].ways.front().front(), between, true);
    for (const int node : starts) graph_.connect(before_[k], node, -costs_.exchange);
    const auto rest = add_word(k, k + 1, words_[k + 1].ways.front().back(), context_after(k + 1), behind_[k + 2], true);
    for (const int node : rest) graph_.connect(between, node);
  }

  [[nodiscard]] int context_before(std::size_t k) const {
    return k > 0 ? words_[k - 1].ways.front().back() : model_.silence();
  }
  [[nodiscard]] int context_after(std::size_t k) const {
    return k + 1 < words_.size() ? words_[k + 1].ways.front().front() : model_.silence();
  }

  /// A word written twice in a row is more often a slip of the text.
  [[nodiscard]] float skip_cost(std::size_t k) const {
    const bool is_double = k > 0 && words_[k].normal == words_[k - 1].normal;
    return is_double ? costs_.skip_double : costs_.skip;
  }

  int owner(Unit unit) {
    units_.push_back(unit);
    return static_cast<int>(units_.size()) - 1;
  }

  /// Silence or noise, which costs more the louder the frame is.
  Graph::Chain add_quiet(int phone, int owner) {
    const PhoneModel states = model_.alone(phone);
    const auto chain = graph_.add_phone(model_, scores_, states, owner);
    for (int s = 0; s < kStates; ++s) {
      const int senone = states.senones[static_cast<std::size_t>(s)];
      auto& column = quiet_[senone];
      if (column.empty()) {
        const float* scores = scores_.of(senone);
        column.assign(scores, scores + scores_.frame_count());
        for (std::size_t t = 0; t < column.size(); ++t) column[t] -= loud_cost_[t];
      }
      graph_.use(chain.first + s, column.data());
    }
    return chain;
  }

  void add_silence(std::size_t k) {
    const auto chain = add_quiet(model_.silence(), owner({Unit::Kind::Silence, k}));
    graph_.connect(behind_[k], chain.first, -2.0F);
    graph_.connect(chain.last, before_[k], chain.leave);
    for (int phone = 0; phone < model_.phone_count(); ++phone) {
      if (model_.is_speech(phone) || phone == model_.silence()) continue;
      const auto noise = add_quiet(phone, owner({Unit::Kind::Silence, k}));
      for (const int before : {behind_[k], chain.last}) graph_.connect(before, noise.first, -6.0F);
      graph_.connect(noise.last, before_[k], noise.leave);
      graph_.connect(noise.last, chain.first, noise.leave);
    }
  }

  void add_other(std::size_t k) {
    const int unit = owner({Unit::Kind::Other, k});
    int last = graph_.add(other_.data(), kImpossible, unit);
    graph_.connect(before_[k], last, -costs_.other);
    for (int i = 1; i < kShortestOther; ++i) {
      const int next = graph_.add(other_.data(), i + 1 < kShortestOther ? kImpossible : 0.0F, unit);
      graph_.connect(last, next);
      last = next;
    }
    const bool is_edge = k == 0 || k == words_.size();  // breath and handling are more often there than words
    graph_.connect(last, before_[k], costs_.other - costs_.added - (is_edge ? costs_.edge : 0.0F));
    if (k < words_.size()) graph_.connect(last, behind_[k + 1]);
  }

  /// A frame that a word does not explain at all says no more than that: readers say phones otherwise than the
  /// dictionary has them.
  Graph::Chain add_spoken(const PhoneModel& states, int owner) {
    const auto chain = graph_.add_phone(model_, scores_, states, owner);
    if (!finds_edits_) return chain;  // where every word was said, boundaries lie truer without
    for (int s = 0; s < kStates; ++s) {
      const int senone = states.senones[static_cast<std::size_t>(s)];
      auto& column = spoken_[senone];
      if (column.empty()) {
        const float* scores = scores_.of(senone);
        column.assign(scores, scores + scores_.frame_count());
        for (std::size_t t = 0; t < column.size(); ++t) column[t] = std::max(column[t], loop_[t] - costs_.worst_frame);
      }
      graph_.use(chain.first + s, column.data());
    }
    return chain;
  }

  /// Common words before word `k` or in its place.
  void add_common(std::size_t k) {
    for (const TextWord& word : options_.common) {
      if (k < words_.size() && word.normal == words_[k].normal) continue;  // said twice: that is going back
      if (k > 0 && word.normal == words_[k - 1].normal) continue;
      const int unit = owner({Unit::Kind::Other, k, 0, -1, &word.text});
      for (const Phones& way : word.ways) add_common_way(k, way, unit);
    }
  }

  void add_common_way(std::size_t k, const Phones& way, int unit) {
    int last = -1;
    float leave = 0.0F;
    for (std::size_t p = 0; p < way.size(); ++p) {
      const int before = p > 0 ? way[p - 1] : context_before(k);
      const int after = p + 1 < way.size() ? way[p + 1] : context_after(k > 0 ? k - 1 : 0);
      const int position = way.size() == 1 ? 3 : (p == 0 ? 1 : (p + 1 == way.size() ? 2 : 0));
      const auto chain = add_spoken(model_.in_context(way[p], before, after, position), unit);
      if (p == 0) {
        graph_.connect(before_[k], chain.first, -costs_.common_added);
      } else {
        graph_.connect(last, chain.first, leave);
      }
      last = chain.last;
      leave = chain.leave;
    }
    graph_.connect(last, before_[k], leave);
    if (k < words_.size()) graph_.connect(last, behind_[k + 1], leave + costs_.common_added - costs_.common_changed);
  }

  /// The ways to say word `k`; the nodes they begin with. `place` is the word of the text that it stands for.
  std::vector<int> add_word(std::size_t k, std::size_t place, int left, int right, int behind,
                            bool is_exchanged = false) {
    std::vector<int> begins;
    for (const Phones& way : words_[k].ways) {
      int last = -1;
      float leave = 0.0F;
      for (std::size_t p = 0; p < way.size(); ++p) {
        const int before = p > 0 ? way[p - 1] : left;
        const int after = p + 1 < way.size() ? way[p + 1] : right;
        const int position = way.size() == 1 ? 3 : (p == 0 ? 1 : (p + 1 == way.size() ? 2 : 0));
        const auto chain =
            add_spoken(model_.in_context(way[p], before, after, position),
                       owner({is_exchanged ? Unit::Kind::Exchanged : Unit::Kind::Word, place, k, way[p]}));
        if (p == 0) {
          begins.push_back(chain.first);
          starts_.push_back(chain.first);
        } else {
          graph_.connect(last, chain.first, leave);
        }
        last = chain.last;
        leave = chain.leave;
      }
      graph_.connect(last, behind, leave);
    }
    return begins;
  }

  void enter(std::size_t k, std::size_t place, const std::vector<int>& nodes) {
    for (const int node : nodes) {
      graph_.connect(before_[place], node);
      if (!finds_edits_) continue;
      for (std::size_t back = 1; back <= kLongestPhrase && k + back <= words_.size(); ++back)
        graph_.connect(before_[place + back], node, -costs_.back);
    }
  }

  /// What the path says: words and other speech with their frames.
  std::vector<Said> spoken(const std::vector<int>& nodes) const {
    std::vector<Said> said;
    int previous = -1;
    std::size_t reached = 0;  // words before this one have been passed
    for (int t = 0; t < static_cast<int>(nodes.size()); ++t) {
      const int node = nodes[static_cast<std::size_t>(t)];
      const Unit& unit = unit_of(node);
      const bool is_other_unit = previous < 0 || owner_of(node) != owner_of(previous);
      const bool is_new = node != previous && (is_start(node) || (is_other_unit && unit.kind == Unit::Kind::Other));
      previous = node;
      if (unit.kind == Unit::Kind::Silence) continue;
      if (is_new) {
        said.push_back(begun(unit, t, reached));
        if (unit.kind != Unit::Kind::Other) reached = std::max(reached, unit.word + 1);
      }
      Said& now = said.back();
      now.last = t + 1;
      if (unit.kind == Unit::Kind::Other) continue;
      if (is_new || is_other_unit) now.phones.push_back({unit.phone, t, t});
      now.phones.back().last = t + 1;
      now.fit += graph_.nodes()[static_cast<std::size_t>(node)].scores[t] - loop_[static_cast<std::size_t>(t)];
    }
    for (Said& item : said) item.fit /= static_cast<float>(item.last - item.first);
    return said;
  }

  [[nodiscard]] Said begun(const Unit& unit, int frame, std::size_t reached) const {
    Said next;
    next.index = unit.word;
    next.first = frame;
    switch (unit.kind) {
      case Unit::Kind::Exchanged:
        next.reading = Reading::Changed;
        next.heard = words_[unit.heard].text;
        break;
      case Unit::Kind::Other:
        next.reading = Reading::Added;
        if (unit.common != nullptr) next.heard = *unit.common;
        break;
      default:
        next.reading = unit.word < reached ? Reading::Repeated : Reading::Read;
        break;
    }
    return next;
  }

  [[nodiscard]] int owner_of(int node) const { return graph_.nodes()[static_cast<std::size_t>(node)].owner; }
  [[nodiscard]] const Unit& unit_of(int node) const {
    return units_[static_cast<std::size_t>(graph_.nodes()[static_cast<std::size_t>(node)].owner)];
  }
  [[nodiscard]] bool is_start(int node) const { return std::binary_search(starts_.begin(), starts_.end(), node); }

  const SenoneModel& model_;
  FrameScores& scores_;
  const std::vector<TextWord>& words_;
  const ReadingOptions& options_;
  const EditCosts& costs_;
  bool finds_edits_;
  std::vector<float> loop_, other_;
  std::vector<float> loud_cost_;  ///< of a frame, for silence and noise
  std::map<int, std::vector<float>> quiet_, spoken_;
  Graph graph_;
  std::vector<Unit> units_;
  std::vector<int> behind_, before_, between_, starts_;
  int end_ = 0;
};

}  // namespace

std::vector<float> any_phone(const SenoneModel& model, FrameScores& scores) {
  constexpr float kNextPhone = -4.0F;  // keeps the loop from changing phones with every whim of a frame
  constexpr float kNotSpeech = -8.0F;  // what is silence or noise is not other speech
  Graph loop;
  const int start = loop.add_joint();
  const int end = loop.add_joint();
  for (int phone = 0; phone < model.phone_count(); ++phone) {
    const auto chain = loop.add_phone(model, scores, model.alone(phone), model.is_speech(phone) ? 1 : 0);
    loop.connect(start, chain.first, kNextPhone);
    loop.connect(end, chain.first, kNextPhone);
    loop.connect(chain.last, end, chain.leave);
  }
  const int count = scores.frame_count();
  const auto path = loop.best_path(start, end, 0, count);
  std::vector<float> best(static_cast<std::size_t>(count), kImpossible);
  for (std::size_t t = 0; t < path.nodes.size(); ++t) {
    const auto& node = loop.nodes()[static_cast<std::size_t>(path.nodes[t])];
    best[t] = node.scores[t] + (node.owner == 1 ? 0.0F : kNotSpeech);
  }
  return best;
}

Result<std::vector<Said>> read_along(const SenoneModel& model, FrameScores& scores, const std::vector<TextWord>& words,
                                     const ReadingOptions& options) {
  return ReadingGraph(model, scores, words, options).best();
}

}  // namespace timbre::asr::detail
