"""The people who work at the paper: user accounts, their desk language, and their roles.

Knows which roles exist and what a role may do. Knows nothing of how the desk looks.
"""
