"""The dialect: each module of this folder has its functions stand at the seams that they are of."""

from ..core.dialect import Dialect
from .clients import CLIENTS
from .users import USERS

MOSAIC = Dialect("mosaic", "/mosaic", "/mosaic/cis/oidc", CLIENTS, USERS, before_issuer=False)
