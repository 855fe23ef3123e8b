"""A small, correct OpenID Provider whose every duty can be broken on purpose, one at a time.

It is a test instrument: its users, secrets and client keys are published, its clock can be moved
by anyone who can reach it. It binds loopback only unless told otherwise, and must never be exposed.
"""
