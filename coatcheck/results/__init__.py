"""The results of a run: its document, known deviations, baselines and earlier runs."""
