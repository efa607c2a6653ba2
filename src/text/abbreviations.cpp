#include "text/abbreviations.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/code_points.h"

namespace timbre::text {
namespace {

/// Each abbreviation with a space before and after it.
struct Abbreviations {
  std::string_view language;
  std::string_view never;
  std::string_view before_number;
  std::string_view may;
  std::string_view often;
};

constexpr std::array kLists = {
    Abbreviations{
        "en",
        " Dr Mr Mrs Ms Messrs Mx Prof Rev Fr Hon Gen Col Maj Capt Cpt Cmdr Lt Sgt Cpl Pvt Adm Gov Sen Rep Pres Amb "
        "Supt "
        "Insp Det St Mt Ft vs e.g i.e cf viz approx ca incl dept Dept Ph M.Sc esp ",
        " No Nos no nos p pp vol Vol ch Ch chap Chap sec Sec art Art fig Fig figs Figs eq Eq ex Ex ver Ver tel Tel c "
        "para Para Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun ",
        " Inc Ltd Co Corp Bros LLC Jr Sr Ave Blvd Rd Esq Ph.D M.D B.A M.A B.Sc D.Phil U.S U.S.A U.K U.N E.U D.C "
        "a.m p.m A.M P.M b.c a.d B.C A.D B.C.E al min max sq est ",
        " etc "},
    Abbreviations{"de",
                  " Dr Prof Fa med jur phil rer nat Hr Fr Frl Hrn Dipl Ing Mag Lic Hl St Sr z.B z.b d.h d.i i.d.R u.U "
                  "z.T o.g s.o s.u v.a m.E bzw vgl "
                  "Vgl ca sog evtl ggf inkl exkl zzgl bes insb allg ehem geb gest gegr verh Str inkl einschl Abt Bd "
                  "Hrsg Aufl Red "
                  "östl westl nördl südl mind max min lt gem ",
                  " Nr nr Nrn S Bd Kap Abs Art Abb Tab Anm Z Ziff Tel Jan Feb Mär Apr Jun Jul Aug Sep Sept Okt Nov Dez "
                  "Mo Di Mi Do "
                  "Sa So Std ",
                  " Co u.a u.ä o.ä u.v.a u.v.m v.Chr n.Chr Chr Jh Jhd Mio Mrd Tsd Min Sek e.V a.D jun sen Inc Ltd ",
                  " usw etc usf "},
    Abbreviations{
        "fr",
        " ex M MM Mme Mmes Mlle Mlles Dr Pr Me Mgr St Ste av apr boul bd env p.ex par.ex c.-à-d c.à.d cf éd hab "
        "vs tél Tél adr resp ",
        " n no No p pp vol chap fig art al t ch N janv févr avr juil sept oct nov déc tél ",
        " J.-C Cie Sté S.A S.A.R.L s.v.p S.V.P R.S.V.P O.N.U U.E ", " etc "},
    Abbreviations{"es",
                  " Sr Sra Srta Sres Sras D Dña Dr Dra Drs Prof Profa Lic Ing Arq Fr Sto Sta Mons Excmo Excma Ilmo "
                  "Ilma Ud Uds Vd "
                  "Vds EE FF RR JJ p.ej P.ej ej Gral Cnel Cap Tte avda Avda Av av apdo prov aprox vs cf ",
                  " núm Núm nº n pág Pág págs p pp vol cap fig art t tel Tel tfno ",
                  " UU AA HH OO a.C d.C a.m p.m S.A S.L S.R.L Cía Inc Ltda m s.a ", " etc "},
    Abbreviations{"it",
                  " Sig Sigg sig Sig.ra sig.ra Sig.na Dott dott Dott.ssa Dr Prof prof Prof.ssa Avv avv Ing ing Arch "
                  "Geom Rag On on "
                  "Mons S Ss Don p.es P.es es cfr Cfr vd ca gent Gent Spett spett egr Egr P.za V.le vs ",
                  " n nn pag pagg p pp vol cap fig art tel Tel t N ", " a.C d.C S.p.A S.r.l s.r.l S.n.c a.m p.m Inc ",
                  " ecc etc "},
    Abbreviations{"pt",
                  " Sr Sra Srs Sras Srta Dr Dra Drs Drª Prof Profa Profª Eng Engº Exmo Exma D St Sto Sta V p.ex P.ex "
                  "ex Gen Cel Cap "
                  "Ten Av av R cf aprox vs ",
                  " nº n núm p pp pág págs vol cap fig art tel Tel t ", " a.C d.C a.m p.m S.A Ltda Cia Inc E.U.A ",
                  " etc "},
};

bool holds(std::string_view list, std::string_view word) {
  std::string framed(" ");
  framed.append(word);
  framed.push_back(' ');
  return list.find(framed) != std::string_view::npos;
}

AbbreviationStop stop_in(const Abbreviations& list, std::string_view word) {
  if (holds(list.never, word)) return AbbreviationStop::NeverEnds;
  if (holds(list.before_number, word)) return AbbreviationStop::BeforeNumber;
  if (holds(list.often, word)) return AbbreviationStop::OftenEnds;
  if (holds(list.may, word)) return AbbreviationStop::MayEnd;
  return AbbreviationStop::Unknown;
}

std::string with_small_start(std::string_view word) {
  std::u32string points = code_points(word);
  if (!points.empty()) points.front() = lower_case(points.front());
  std::string out;
  for (const char32_t c : points) append_utf8(c, out);
  return out;
}

}  // namespace

AbbreviationStop abbreviation_stop(std::string_view written, std::string_view language) {
  const auto of_language = [&](const Abbreviations& list) { return list.language == language; };
  const bool is_known = std::any_of(kLists.begin(), kLists.end(), of_language);
  const std::string small = with_small_start(written);
  for (const Abbreviations& list : kLists) {
    if (is_known && !of_language(list)) continue;
    if (list.language == "de" && written.ends_with("str")) return AbbreviationStop::NeverEnds;  // Hauptstr. 5
    for (const std::string_view word : {written, std::string_view(small)}) {
      const AbbreviationStop stop = stop_in(list, word);
      if (stop != AbbreviationStop::Unknown) return stop;
    }
  }
  return AbbreviationStop::Unknown;
}

}  // namespace timbre::text
