// Definition: where sentences end, case by case; and properties that hold for any text.
#include "text/sentences.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "base/utf8.h"

namespace timbre::text {
namespace {

/// A '|' stands where a sentence is to end; it is taken out before the text is split.
struct Case {
  const char* language;
  const char* marked;
};

constexpr Case kCases[] = {
    // plain
    {"en", "Hello there.| How are you?| Fine!"},
    {"en", "One sentence without a stop"},
    {"en", "It rained.| It poured.| It stopped."},
    {"en", "What?!| You cannot mean it!!!| I do."},
    {"en", "Really‽| Yes."},
    {"en", "He said yes.| (She did not.)| They left."},
    {"en", "The end.[1]| A new start.[2]"},
    {"en", "Wait: is it this one?| No, the other."},
    {"en", "We ate; we slept; we left.| Nobody came."},
    {"en", "this is all in small letters.| nobody minds.| or do they?"},
    {"en", "Stop.| — Why?| — Because."},
    {"en", "He ran – fast.| She walked."},
    // titles and names
    {"en", "Dr. Smith is here.| Mr. Jones is not."},
    {"en", "Mrs. Dalloway said she would buy the flowers herself."},
    {"en", "Ms. Lee met Prof. Moriarty and Gen. Grant on St. James Street."},
    {"en", "J. R. R. Tolkien wrote it.| C. S. Lewis read it."},
    {"en", "George W. Bush and John F. Kennedy were presidents."},
    {"en", "It was signed by J. A. Smith and S. I. Hayakawa."},
    {"en", "Martin Luther King Jr. spoke.| The crowd listened."},
    {"en", "He is called Bob Jr.| He likes it."},
    {"en", "Sen. Warren asked Rep. Porter a question."},
    {"en", "Lt. Col. Potter flew to Ft. Worth."},
    {"en", "She lives near Mt. Hood.| It is cold there."},
    {"en", "Dr. Who?| No, Dr. Watson."},
    // Latin and other abbreviations
    {"en", "Use a tool, e.g. a hammer.| Then rest."},
    {"en", "The last one, i.e. Tuesday, is free."},
    {"en", "Cats, dogs, etc. are pets."},
    {"en", "We sell cats, dogs, etc.| Prices vary."},
    {"en", "It is Kramer vs. Kramer again."},
    {"en", "There are approx. Ten of them."},
    {"en", "Acme Inc. makes anvils.| It sells them too."},
    {"en", "He works for Acme Inc.| He likes it."},
    {"en", "Acme Corp. Sues again is the headline."},
    {"en", "She has a Ph.D. in physics.| Her brother has an M.A. from Leeds."},
    {"en", "The U.S. Senate met.| It voted."},
    {"en", "He moved to the U.S.| He stayed there."},
    {"en", "The U.N. and the E.U. agreed."},
    {"en", "Washington D.C. is hot.| We left."},
    {"en", "See pp. 3 and 4.| Then see vol. 2, ch. 5."},
    {"en", "It is shown in Fig. 3.| The axes are swapped."},
    {"en", "No. 5 is alive.| I said no.| Then I left."},
    {"en", "He was born on Jan. 5 and died on Dec. 24."},
    {"en", "The art. 5 applies."},
    {"en", "It opens in Sept.| Everybody waits."},
    {"en", "Caesar died in 44 B.C. and Augustus in 14 A.D. in Nola."},
    // times, dates, numbers, money
    {"en", "It is 3.5 metres long.| It weighs 1,200.75 kg."},
    {"en", "It costs $3.50.| That is cheap."},
    {"en", "It costs $5.| That is cheap."},
    {"en", "Pi is 3.14159.| E is 2.71828."},
    {"en", "We meet at 5 p.m. on Friday."},
    {"en", "We meet at 5 p.m.| It will be short."},
    {"en", "At 10:30 a.m. Eastern time it began."},
    {"en", "The date is 05.06.2024.| The time is 12.30."},
    {"en", "Version 2.0.1 is out.| Get it."},
    {"en", "In 1999.| In 2001."},
    {"en", "He was 12.| She was 13."},
    {"en", "1. Open the door.| 2. Close it."},
    {"en", "It rose by 5%.| It fell by 3%."},
    {"en", "The score was 3-2.| Nobody cheered."},
    {"en", "Call 555.123.4567 now.| Ask for Ann."},
    {"en", "It is 20° C. outside."},
    // the net
    {"en", "Go to www.example.com now.| Then come back."},
    {"en", "Go to example.com.| Then come back."},
    {"en", "See https://example.com/a.b?c=d!e and wait.| Thanks."},
    {"en", "Write to ann.smith@example.co.uk.| She answers."},
    {"en", "I use Node.js and ASP.NET daily."},
    {"en", "Open readme.txt.| Read it."},
    {"en", "The file is a.b.c and nothing else."},
    {"en", "What is .NET?| I do not know."},
    // quotation marks and brackets
    {"en", "“Go!” he said.| She went."},
    {"en", "\"Is it you?\" she asked.| \"It is.\""},
    {"en", "He said, “I am here.”| She nodded."},
    {"en", "“I am here.” she said."},
    {"en", "“Come in.”| “Thank you.”"},
    {"en", "He asked: ‘Why?’| Nobody knew."},
    {"en", "(It was late.)| We slept."},
    {"en", "It was late (about ten).| We slept."},
    {"en", "He came (see p. 5).| Then he left."},
    {"en", "It works (really!) most of the time."},
    {"en", "It is “done.”| Is it?"},
    {"en", "[He laughs.]| She does not."},
    {"en", "Yahoo! is a company."},
    {"en", "He shouted “Stop!” and “Wait!” and ran."},
    // ellipses
    {"en", "I thought… maybe not.| Well…| Yes."},
    {"en", "Wait... what?| Nothing..."},
    {"en", "And then...| It was gone."},
    {"en", "...and so it went on."},
    {"en", ".| It's a stop that comes first."},
    {"en", "He was . . . late.| Again."},
    {"en", "She left….| He stayed."},
    // single letters
    {"en", "It was I.| Then you came."},
    {"en", "Eat vitamin C.| It helps."},
    {"en", "This is plan B.| We need it."},
    {"en", "Malcolm X. was there."},
    // German
    {"de", "Guten Tag.| Wie geht es Ihnen?| Gut!"},
    {"de", "Herr Dr. Müller kommt am 3. Mai.| Er bleibt."},
    {"de", "Das ist z. B. so.| Das auch."},
    {"de", "Das ist z.B. Herr Meier, d.h. der Nachbar."},
    {"de", "Der 2. Weltkrieg endete am 8. Mai 1945.| Danach war Frieden."},
    {"de", "Im 19. Jahrhundert war das anders."},
    {"de", "Er wurde 12.| Es war ein Fest."},
    {"de", "Es war 1999.| Danach kam 2000."},
    {"de", "Bücher, Hefte usw. liegen hier.| Stifte usw.| Das reicht."},
    {"de", "Siehe Nr. 5, S. 12 und Abb. 3.| Dort steht es."},
    {"de", "Das kostet 3,50 €.| Das ist wenig."},
    {"de", "Das kostet 1.250,00 Euro.| Das ist viel."},
    {"de", "„Komm!“, sagte er.| Sie kam."},
    {"de", "„Ich komme.“| „Gut.“"},
    {"de", "»Nein.«| »Doch!«"},
    {"de", "Um 14.30 Uhr geht es los.| Bitte pünktlich."},
    {"de", "Die Fa. Meier GmbH & Co. KG liefert."},
    {"de", "Sie wohnt in der Hauptstr. 5 in Bonn."},
    {"de", "Ludwig XIV. war König."},
    {"de", "Er war ca. Mitte 30.| Sie auch."},
    {"de", "Das war im Jahr 44 v. Chr. in Rom."},
    {"de", "Prof. Dr. med. Hans A. Schmidt sprach.| Alle hörten zu."},
    {"de", "Ich war um 8 da.| Sie nicht."},
    {"de", "Wirklich?!| Ja…| Gut."},
    {"de", "Die Temp. stieg.| Wir gingen."},
    {"de", "Vgl. Kap. 3 und Bd. 2.| Mehr nicht."},
    {"de", "5 Mio. Euro fehlen.| Wer zahlt?"},
    {"de", "Das gilt bzw. galt.| Ende."},
    // French
    {"fr", "Bonjour.| Comment allez-vous ?| Bien !"},
    {"fr", "M. Dupont est là.| Mme Durand aussi."},
    {"fr", "MM. Dupont et Durand sont venus."},
    {"fr", "« Bonjour ! »| Il partit."},
    {"fr", "« Bonjour ! » dit-il.| Elle sourit."},
    {"fr", "Il a dit : « Je viens. »| Elle attend."},
    {"fr", "Voir p. 5 et fig. 3.| C’est clair."},
    {"fr", "César est né en 100 av. J.-C. à Rome."},
    {"fr", "Des chats, des chiens, etc.| Tout cela."},
    {"fr", "Il est 10 h 30.| Nous partons."},
    {"fr", "Le prix est de 3,50 €.| C'est peu."},
    {"fr", "J.-P. Sartre écrivait.| Il fumait."},
    {"fr", "L'art. 5 et le n° 7 s'appliquent."},
    {"fr", "Quoi ?!| Rien…"},
    {"fr", "Il hésita… puis partit.| Fin."},
    {"fr", "Allez sur exemple.fr.| Merci."},
    {"fr", "Les fruits, p. ex. Golden et Gala, sont mûrs."},
    // Spanish
    {"es", "Hola.| ¿Cómo estás?| ¡Bien!"},
    {"es", "El Sr. García y la Sra. López llegaron.| Luego salieron."},
    {"es", "¿Qué?| ¡No!| ¿De verdad?"},
    {"es", "Vive en EE. UU. desde 1990.| Es feliz."},
    {"es", "La reunión es a las 5 p. m. en Madrid."},
    {"es", "Véase la pág. 5 y el núm. 7.| Es claro."},
    {"es", "Compró pan, leche, etc.| Volvió a casa."},
    {"es", "Cuesta 3,50 €.| Es barato."},
    {"es", "Cuesta 1.250 pesos.| Es caro."},
    {"es", "«Ven», dijo.| Ella vino."},
    {"es", "«Ven.»| «Ya voy.»"},
    {"es", "La Dra. Ruiz, p. ej. Ana, lo sabe."},
    {"es", "Ocurrió en el 44 a. C. en Roma."},
    {"es", "Bueno... no sé.| Quizá..."},
    {"es", "Ud. lo sabe.| Uds. también."},
    // Italian
    {"it", "Ciao.| Come stai?| Bene!"},
    {"it", "Il Sig. Rossi e la Sig.ra Bianchi sono qui.| Poi vanno via."},
    {"it", "Il Dott. Verdi parla.| L'Avv. Neri ascolta."},
    {"it", "Vedi pag. 5 e fig. 3.| È chiaro."},
    {"it", "Pane, latte, ecc.| Tutto qui."},
    {"it", "Costa 3,50 €.| È poco."},
    {"it", "«Vieni!» disse.| Lei venne."},
    {"it", "La FIAT S.p.A. produce auto."},
    {"it", "Nacque nel 100 a.C. a Roma."},
    {"it", "Beh… non so.| Forse."},
    {"it", "Alle 10.30 si parte.| Siate puntuali."},
    // Portuguese
    {"pt", "Olá.| Como vai?| Bem!"},
    {"pt", "O Sr. Silva e a Sra. Costa chegaram.| Depois saíram."},
    {"pt", "A Dra. Souza, p. ex. Maria, sabe disso."},
    {"pt", "Veja a pág. 5 e o nº 7.| Está claro."},
    {"pt", "Pão, leite, etc.| Tudo aqui."},
    {"pt", "Custa R$ 3,50.| É barato."},
    {"pt", "“Vem!”, disse ele.| Ela veio."},
    {"pt", "Nasceu em 100 a.C. em Roma."},
    {"pt", "Bom… não sei.| Talvez."},
    {"pt", "A Petrobras S.A. anunciou lucro."},
    // Chinese and Japanese
    {"zh", "你好。|你好吗？|我很好！"},
    {"zh", "他说：“走吧。”|她走了。"},
    {"zh", "价格是3.5元。|很便宜。"},
    {"zh", "真的吗？！|是的。"},
    {"zh", "我在想……也许不是。|好吧。"},
    {"zh", "请看www.example.com。|谢谢！"},
    {"zh", "你好!|再见."},
    {"ja", "こんにちは。|お元気ですか？|はい！"},
    {"ja", "「行く。」と言った。|彼は行った。"},
    {"ja", "「行こう。」|「うん。」"},
    {"ja", "値段は3.5円です。|安いです。"},
    {"ja", "これはAPI v2.0です。|使ってください。"},
    {"ja", "（雨だった。）|寝た。"},
    // others
    {"ru", "Привет.| Как дела?| Хорошо!"},
    {"ko", "안녕하세요.| 잘 지내세요?| 네!"},
    {"hi", "नमस्ते।| आप कैसे हैं?| ठीक।"},
    {"ar", "مرحبا.| كيف حالك؟| بخير!"},
    {"el", "Γεια σου.| Τι κάνεις;  Καλά!"},
    // language not given
    {"", "Dr. Smith is in the house.| He is not well."},
    {"", "Das ist Herr Dr. Müller, und er kommt am 3. Mai.| Er bleibt nicht."},
    {"", "Hm.| Ok."},
};

std::string without_marks(std::string text) {
  std::erase(text, '|');
  return text;
}

/// Single spaces, none after a mark.
std::string in_one_line(const std::string& marked) {
  std::string out;
  for (const char c : marked) {
    if (c != ' ' || (!out.empty() && out.back() != ' ' && out.back() != '|')) out.push_back(c);
  }
  return out;
}

std::string joined(const std::vector<Sentence>& sentences) {
  std::string out;
  for (const Sentence& sentence : sentences) out += (out.empty() ? "" : "|") + sentence.text;
  return out;
}

TEST(Sentences, EndWhereTheyDo) {
  EXPECT_GE(std::size(kCases), 150U);
  for (const Case& c : kCases) {
    EXPECT_EQ(joined(split_sentences(without_marks(c.marked), c.language)), in_one_line(c.marked)) << c.language;
  }
}

TEST(Sentences, KnowTheirParagraphs) {
  const auto found = split_sentences("One. Two.\r\n\r\n\r\nThree\u2029Four.\n  \nFive", "en");
  const std::vector<Sentence> wanted = {{"One.", 0}, {"Two.", 0}, {"Three", 1}, {"Four.", 2}, {"Five", 3}};
  EXPECT_EQ(found, wanted);
}

TEST(Sentences, ALineEndIsASpaceInAWrappedText) {
  EXPECT_EQ(joined(split_sentences("The quick brown fox that jumps over the lazy\nDog is tired. It\nsleeps.", "en")),
            "The quick brown fox that jumps over the lazy Dog is tired.|It sleeps.");
}

TEST(Sentences, AShortLineOrAListEndsThere) {
  EXPECT_EQ(joined(split_sentences("Shopping list\nMilk and bread\nCheese,\nOlives", "en")),
            "Shopping list|Milk and bread|Cheese, Olives");
  EXPECT_EQ(joined(split_sentences("what we need for the feast on the last evening of the year:\n- milk\n- bread\n"
                                   "1. yes\n2. no\na) maybe",
                                   "en")),
            "what we need for the feast on the last evening of the year:|- milk|- bread|1. yes|2. no|a) maybe");
}

TEST(Sentences, NothingGivesNone) {
  EXPECT_TRUE(split_sentences("").empty());
  EXPECT_TRUE(split_sentences(" \n\t\u00A0\r\n").empty());
}

/// Every character but spaces comes back once, in order.
std::string without_spaces(const std::string& text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out), [](char c) { return c != ' ' && c != '\n'; });
  return out;
}

TEST(Sentences, LoseNothingOfAnyText) {
  const std::string_view alphabet[] = {"a",  "B", "I",  "The", ".",   "!", "?",  "…",    " ",
                                       "\n", "5", "”",  "“",   "(",   ")", "。", "好",   "»",
                                       "«",  "'", "Dr", "e.g", "[1]", "é", "-",  "。」", ","};
  SeededRandom random(11);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::uint64_t n = random.next() % 40; n > 0; --n) text += alphabet[random.next() % std::size(alphabet)];
    std::string all;
    for (const Sentence& sentence : split_sentences(text, round % 2 == 0 ? "en" : "")) {
      EXPECT_FALSE(sentence.text.empty());
      EXPECT_NE(sentence.text.front(), ' ');
      EXPECT_NE(sentence.text.back(), ' ');
      all += sentence.text;
    }
    EXPECT_EQ(without_spaces(all), without_spaces(text));
  }
}

TEST(Sentences, TakeAnyBytes) {
  SeededRandom random(12);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::uint64_t n = random.next() % 60; n > 0; --n) text += static_cast<char>(random.next() & 255);
    for (const Sentence& sentence : split_sentences(text)) EXPECT_EQ(valid_utf8(sentence.text), sentence.text);
  }
}

}  // namespace
}  // namespace timbre::text
