"""What feed readers get: the newest stories of the paper, a section, an author or a topic, in one language.

`channels` finds what a feed is about, `entries` what it says of each story, `formats` writes both down.
"""
