"""Arms the suite for `pytest` in a checkout."""

pytest_plugins = ["coatcheck.run.plugin"]
