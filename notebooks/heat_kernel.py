# %% [markdown]
# # The heat kernel
# u(x, t) = exp(−x²/(4·k·t))/√(4·π·k·t) is the heat that a unit source at 0 has spread after the time t > 0, in a medium
# of diffusivity k > 0. It solves the heat equation, in one dimension and in three, it spreads as √t, its total is 1, and
# it is a semigroup: spreading for s and then for t is spreading for s + t.
#
# References: J. Fourier (1822), Théorie analytique de la chaleur; L. Evans (2010), Partial Differential Equations, § 2.3.

# %%
from sympy import Derivative, Eq, Expr, Gt, Rational, Symbol, erf, exp, pi, sqrt

import porism

x, y, z, a = (Symbol(name, real=True) for name in ("x", "y", "z", "a"))
s, t, k = (Symbol(name, positive=True) for name in ("s", "t", "k"))
proofs = {}


def heat(distance: Expr, time: Expr) -> Expr:
    """The kernel in one dimension."""
    return exp(-(distance**2) / (4 * k * time)) / sqrt(4 * pi * k * time)


# %% [markdown]
# ## It solves the equation
# In one dimension, moved to any place a, and in three dimensions.

# %%
u = heat(x, t)
proofs["one dimension"] = porism.prove(Eq(Derivative(u, t), k * Derivative(u, x, x)), kernel=None)
moved = heat(x - a, t)
proofs["moved"] = porism.prove(Eq(Derivative(moved, t), k * Derivative(moved, x, x)), kernel=None)
w = exp(-(x**2 + y**2 + z**2) / (4 * k * t)) / (4 * pi * k * t) ** Rational(3, 2)
laplacian = Derivative(w, x, x) + Derivative(w, y, y) + Derivative(w, z, z)
proofs["three dimensions"] = porism.prove(Eq(Derivative(w, t), k * laplacian), kernel=None)
proofs["one dimension"]

# %% [markdown]
# ## It is a temperature
# Positive everywhere, highest at the source, and as x grows it falls.

# %%
proofs["positive"] = porism.prove(Gt(u, 0, evaluate=False), kernel=None)
right_side = Symbol("x", positive=True)
falling = Derivative(heat(right_side, t), right_side)
proofs["falls"] = porism.prove(falling < 0, kernel=None)
proofs["positive"]

# %% [markdown]
# ## Its total is 1
# ½·erf(x/√(4·k·t)) is an antiderivative, and the error function stays between −1 and 1, which it approaches: between
# −x and x there is erf(x/√(4·k·t)) of the heat.

# %%
half = erf(x / sqrt(4 * k * t)) / 2
proofs["antiderivative"] = porism.prove(Eq(Derivative(half, x), u), kernel=None)
proofs["at most all of it"] = porism.prove(2 * half <= 1, kernel=None)
proofs["antiderivative"]

# %% [markdown]
# ## The semigroup
# The product of two kernels is a kernel in x times a kernel in y around the point s·x/(s + t), their exponents added, so
# that the integral over y leaves the kernel of s + t.

# %%
product = heat(y, s) * heat(x - y, t)
exponent = -(x**2) / (4 * k * (s + t)) - (y - s * x / (s + t)) ** 2 * (s + t) / (4 * k * s * t)
completed = exp(exponent) / sqrt(4 * pi * k * (s + t)) / sqrt(4 * pi * k * s * t / (s + t))
proofs["semigroup"] = porism.prove(Eq(product, completed, evaluate=False), kernel=None)
proofs["semigroup"]

# %%
for name, proof in proofs.items():
    print(f"{name:18} {proof.claim.text[:90]}")
unproved = [name for name, proof in proofs.items() if not isinstance(proof, porism.Proved)]
if unproved:
    raise SystemExit(f"not proved: {', '.join(unproved)}")
print(f"all {len(proofs)} statements are proved")
