"""What is read, by whom it was written and where readers come from: the screens and files of the desk.

Asks `readership` for sums and adds nothing to them; a number here is one of the public pages.
"""
