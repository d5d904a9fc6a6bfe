from __future__ import annotations

import pytest

from tests.detection.marked import check
from tests.detection.tables import rows

TITLES = rows(
    "titles",
    # courtesy titles, degrees, orders
    "«Mrs Gallivan» rang the school.",
    "«Mr. Ogunbanjo» attended with «Ms Dhillon-Kaur» and «Miss Pryce».",
    "«Dr Szymanska» referred the baby. «Dr. Mwangi» agreed.",
    "«Professor Ianto Bevan-Lloyd» gave an opinion.",
    "«Mrs T. Gallivan» and «Mr J P Gallivan» signed the form.",
    "«Cllr Hafeez» and «HHJ Pemberley-Stokes» were copied in.",
    "«Rev Tunde Bakare-Ojo» held the funeral.",
    "Dear «Mrs Gallivan», thank you for the letter.",
    "the school's «Mrs Hall» said so",
    "«Ms J.K. Gallivan» was present.",
    "«Ms JK Gallivan» was present.",
    "«Mr J.-P. Ogunbanjo» and «Ms A.-L. Mwangi» were present.",
    "«Ms K. McGALLIVAN» was present.",
    # letters behind the name
    "«Mr J. Gallivan QC» and «Ms Hill KC» attended; the QC left.",
    "«Ogunbanjo LJ» agreed with «Szabo-Lynch LJ», and the LJ with nobody.",
    "«Lord Justice Ogunbanjo», «Mrs Justice Hill» and the Lord Chief Justice agreed.",
    "The Lord Mayor, the Lord Chancellor and His Honour were there.",
    "«Mr Gallivan Snr» was told, and so was «Mr Gallivan Jnr».",
    # two spaces, no-break space already plain, a slash
    "«Mrs  Gallivan» rang.",
    "«Mrs Gallivan»/«Ms Dhillon» rang.",
    # a title makes any word a name
    "«Mrs Young» and «Mr Long» were seen; «Mrs Price» was not.",
    "«Mrs Church» met «Mr Street», «Mr Park», «Mrs Case» and «Mr Ward».",
    "We saw «Mr May» and «Mrs August» on «Mr March»'s behalf.",
    "«Mr Bolton» and «Ms York» attended.",
    "«Mr Black» rang.",
    "We saw «Mrs White» at home.",
    "«Mr Islam» and «Mrs French» rang.",
    "We saw «Mrs Ireland» and «Mr English» at home.",
    "«Mr Holland» and «Mr Jordan» left.",
    "«Miss Friday» and «Mr Sunday» left.",
    "«Mrs Down» was the foster carer.",
    "«Mr Fraser», «Ms Laming», «Mr Coram» and «Ms Barlow» are neighbours.",
    # surnames of two letters
    "«Mrs Ng», «Ms Xu», «Mr Oh» and «Mr Sa» signed.",
    "We saw «Mr To» and «Mrs So» on Tuesday.",
    "The bruise was seen by «Mr Do» and «Ms An» first.",
    # particles
    "«Mr de Souza» came, and «Mr Al-Hassan», and «Mr bin Rashid».",
    "«Mrs van Dijk» rang.",
    "«Ms al-Sayegh» rang; «Y. al-Sayegh» and «Yusra al-Sayegh» had left.",
    "She told «Mrs Gallivan-Hill». «Mr Ogunbanjo» left.",
    "«Mrs van der Velde» rang.",
    "«Mrs O'Flaherty» and «Mr MacAllister» agreed with «Ms McInerney».",
    # couples
    "«Mr» and «Mrs Szabo» were not at home.",
    "«Mr» & «Mrs Szabo-Lynch» were not at home.",
    "«Dr» and «Mrs Sanghera»'s home",
    # ranks and collar numbers
    "«PC 4417 Ravenhill» attended with «PCSO 7321 Asamoah».",
    "«PC Ravenhill» completed the form.",
    "«PC Ravenhill 4417» completed the form.",
    "«PC 4417» attended.",
    "«PC4417» attended.",
    "«DC4418 Ravenhill» took the statement.",
    "«DS Adeyemi-Platt» and «DI Kwiatkowski» chaired.",
    "«Sgt Wolstenholme», «A/Insp Nkemelu» and «Ch Insp Dalrymple» met.",
    "«Sgt. Drabble» and «Insp. Drabble» met.",
    "«T/DI Asamoah» read the log.",
    "Detective Sergeant «Kavitha Ramaswamy» and Chief Inspector «Holroyd» read it.",
    "Police Constable «4417 Ravenhill» read it.",
    # roles and kinship: the word stays, the name goes
    "The mother told «Nurse Odukoya» that Midwife «Trelawny» had called.",
    "Staff Nurse «Hilary Rudge» and Community Midwife «Banks» were on duty.",
    "Consultant Paediatrician «Dr Emeka Nnadi» examined him.",
    "Auntie «Blessing» collected him. Nan «Doreen» rang. Granny «Threlfall» cried.",
    "They took him to Father «Fergal», and his sister «Katarzyna» waited.",
    "«SW Okonjo» visited. «HV Trevithick» weighed the baby.",
    "«SW Hill» visited.",
    "Social Worker «Okonjo» visited.",
    "Social Worker «Hill» visited with Student Nurse «Banks».",
    # capitals; small letters
    "«MRS GALLIVAN» RANG THE OFFICE AND SPOKE TO «PC DUNWOODY» AND «DR HILL».",
    "«mrs gallivan» said that «mr ogunbanjo» had left",
    # nobody is named
    "Health Visitor attended. Mother stated that Father left. Social Worker visited Child.",
    "The Sister on the ward asked his sister. Miss was in class. Sir said so.",
    "The PC was broken and the DS game was lost.",
    "Mr A and Mrs B were told.",
    "His Dad and her Mum spoke to the Judge and to the Headteacher.",
    "The doctor's letter and the teacher's letter were lost.",
)


@pytest.mark.parametrize("marked", TITLES)
def test_names_after_titles(marked: str) -> None:
    check(marked)
