"""The documented contract: schemas derived from an OpenAPI document, and judging by them."""

from coatcheck.contract.contract import Contract
from coatcheck.contract.rows import all_requirements, contract_rows, untouched

__all__ = ["Contract", "all_requirements", "contract_rows", "untouched"]
