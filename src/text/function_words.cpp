#include "text/function_words.h"

#include <algorithm>
#include <string>

namespace timbre::text {
namespace {

constexpr std::array kAll = {
    FunctionWords{"en",
                  " the and of to a in is it that was for on are with as his they at be this from have or had by but "
                  "not what all were we when your can said there she he i you do how their if will which about then "
                  "them would has him so no yes my than been who its now did down up out into just after before our "
                  "however meanwhile later please thanks let why where these those here nobody everybody everyone "
                  "someone nothing something ",
                  ""},
    FunctionWords{"de",
                  " der die das und ist nicht ich du er sie es wir ihr ein eine einen einem einer zu den dem des mit "
                  "von auf für im in an als auch war wie sich dass aber oder wenn so noch nur nach bei aus hat haben "
                  "wird werden sind über zum zur am um man mein dein sein kein keine doch dann danach da hier heute "
                  "was wer wo warum ja nein bitte jetzt schon mehr durch gegen vor alle diese dieser dieses dort dabei "
                  "deshalb dies jeder sonst trotzdem uns mir dir ihm ihn ihnen mich dich ",
                  "ßü"},
    FunctionWords{"fr",
                  " le la les et de des du un une est en que qui pas ne je tu il elle nous vous ils elles on ce cette "
                  "ces dans pour sur avec par au aux plus mais ou où sont était être a avait ai ses son sa mon ma mes "
                  "si tout bien y comme se leur sans fait puis donc alors quand oui non très ici aujourd'hui "
                  "c'est j'ai n'est qu'il d'un d'une l'on ensuite ",
                  "œû"},
    FunctionWords{"es",
                  " el la los las y de del que en un una es no por con para se lo al como más pero sus le ya o este "
                  "sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante "
                  "todos uno les ni contra otros ese eso ante ellos e esto mí antes algunos qué yo otro tú era fue "
                  "está son mi su luego entonces después gracias hoy dónde cómo ",
                  "ñ¿¡"},
    FunctionWords{"it",
                  " il lo la i gli le e di del della dei delle un una uno è che non in con per su da al alla ai si "
                  "mi ti ci vi ma se come anche più sono era ho ha hanno questo questa quello quella nel nella nei "
                  "sul sulla dal dalla io tu lui lei noi voi loro suo sua mio mia tuo perché quando dove chi cosa "
                  "molto tutto poi già sì no ora ancora senza dopo oggi così c'è ",
                  "ìò"},
    FunctionWords{"pt",
                  " o a os as e de do da dos das que em um uma é não para com por se na no nas nos ao à mais mas como "
                  "foi ele ela eles elas eu você seu sua seus suas meu minha este esta isso isto já ou quando muito "
                  "também só pelo pela até entre era depois sem mesmo aos ter são está tem onde quem nem então agora "
                  "hoje sim aqui estava havia ",
                  "ãõ"},
    FunctionWords{"nl",
                  " de het een en van ik je hij zij we wij jullie is niet dat die dit in op te met voor zijn aan er "
                  "maar om ook als bij nog uit naar heeft hebben was wordt worden kan geen dan wel zo door over mijn "
                  "deze toen waar wat wie hoe ja nee nu haar hun ",
                  ""},
    FunctionWords{"sv",
                  " och att det i en ett är som på de av för med den till inte har jag du han hon vi ni var om men "
                  "sig så från kan man när nu eller ska hade där vad här ja nej mig mycket efter över ",
                  ""},
    FunctionWords{"da",
                  " og at det i en et er som på de af for med den til ikke har jeg du han hun vi var om men sig så "
                  "fra kan man når nu eller skal havde der hvad her ja nej mig meget efter over ",
                  "æø"},
    FunctionWords{"pl",
                  " i w nie na się że z do to jest jak ale co tak po o za od dla czy był była było być ma już tylko "
                  "jego jej ich ten ta te tym przez przy kiedy gdzie bardzo może są oraz ",
                  "ąęłśźżćń"},
};

bool holds(const FunctionWords& list, std::string_view lower) {
  std::string framed(" ");
  framed.append(lower);
  framed.push_back(' ');
  return list.words.find(framed) != std::string_view::npos;
}

}  // namespace

std::span<const FunctionWords> all_function_words() { return kAll; }

bool is_function_word(std::string_view lower, std::string_view language) {
  const auto of_language = [&](const FunctionWords& list) { return list.language == language; };
  const bool is_known = std::any_of(kAll.begin(), kAll.end(), of_language);
  return std::any_of(kAll.begin(), kAll.end(),
                     [&](const FunctionWords& list) { return (!is_known || of_language(list)) && holds(list, lower); });
}

}  // namespace timbre::text
