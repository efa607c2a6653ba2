// Definition: real sentences of each language get its name, and what is too little or another language gets none.
#include "text/detect_language.h"

#include <gtest/gtest.h>

namespace timbre::text {
namespace {

struct Sample {
  const char* language;
  const char* text;
};

constexpr Sample kPlain[] = {
    {"en", "The quick brown fox jumps over the lazy dog, and nobody knows why it did that."},
    {"en", "I allow a synthetic version of my voice to be made and used only by myself, on my own computer."},
    {"en", "Where have you been? We were waiting for you at the station."},
    {"en", "She said that he would be there before the end of the week."},
    {"de", "Ich erlaube, dass eine künstliche Version meiner Stimme erzeugt und verwendet wird."},
    {"de", "Wo warst du gestern? Wir haben den ganzen Abend auf dich gewartet."},
    {"de", "Der Zug nach Berlin hat heute leider eine Stunde Verspaetung und faehrt auf Gleis drei."},
    {"de", "Das ist nicht so einfach, wie es aussieht, aber wir schaffen es."},
    {"fr", "Je ne sais pas où il est, mais nous allons le chercher avec les enfants."},
    {"fr", "Le train pour Lyon est en retard d'une heure et partira de la voie trois."},
    {"fr", "C'est une bonne idée, mais il faut que tu viennes avec nous."},
    {"fr", "Elle a dit qu'elle serait là avant la fin de la semaine."},
    {"es", "No sé dónde está, pero vamos a buscarlo con los niños."},
    {"es", "El tren para Sevilla tiene una hora de retraso y sale de la vía tres."},
    {"es", "¿Dónde has estado? Te esperamos toda la noche en la estación."},
    {"es", "Es una buena idea, pero tienes que venir con nosotros."},
    {"it", "Non so dove sia, ma andiamo a cercarlo con i bambini."},
    {"it", "Il treno per Firenze è in ritardo di un'ora e parte dal binario tre."},
    {"it", "Dove sei stato? Ti abbiamo aspettato tutta la sera alla stazione."},
    {"it", "È una buona idea, ma devi venire con noi."},
    {"pt", "Não sei onde ele está, mas vamos procurá-lo com as crianças."},
    {"pt", "O trem para o Porto está uma hora atrasado e sai da plataforma três."},
    {"pt", "Onde você esteve? Esperamos por você a noite toda na estação."},
    {"pt", "É uma boa ideia, mas você tem que vir com a gente."},
    {"nl", "Ik weet niet waar hij is, maar wij gaan hem met de kinderen zoeken."},
    {"nl", "De trein naar Utrecht heeft een uur vertraging en vertrekt van spoor drie."},
    {"sv", "Jag vet inte var han är, men vi ska leta efter honom med barnen."},
    {"sv", "Tåget till Malmö är en timme försenat och går från spår tre."},
    {"da", "Jeg ved ikke, hvor han er, men vi leder efter ham sammen med børnene."},
    {"pl", "Nie wiem, gdzie on jest, ale będziemy go szukać z dziećmi."},
    {"pl", "Pociąg do Krakowa jest opóźniony o godzinę i odjedzie z toru trzeciego."},
    {"ru", "Я не знаю, где он был, но мы будем искать его с детьми."},
    {"ru", "Это очень хорошая идея, и мы поедем вместе."},
    {"uk", "Я не знаю, де він, але ми будемо шукати його з дітьми."},
    {"el", "Δεν ξέρω πού είναι, αλλά θα τον ψάξουμε με τα παιδιά."},
    {"ja", "彼がどこにいるか分かりませんが、子供たちと一緒に探します。"},
    {"ja", "東京の天気は晴れです。"},
    {"zh", "我不知道他在哪里，但是我们会和孩子们一起去找他。"},
    {"zh", "今天的天气很好。"},
    {"ko", "그가 어디에 있는지 모르지만 아이들과 함께 찾아볼게요."},
};

TEST(DetectLanguage, KnowsRealSentences) {
  for (const Sample& sample : kPlain) EXPECT_EQ(detect_language(sample.text), sample.language) << sample.text;
}

TEST(DetectLanguage, SaysNothingWhereThereIsTooLittle) {
  for (const char* text : {"", " ", "Hello", "OK", "Paris", "Berlin 2024", "12345", "!?", "😀", "no", "la", "Ann Smith",
                           "Anna Karenina", "Hotel Restaurant Taxi", "東京", "東京都知事選挙", "\xff\xfe", "а", "Ω"}) {
    EXPECT_EQ(detect_language(text), "") << text;
  }
}

TEST(DetectLanguage, SaysNothingOfOtherLanguages) {
  for (const char* text :
       {"Nevím, kde je, ale budeme ho hledat s dětmi.", "En tiedä missä hän on, mutta etsimme häntä lasten kanssa.",
        "Nerede olduğunu bilmiyorum ama çocuklarla birlikte onu arayacağız.",
        "Nem tudom, hol van, de a gyerekekkel együtt keressük.", "Lorem ipsum dolor sit amet, consectetur adipiscing.",
        "मुझे नहीं पता वह कहाँ है।", "لا أعرف أين هو.", "אני לא יודע איפה הוא.", "ฉันไม่รู้ว่าเขาอยู่ที่ไหน",
        "Не знам къде е, но ще го търсим с децата.", "Не знам где је, али тражићемо га са децом."}) {
    EXPECT_EQ(detect_language(text), "") << text;
  }
}

TEST(DetectLanguage, IsNotMovedByANameOrAForeignWord) {
  EXPECT_EQ(detect_language("The Schadenfreude of Herr Müller was not what we had expected from him."), "en");
  EXPECT_EQ(detect_language("Wir haben gestern im Kino den Film The Return of the King gesehen und er war gut."), "de");
}

TEST(DetectLanguage, IsUnsureOfHalfAndHalf) {
  EXPECT_EQ(detect_language("The house is very old and it was sold. Das Haus ist sehr alt und es wurde verkauft."), "");
}

}  // namespace
}  // namespace timbre::text
