"""Revocation: refused as everywhere."""

from collections.abc import Mapping

from ..seams import Function
from .errors import refusals_at

SEAMS: Mapping[str, Function] = refusals_at("revocation")
