"""Benchmarks: what the site costs, and how it stands beside others. docs/performance.md has the figures.

Owns its data, its servers and the sites to compare with (`plain/`, `peers/`). `python -m bench NAME` runs one
on a database of its own. Nothing else imports it.
"""
