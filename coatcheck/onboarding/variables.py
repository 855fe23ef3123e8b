"""The environment variables of a target file, and the file for those made by init."""

import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from coatcheck.base.text import one_line


def beside(target: Path) -> Path:
    """Return where the variables of a target file are kept."""
    kept = target.with_suffix(".env")
    return kept if kept != target else target.with_name(f"{target.name}.env")


@dataclass
class Variables:
    """The values of environment variables: those that are set, and those made by init."""

    file: Path
    made: dict[str, str] = field(default_factory=dict)

    def value(self, name: str) -> str | None:
        """Return a variable's value, or None where it is not set."""
        return self.made.get(name, os.environ.get(name))

    def free(self, name: str) -> str:
        """Return the name of an unused variable."""
        number, taken = 1, name
        while self.value(taken) is not None:
            number += 1
            taken = f"{name}_{number}"
        return taken

    def keep(self, values: Mapping[str, str], heading: str) -> None:
        """Write values for the shell to a file that only its owner can read.

        The existing content stays: it may be the only copy of a client's secret.
        """
        self.made.update(values)
        exports = [f"export {name}={shlex.quote(value)}" for name, value in values.items()]
        handle = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            os.chmod(self.file, 0o600)  # one that was there may have been open to others
            file.write("\n".join([f"# {one_line(heading)}", *exports]) + "\n")
