"""The dialect of the documented contract: the same provider at its paths, with its answers."""

from ..dialect import Dialect
from . import (
    access_token,
    authorization,
    backchannel,
    device,
    documents,
    errors,
    id_token,
    introspection,
    logout,
    pushed_authorization,
    revocation,
    token,
)
from .clients import CLIENTS
from .users import USERS

__all__ = ["MOSAIC"]

MOSAIC = Dialect(
    "mosaic",
    "/mosaic",
    "/mosaic/cis/oidc",
    CLIENTS,
    USERS,
    {
        **access_token.SEAMS,
        **authorization.SEAMS,
        **backchannel.SEAMS,
        **device.SEAMS,
        **documents.SEAMS,
        **errors.SEAMS,
        **id_token.SEAMS,
        **introspection.SEAMS,
        **logout.SEAMS,
        **pushed_authorization.SEAMS,
        **revocation.SEAMS,
        **token.SEAMS,
    },
)
