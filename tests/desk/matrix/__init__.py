"""Who may do what at the desk: the tables of expectations, and what the tests that read them share."""
