"""Onboarding: what a target file needs is read, asked, registered and seen, then written."""
