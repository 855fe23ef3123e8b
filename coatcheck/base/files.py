"""Where the parts of the suite lie, in a checkout and in an installed wheel alike."""

from pathlib import Path

import coatcheck


def _folder(name: str) -> Path:
    for root in coatcheck.__path__:
        folder = Path(root) / name
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"{name}/ is missing from this installation of coatcheck")


FEATURES = _folder("features")
PROFILES = _folder("profiles")
REQUIREMENTS = _folder("requirements")
SCHEMAS = _folder("schemas")
STEPS = _folder("steps")
TARGETS = _folder("targets")
