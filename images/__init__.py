"""The media library: pictures with their focal point, credit, rights, and alt and caption per language.

Makes the renditions that pages show. Knows nothing of the stories that use them.
"""
