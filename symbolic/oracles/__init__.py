"""Untrusted oracles: computer algebra systems that propose antiderivatives. What they say is only ever a proposal.

    question.py         what is asked: an integrand, a variable, a scope, limits
    notation.py         terms as a system's input, its output as terms; nothing is evaluated
    process.py          an external system as a process with a clock and a bound on memory
    sympy_oracle.py     SymPy: integrate, manualintegrate, heurisch
    maxima.py           Maxima       Debian: maxima
    fricas.py           FriCAS       Debian: fricas
    alkahest_oracle.py  alkahest     PyPI: alkahest (optional)

An oracle is a function `IntegralQuestion -> list[Term]`, called in a worker; one that is not installed has no answer.
"""
