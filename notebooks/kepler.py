# %% [markdown]
# # Kepler's laws from the inverse-square force
# A planet at (x, y) with velocity (u, v) has the acceleration −m·(x, y)/r³. Energy, angular momentum and the vector of
# Laplace, Runge and Lenz do not change along the motion: their derivative along the flow is 0. From them follow the
# ellipse, the equal areas, and T² = 4π²a³/m.
#
# References: J. Kepler (1609), Astronomia nova; (1619), Harmonices mundi; W. Lenz (1924), Über den Bewegungsverlauf und
# die Quantenzustände der gestörten Keplerbewegung.

# %%
from sympy import Derivative, Eq, Expr, Rational, Symbol, asin, pi, sqrt

import porism

x, y, u, v = (Symbol(name, real=True) for name in ("x", "y", "u", "v"))
m, a, b = (Symbol(name, positive=True) for name in ("m", "a", "b"))
distance = sqrt(x**2 + y**2)
proofs = {}


def along_the_motion(f: Expr) -> Expr:
    """df/dt for x' = u, y' = v, (u', v') = −m·(x, y)/r³, by the chain rule."""
    force = -m / (x**2 + y**2) ** Rational(3, 2)
    return (
        u * Derivative(f, x)
        + v * Derivative(f, y)
        + force * x * Derivative(f, u)
        + force * y * Derivative(f, v)
    )


# %% [markdown]
# ## What does not change
# Each holds wherever the planet is not in the sun: the condition is part of the verdict.

# %%
energy = (u**2 + v**2) / 2 - m / distance
momentum = x * v - y * u
lenz = (v * momentum - m * x / distance, -u * momentum - m * y / distance)
for name, integral in (("energy", energy), ("momentum", momentum), ("Lenz 1", lenz[0]), ("Lenz 2", lenz[1])):
    proofs[name] = porism.prove(Eq(along_the_motion(integral), 0), kernel=None)
proofs["energy"]

# %% [markdown]
# ## First law: the orbit is an ellipse with the sun in a focus
# The vector's length is m·e, and its product with the place is h² − m·r. With the angle θ between the two this is the
# equation of a conic section of excentricity e; for e < 1 it is an ellipse.

# %%
proofs["length"] = porism.prove(
    Eq(lenz[0] ** 2 + lenz[1] ** 2, m**2 + 2 * energy * momentum**2, evaluate=False), kernel=None
)
proofs["product"] = porism.prove(
    Eq(x * lenz[0] + y * lenz[1], momentum**2 - m * distance, evaluate=False), kernel=None
)
proofs["orbit"] = porism.prove(
    "r == (h**2/m)/(1 + e*cos(theta))",
    {"m": "positive", "r": "positive", "h": "positive", "e": "[0, 1)"},
    ["h**2 - m*r == m*e*r*cos(theta)"],
    kernel=None,
)
proofs["orbit"]

# %% [markdown]
# ## Second law: equal areas in equal times
# In polar coordinates, x = r·cos θ and y = r·sin θ with r and θ depending on the time, x·v − y·u is r²·θ′: twice the
# area that is swept in a unit of time. It does not change, as was proved above.

# %%
proofs["areas"] = porism.prove(
    "r*cos(q)*(w*sin(q) + r*p*cos(q)) - r*sin(q)*(w*cos(q) - r*p*sin(q)) == r**2*p", kernel=None
)
proofs["areas"]

# %% [markdown]
# ## Third law: T² = 4π²·a³/m
# The ellipse of half axes a and b = a·√(1 − e²) has the area π·a·b: the antiderivative of its height, taken between the
# ends. The area is swept at the rate h/2 with h² = m·a·(1 − e²).

# %%
height = 2 * b / a * sqrt(a**2 - x**2)
area = b / a * (x * sqrt(a**2 - x**2) + a**2 * asin(x / a))
proofs["area below"] = porism.prove(Eq(Derivative(area, x), height), assume=[x < a, -a < x], kernel=None)
proofs["area"] = porism.prove(Eq(area.subs(x, a) - area.subs(x, -a), pi * a * b, evaluate=False), kernel=None)
proofs["third law"] = porism.prove(
    "(2*(pi*a*(a*sqrt(1 - e**2)))/sqrt(m*a*(1 - e**2)))**2 == 4*pi**2*a**3/m",
    {"a": "positive", "m": "positive", "e": "[0, 1)"},
    kernel=None,
)
proofs["third law"]

# %%
for name, proof in proofs.items():
    print(f"{name:10} {proof.claim.text[:90]}")
unproved = [name for name, proof in proofs.items() if not isinstance(proof, porism.Proved)]
if unproved:
    raise SystemExit(f"not proved: {', '.join(unproved)}")
print(f"all {len(proofs)} statements are proved")
