"""Claims made from templates: as many as one wants, in ten classes, each known to be true or false by how it was made.

    polynomial       products, powers and compositions multiplied out; identities of two, four and nine squares
    rational         partial and continued fractions, Lagrange's interpolation, compositions of Möbius maps
    trigonometric    addition theorems, multiple angles, products as sums, Dirichlet's kernel
    exponential      laws of exp and log, hyperbolic functions and their inverses
    radical          roots and absolute values, with signs that they need; denesting
    hypotheses       what follows from equations: symmetric functions, recurrences, substitutions, sums of squares 0
    linear           what follows from linear facts in several variables, real and integer
    inequality       sums of squares, means, Cauchy, Schur, products of known signs
    bounds           elementary functions below their tangents and Taylor polynomials, and on boxes
    derivative       derivatives by the rules, of nested functions and in several variables

A false claim is a true one with a changed number, sign, strictness or hypothesis, often by as little as one in a hundred;
`made` says of each claim which it is. Numbers are drawn from a seed: the same seed gives the same claims.

`equations.py`, `functions.py`, `inequalities.py` and `derivatives.py` hold the templates.

Not covered: special functions, limits, integrals.
"""

from porism.datasets.claim_templates.made import Made as Made
from porism.datasets.claim_templates.templates import TEMPLATES as TEMPLATES
from porism.datasets.claim_templates.templates import made as made
