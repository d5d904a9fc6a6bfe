"""The board's own prefix for a title in any spelling, a team beside the name, and roles told in the words of talk."""

from __future__ import annotations

import pytest

from redactor.codes.model import Role
from redactor.codes.roles import ambiguous_abbreviations, standard_roles
from redactor.identities.roles import RoleWords
from tests.identities.cases import case

BOARD = (
    Role("LAW", "Solicitor", ("legal adviser",)),
    Role("POL", "Police Officer", ("PC", "DC")),
    Role("TCH", "Teacher", ("subject teacher",)),
    Role("DISP", "Emergency Medical Dispatcher", ("call taker",)),
    Role("REGN", "Registered Nurse", ("staff nurse", "nurse")),
    Role("OBS", "Obstetrician", ("registrar",)),
    Role("CARER", "Carer", ()),
    Role("TLO", "Traveller Liaison Officer", ()),
    Role("PMH", "Perinatal Mental Health Nurse", ()),
    Role("EXO", "Exams Officer", ()),
    Role("ASBO", "Anti-Social Behaviour Officer", ("ASB officer",)),
    Role("IRO", "Independent Reviewing Officer", ("conference chair",)),
    Role("CONS", "Consultant", ()),
    Role("PAED", "Paediatrician", ()),
    Role("SLT", "Speech and Language Therapist", ()),
    Role("HV", "Health Visitor", ()),
)
CASE = case("Child 1 | subject | Tilly Varnham", roles=BOARD)
ROWS = (
    # a standard title is the board's where they mean the same
    ("Ewa Sobol, council solicitor, advised.", "LAW"),
    ("PC Sobol came.", "POL"),
    ("DC Sobol came.", "POL"),
    ("Ewa Sobol, her class teacher, rang.", "TCH"),
    ("The call handler, Ewa Sobol, noted it.", "DISP"),
    ("ward nurse Ewa Sobol", "REGN"),
    ("Reg r/v Dr Sobol, to rpt bloods.", "OBS"),
    ("Dr Sobol, consultant paediatrician, wrote.", "PAED"),
    # a team beside the name
    ("Apologies: Ewa Sobol (Legal).", "LAW"),
    ("Present: Ewa Sobol (ASB).", "ASBO"),
    ("From: Ewa Sobol (Perinatal MH)", "PMH"),
    ("E. Sobol, Traveller Liaison, the council", "TLO"),
    ("Exams (E Sobol)", "EXO"),
    ("cc Dr Sobol, cardiology", "CONS"),
    ("referred to speech therapy (Ms Ewa Sobol)", "SLT"),
    # in the words of talk
    ("Ask Ewa, that's the carer who does mornings. Ewa Sobol has the key.", "CARER"),
    ("It was chaired by Ewa Sobol.", "IRO"),
    ("EWA SOBOL TOOK CALL AT NOON.", "DISP"),
    ("Ewa Sobol weighed the baby.", "HV"),
    ("our consultant anaesthetist, Sobol", "CONS"),
    ("BT = Ms Ewa Sobol, Y2 class teacher", "TCH"),
    ("Ewa Sobol, team lead health visitor", "HV"),
    # nobody's role
    ("Ewa Sobol rang the solicitor.", "Person"),
    ("Ewa Sobol (legal guardian of the boy) rang.", "Person"),
    ("Ewa Sobol, police were told, left.", "Person"),
)


@pytest.mark.parametrize(("draft", "prefix"), ROWS, ids=[draft for draft, _ in ROWS])
def test_the_prefix_of_a_board_with_its_own_titles(draft: str, prefix: str) -> None:
    read = CASE.read(draft)
    decided = next(d for d in read.resolved.decisions if "sobol" in d.mention.text.casefold())
    assert decided.code.rstrip("0123456789").strip() == prefix


def test_a_prefix_that_two_titles_share_is_not_enough() -> None:
    """The board's PO is a police officer; the standard PO, for probation, is not."""
    words = RoleWords((Role("PO", "Police Officer", ()),), standard_roles(), ambiguous_abbreviations())
    assert (role := words.of_title("Probation Officer")) is not None
    assert role.title == "Probation Officer"
