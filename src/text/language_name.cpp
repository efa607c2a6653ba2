#include "text/language_name.h"

#include <algorithm>
#include <array>
#include <utility>

namespace timbre::text {
namespace {

using Entry = std::pair<std::string_view, std::string_view>;

constexpr std::array<Entry, 100> kNames{{{"af", "afrikaans"},      {"am", "amharic"},     {"ar", "arabic"},
                                         {"as", "assamese"},       {"az", "azerbaijani"}, {"ba", "bashkir"},
                                         {"be", "belarusian"},     {"bg", "bulgarian"},   {"bn", "bengali"},
                                         {"bo", "tibetan"},        {"br", "breton"},      {"bs", "bosnian"},
                                         {"ca", "catalan"},        {"cs", "czech"},       {"cy", "welsh"},
                                         {"da", "danish"},         {"de", "german"},      {"el", "greek"},
                                         {"en", "english"},        {"es", "spanish"},     {"et", "estonian"},
                                         {"eu", "basque"},         {"fa", "persian"},     {"fi", "finnish"},
                                         {"fo", "faroese"},        {"fr", "french"},      {"gl", "galician"},
                                         {"gu", "gujarati"},       {"ha", "hausa"},       {"haw", "hawaiian"},
                                         {"he", "hebrew"},         {"hi", "hindi"},       {"hr", "croatian"},
                                         {"ht", "haitian creole"}, {"hu", "hungarian"},   {"hy", "armenian"},
                                         {"id", "indonesian"},     {"is", "icelandic"},   {"it", "italian"},
                                         {"ja", "japanese"},       {"jw", "javanese"},    {"ka", "georgian"},
                                         {"kk", "kazakh"},         {"km", "khmer"},       {"kn", "kannada"},
                                         {"ko", "korean"},         {"la", "latin"},       {"lb", "luxembourgish"},
                                         {"ln", "lingala"},        {"lo", "lao"},         {"lt", "lithuanian"},
                                         {"lv", "latvian"},        {"mg", "malagasy"},    {"mi", "maori"},
                                         {"mk", "macedonian"},     {"ml", "malayalam"},   {"mn", "mongolian"},
                                         {"mr", "marathi"},        {"ms", "malay"},       {"mt", "maltese"},
                                         {"my", "myanmar"},        {"ne", "nepali"},      {"nl", "dutch"},
                                         {"nn", "nynorsk"},        {"no", "norwegian"},   {"oc", "occitan"},
                                         {"pa", "punjabi"},        {"pl", "polish"},      {"ps", "pashto"},
                                         {"pt", "portuguese"},     {"ro", "romanian"},    {"ru", "russian"},
                                         {"sa", "sanskrit"},       {"sd", "sindhi"},      {"si", "sinhala"},
                                         {"sk", "slovak"},         {"sl", "slovenian"},   {"sn", "shona"},
                                         {"so", "somali"},         {"sq", "albanian"},    {"sr", "serbian"},
                                         {"su", "sundanese"},      {"sv", "swedish"},     {"sw", "swahili"},
                                         {"ta", "tamil"},          {"te", "telugu"},      {"tg", "tajik"},
                                         {"th", "thai"},           {"tk", "turkmen"},     {"tl", "tagalog"},
                                         {"tr", "turkish"},        {"tt", "tatar"},       {"uk", "ukrainian"},
                                         {"ur", "urdu"},           {"uz", "uzbek"},       {"vi", "vietnamese"},
                                         {"yi", "yiddish"},        {"yo", "yoruba"},      {"yue", "cantonese"},
                                         {"zh", "chinese"}}};

}  // namespace

std::string language_name(std::string_view iso_639_1) {
  const auto found = std::find_if(kNames.begin(), kNames.end(), [&](const Entry& e) { return e.first == iso_639_1; });
  if (found != kNames.end()) return std::string(found->second);
  return iso_639_1.empty() ? "unknown" : std::string(iso_639_1);
}

}  // namespace timbre::text
