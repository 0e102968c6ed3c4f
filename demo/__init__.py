"""The demo paper "Meridian": invented stories in three languages, pictures drawn by code, demo staff.

Installed only while the DEMO flag is set, so its command and its public passwords do not exist in production.
"""
