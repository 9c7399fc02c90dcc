"""Claims as propositions of Rocq. Trusted: a proposition says what its claim says, and nothing less."""
