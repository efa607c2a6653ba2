#include "alignment/alignment_truth.h"

#include <algorithm>
#include <espeak-ng/speak_lib.h>
#include <flite/flite.h>
#include <sstream>

#include "asr/transcriber.h"
#include "dsp/resample.h"

extern "C" {
cst_voice* register_cmu_us_kal16(const char*);
cst_voice* register_cmu_us_awb(const char*);
cst_voice* register_cmu_us_rms(const char*);
cst_voice* register_cmu_us_slt(const char*);
}

namespace timbre::alignment {
namespace {

cst_voice* flite_voice(const std::string& name) {
  static const bool is_ready = flite_init() == 0;
  if (!is_ready) return nullptr;
  if (name == "kal16") return register_cmu_us_kal16(nullptr);
  if (name == "awb") return register_cmu_us_awb(nullptr);
  if (name == "rms") return register_cmu_us_rms(nullptr);
  return name == "slt" ? register_cmu_us_slt(nullptr) : nullptr;
}

std::vector<float> at_16_khz(const std::vector<short>& samples, int rate_hz) {
  std::vector<float> floats(samples.size());
  std::transform(samples.begin(), samples.end(), floats.begin(),
                 [](short s) { return static_cast<float>(s) / 32768.0F; });
  return dsp::resample(floats, rate_hz, asr::kTranscriberRateHz);
}

std::vector<TrueWord> flite_words(cst_utterance* utterance) {
  std::vector<TrueWord> words;
  for (cst_item* word = relation_head(utt_relation(utterance, "Word")); word != nullptr; word = item_next(word)) {
    const double start_s = ffeature_float(word, "R:SylStructure.daughter.daughter.R:Segment.p.end");
    const double end_s = ffeature_float(word, "R:SylStructure.daughtern.daughtern.R:Segment.end");
    words.push_back({words.size(), {start_s, end_s}});
  }
  return words;
}

/// What the synthesiser's callback collects.
struct Collected {
  struct Mark {
    bool is_word = false;
    int text_position = 0, length = 0;
    std::string phone;
    double time_s = 0.0;
  };
  std::vector<short> samples;
  std::vector<Mark> marks;
};

int collect(short* samples, int count, espeak_EVENT* events) {
  auto* collected = static_cast<Collected*>(events->user_data);
  if (samples != nullptr) collected->samples.insert(collected->samples.end(), samples, samples + count);
  for (const espeak_EVENT* event = events; event->type != espeakEVENT_LIST_TERMINATED; ++event) {
    const double time_s = event->audio_position / 1000.0;
    if (event->type == espeakEVENT_WORD) {
      collected->marks.push_back({true, event->text_position, event->length, "", time_s});
    } else if (event->type == espeakEVENT_PHONEME) {
      collected->marks.push_back({false, 0, 0, std::string(event->id.string, strnlen(event->id.string, 8)), time_s});
    }
  }
  return 0;
}

bool is_pause(const std::string& phone) { return phone.empty() || phone[0] == '_'; }

/// A word ends where the next one begins or a pause does. Events without text belong to no word; one that covers a
/// space is for two words.
std::vector<TrueWord> espeak_words(const Collected& collected, const std::string& text, double duration_s) {
  std::vector<TrueWord> words;
  for (std::size_t i = 0; i < collected.marks.size(); ++i) {
    const auto& mark = collected.marks[i];
    if (!mark.is_word || mark.text_position < 1 || mark.length < 1) continue;
    const auto begin = text.begin() + mark.text_position - 1;
    if (std::count(begin, begin + mark.length, ' ') > 0) continue;
    double end_s = duration_s;
    for (std::size_t j = i + 1; j < collected.marks.size(); ++j) {
      const auto& later = collected.marks[j];
      if (!later.is_word && !is_pause(later.phone)) continue;
      end_s = later.time_s;
      break;
    }
    words.push_back({static_cast<std::size_t>(std::count(text.begin(), begin, ' ')), {mark.time_s, end_s}});
  }
  return words;
}

}  // namespace

const std::vector<std::string>& sentences() {
  static const std::vector<std::string> all{"The old lighthouse keeper polished the lamp every evening before supper.",
                                            "Did you remember to lock the back door?",
                                            "What a beautiful morning for a walk along the river!",
                                            "My sister plays the cello in a small orchestra near the harbour.",
                                            "Please put the blue folder on the second shelf, next to the window.",
                                            "Nobody expected the train to arrive so early.",
                                            "If the rain stops, we will have lunch in the garden.",
                                            "She laughed, shook her head, and poured another cup of tea.",
                                            "The recipe calls for flour, butter, sugar, and a pinch of salt.",
                                            "Where did the children hide their muddy boots?",
                                            "A quick brown dog chased the postman down the street.",
                                            "Our neighbour Thaddeus keeps bees behind the garage.",
                                            "They measured the bridge twice and still found a mistake.",
                                            "How many pages are left in your book?",
                                            "The teacher drew a large circle on the board.",
                                            "Fresh bread smells better than anything else in the world!",
                                            "He whispered the answer so that only I could hear it.",
                                            "Turn left at the church, then go straight on for a mile.",
                                            "The judge asked both lawyers to sit down.",
                                            "Why would anyone paint a whole house purple?",
                                            "Seven grey pigeons sat on the roof of the museum.",
                                            "Grandfather told us stories about ships, storms, and strange islands.",
                                            "Be careful with that vase, it belonged to my mother!",
                                            "The engine coughed, sputtered, and finally came to life.",
                                            "We usually finish work at half past four.",
                                            "Zelda Quimbleton sings on the radio every Thursday night.",
                                            "I would rather read a good book than watch television.",
                                            "The moon rose slowly over the quiet village.",
                                            "Could you show me how this machine works?",
                                            "Birds gather near the lake when the weather turns cold.",
                                            "Her voice was calm, but her hands were shaking.",
                                            "The museum opens at nine and closes just before dusk.",
                                            "Never leave a candle burning when you go to bed.",
                                            "Which of these three roads leads to the coast?",
                                            "A thin layer of ice covered the pond.",
                                            "The doctor listened, nodded, and wrote something down.",
                                            "Jovan fixed the broken bicycle with a piece of wire.",
                                            "What an astonishing voice that young man has!",
                                            "The shop sells ropes, nails, paint, and garden chairs.",
                                            "Every spring the river floods the lower fields.",
                                            "Are you sure that this is the right address?",
                                            "We watched the clouds drift over the distant hills."};
  return all;
}

std::vector<TrueSpeech> flite_speech(const std::string& voice_name) {
  cst_voice* voice = flite_voice(voice_name);
  std::vector<TrueSpeech> all;
  if (voice == nullptr) return all;
  for (const std::string& sentence : sentences()) {
    cst_utterance* utterance = flite_synth_text(sentence.c_str(), voice);
    const cst_wave* wave = utt_wave(utterance);
    const std::vector<short> samples(wave->samples, wave->samples + wave->num_samples);
    all.push_back({"flite", voice_name, sentence, at_16_khz(samples, wave->sample_rate), flite_words(utterance)});
    delete_utterance(utterance);
  }
  return all;
}

std::vector<TrueSpeech> espeak_speech(const std::string& voice, int words_per_minute) {
  static const int rate_hz = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, nullptr, espeakINITIALIZE_PHONEME_EVENTS);
  std::vector<TrueSpeech> all;
  if (rate_hz <= 0 || espeak_SetVoiceByName(voice.c_str()) != EE_OK) return all;
  espeak_SetSynthCallback(collect);
  espeak_SetParameter(espeakRATE, words_per_minute, 0);
  for (const std::string& sentence : sentences()) {
    Collected collected;
    espeak_Synth(sentence.c_str(), sentence.size() + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, nullptr, &collected);
    const double duration_s = static_cast<double>(collected.samples.size()) / rate_hz;
    all.push_back({"espeak-ng", voice + " at " + std::to_string(words_per_minute), sentence,
                   at_16_khz(collected.samples, rate_hz), espeak_words(collected, sentence, duration_s)});
  }
  return all;
}

}  // namespace timbre::alignment
