"""The wiring: settings from the environment, addresses, the WSGI entry and static storage.

Imports every app and is imported by none.
"""
