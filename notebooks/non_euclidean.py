# %% [markdown]
# # Trigonometry on the sphere and in the hyperbolic plane
# A triangle with the sides a and b at the angle C has the third side c with
#
# - cos c = cos a·cos b + sin a·sin b·cos C on the unit sphere,
# - cosh c = cosh a·cosh b − sinh a·sinh b·cos C in the hyperbolic plane.
#
# Both follow from a model by a product of vectors. The triangle inequality follows, Pythagoras is the case C = π/2, and
# small triangles are Euclidean.
#
# References: N. Lobachevsky (1840), Geometrische Untersuchungen zur Theorie der Parallellinien; J. Ratcliffe (2019),
# Foundations of Hyperbolic Manifolds, ch. 2 and 3.

# %%
from sympy import Derivative, Eq, Expr, Matrix, Symbol, cos, cosh, pi, sin, sinh

import porism

a, b, C, s = (Symbol(name, real=True) for name in ("a", "b", "C", "s"))
proofs = {}

# %% [markdown]
# ## The hyperboloid model
# Points lie on z² − x² − y² = 1, and cosh of the distance of two points is their Minkowski product. The corner C is at
# (0, 0, 1); the sides leave it in directions that differ by the angle C.


# %%
def minkowski(p: Matrix, q: Matrix) -> Expr:
    """z·z′ − x·x′ − y·y′."""
    return p[2] * q[2] - p[0] * q[0] - p[1] * q[1]


corner, A = Matrix([0, 0, 1]), Matrix([sinh(b), 0, cosh(b)])
B = Matrix([sinh(a) * cos(C), sinh(a) * sin(C), cosh(a)])
hyperbolic = cosh(a) * cosh(b) - sinh(a) * sinh(b) * cos(C)
proofs["on the hyperboloid"] = porism.prove(Eq(minkowski(B, B), 1, evaluate=False), kernel=None)
proofs["distance a"] = porism.prove(Eq(minkowski(corner, B), cosh(a), evaluate=False), kernel=None)
proofs["hyperbolic law"] = porism.prove(Eq(minkowski(A, B), hyperbolic, evaluate=False), kernel=None)
proofs["on the hyperboloid"]

# %% [markdown]
# The side c exists, and the triangle inequality holds: |a − b| ≤ c ≤ a + b, as cosh grows on the positive axis.

# %%
sides = {"a": "nonnegative", "b": "nonnegative"}
product = "cosh(a)*cosh(b) - sinh(a)*sinh(b)*cos(C)"
proofs["at least 1"] = porism.prove("cosh(a - b) >= 1", kernel=None)
proofs["hyperbolic, lower"] = porism.prove(f"cosh(a - b) <= {product}", sides, kernel=None)
proofs["hyperbolic, upper"] = porism.prove(f"{product} <= cosh(a + b)", sides, kernel=None)
proofs["hyperbolic, upper"]

# %% [markdown]
# ## The sphere
# Points are unit vectors, and cos of the distance is their product. A side is at most half a great circle, so that its
# sine is some p ≥ 0.

# %%
A = Matrix([sin(b), 0, cos(b)])
B = Matrix([sin(a) * cos(C), sin(a) * sin(C), cos(a)])
spherical = cos(a) * cos(b) + sin(a) * sin(b) * cos(C)
proofs["on the sphere"] = porism.prove(Eq(B.dot(B), 1, evaluate=False), kernel=None)
proofs["spherical law"] = porism.prove(Eq(A.dot(B), spherical, evaluate=False), kernel=None)
gap = sin(a) * sin(b) * (1 + cos(C))
proofs["spherical gap"] = porism.prove(Eq(spherical - cos(a + b), gap, evaluate=False), kernel=None)
proofs["spherical triangle"] = porism.prove(
    "p*q*(1 + cos(C)) >= 0", {"p": "nonnegative", "q": "nonnegative"}, kernel=None
)
proofs["spherical law"]

# %% [markdown]
# ## Pythagoras

# %%
proofs["hyperbolic Pythagoras"] = porism.prove(
    "cosh(a)*cosh(b) - sinh(a)*sinh(b)*cos(pi/2) == cosh(a)*cosh(b)", kernel=None
)
proofs["spherical Pythagoras"] = porism.prove(
    Eq(spherical.subs(C, pi / 2), cos(a) * cos(b), evaluate=False), kernel=None
)
proofs["hyperbolic Pythagoras"]

# %% [markdown]
# ## Small triangles are Euclidean
# Shrink the triangle by s. At s = 0 the law of cosines and its first derivative say nothing; the second derivative is the
# Euclidean law, c² = a² + b² − 2·a·b·cos C.

# %%
euclidean = a**2 + b**2 - 2 * a * b * cos(C)
at_zero = [Eq(s, 0)]
for name, law, sign in (("hyperbolic", hyperbolic, 1), ("spherical", spherical, -1)):
    small = law.subs({a: s * a, b: s * b}, simultaneous=True)
    proofs[f"{name} slope"] = porism.prove(Eq(Derivative(small, s), 0), assume=at_zero, kernel=None)
    curvature = Eq(Derivative(small, s, s), sign * euclidean)
    proofs[f"{name} limit"] = porism.prove(curvature, assume=at_zero, kernel=None)
proofs["hyperbolic limit"]

# %%
for name, proof in proofs.items():
    print(f"{name:22} {proof.claim.text[:90]}")
unproved = [name for name, proof in proofs.items() if not isinstance(proof, porism.Proved)]
if unproved:
    raise SystemExit(f"not proved: {', '.join(unproved)}")
print(f"all {len(proofs)} statements are proved")
