"""The business manager's pages: the list, the agencies' requests, an edition for each of them, their returns."""

from __future__ import annotations

from redactor.web.manager import issuing, listing, parcels, requests, returns

ROUTES = [*listing.ROUTES, *requests.ROUTES, *issuing.ROUTES, *returns.ROUTES, *parcels.ROUTES]
