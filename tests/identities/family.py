"""An invented family and its board's list: the case that most tests of who is who read drafts with."""

from tests.identities.cases import Draft, case

LISTED = (
    "Child 1 | subject | Tilly Varnham | | Subject | | 2014-05-09",
    "Child 2 | family | Barnaby Varnham | | Brother of Child 1 | | 2016-06-01",
    "Mrs A | family | Glenda Varnham | | Mother of Child 1",
    "Mr A | family | Kelvin Varnham | | Father of Child 1",
    "MGM | family | Doreen Thackwell | | Maternal grandmother",
    "MA | family | Deirdre Thackwell | | Maternal aunt",
    "SW1 | professional | Imogen Hepton | | Social Worker | Thornmere Council",
    "GP1 | professional | Dr Farooq Mahmoodi | | General Practitioner | Thornmere Health",
    "Address A | address | 14 Teasel Road, Wragby, WX4 7QT",
    "Address B | address | Flat 3, Coppins Court, Ottery Lane, Wragby",
    "School 1 | organisation | Wragby Primary School",
)

FAMILY: Draft = case(*LISTED)
