"""A large paper made by numbers: as many stories as are asked for, the same ones every time.

`fill()` puts it into the empty database that Django is set up for. `words` and `sentences` make the texts,
`plan` says what each story is like, `rows` writes it down as rows of tables, `bulk` stores them fast.
"""
