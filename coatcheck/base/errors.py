"""The errors that end a run without a verdict, each with a hint what to do.

    CoatcheckError
    ├── UsageError          an invalid option or name
    ├── TargetFileError     the target file is missing, malformed or incomplete
    ├── ProfileError        a profile is missing, malformed or names what is not on the register
    ├── TargetUnreachable   the provider does not answer, or lacks what a run needs
    ├── CredentialsRefused  a client or an end-user of the target file cannot sign in
    ├── BrowserUnavailable  no browser can be found or started
    └── ContractError       an OpenAPI document, or what is derived from one, cannot be used

All of them end a run with exit code 2 before a scenario is judged: a configuration error is never
reported as non-conformance.
"""


class CoatcheckError(Exception):
    """A run cannot continue; `hint` says what to change."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.what}\n  {self.hint}"


class UsageError(CoatcheckError):
    """An option or a name on the command line is invalid."""


class TargetFileError(CoatcheckError):
    """The target file is missing, malformed or incomplete."""


class ProfileError(CoatcheckError):
    """A profile is missing, malformed or names what is not on the register."""


class TargetUnreachable(CoatcheckError):
    """The provider does not answer, or lacks what a run needs."""


class CredentialsRefused(CoatcheckError):
    """A client or an end-user of the target file cannot sign in."""


class BrowserUnavailable(CoatcheckError):
    """No browser can be found or started."""


class ContractError(CoatcheckError):
    """An OpenAPI document, or what is derived from one, cannot be used."""
