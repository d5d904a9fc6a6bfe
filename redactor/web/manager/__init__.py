"""The business manager's pages: the list, requests, an edition for each agency, returns, who has sent what, the
chronology, the end of a review."""

from __future__ import annotations

from redactor.web.manager import chronology, closing, issuing, listing, parcels, requests, returns, submissions

ROUTES = [
    *listing.ROUTES,
    *requests.ROUTES,
    *issuing.ROUTES,
    *returns.ROUTES,
    *submissions.ROUTES,
    *chronology.ROUTES,
    *closing.ROUTES,
    *parcels.ROUTES,
]
