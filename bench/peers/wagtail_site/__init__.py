"""A news site made with Wagtail as its documentation has it: page types, locale trees, snippets, tags.

It counts no views and holds its texts as rich text, not as a stream of blocks: both make it faster.
"""
