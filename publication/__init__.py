"""The paper itself: its name, tagline, links to its channels, footer notice and static pages.

One row of settings and a handful of pages. Knows nothing of stories.
"""
