# %% [markdown]
# # Bounds of the Gaussian integral
# ∫₀ᵃ exp(−x²) dx has no elementary form; it is ½·√π·erf(a). Bounds of the integrand give bounds of the integral, and each
# of them is proved for every a ≥ 0.
#
# References: NIST DLMF § 7.8; C. F. Gauss (1809), Theoria motus.

# %%
from sympy import Derivative, Eq, Lt, Rational, Symbol, erf, exp, factorial, pi, sqrt

import porism

x, a = Symbol("x", real=True), Symbol("a", nonnegative=True)
integral = sqrt(pi) / 2 * erf(a)
proofs = {}

# %% [markdown]
# ## The integrand

# %%
proofs["below a rational"] = porism.prove(exp(-(x**2)) <= 1 / (1 + x**2), kernel=None)
proofs["above a parabola"] = porism.prove(exp(-(x**2)) >= 1 - x**2, kernel=None)
proofs["below a quartic"] = porism.prove(exp(-(x**2)) <= 1 - x**2 + x**4 / 2, kernel=None)
proofs["below a rational"]

# %% [markdown]
# The bounds are sharp at 0 and nothing better of the same form holds: with x⁴/3 in place of x⁴/2 there is a witness.

# %%
wrong = porism.prove(exp(-(x**2)) <= 1 - x**2 + x**4 / 3, kernel=None)
if not isinstance(wrong, porism.Refuted):
    raise SystemExit("the bound with x**4/3 should be refuted")
wrong

# %% [markdown]
# ## The integral

# %%
proofs["antiderivative"] = porism.prove(Eq(Derivative(sqrt(pi) / 2 * erf(x), x), exp(-(x**2))), kernel=None)
proofs["below a"] = porism.prove(integral <= a, kernel=None)
proofs["above a cubic"] = porism.prove(integral >= a - a**3 / 3, kernel=None)
proofs["below the whole"] = porism.prove(integral <= sqrt(pi) / 2, kernel=None)
proofs["above a cubic"]

# %% [markdown]
# ## Numbers
# At a = 1 the series is cut after six and after seven terms: two rational numbers 1/9360 apart, with the integral between them.

# %%
low = sum(Rational((-1) ** k, (2 * k + 1) * factorial(k)) for k in range(6))
high = low + Rational(1, 13 * 720)
proofs["at 1, low"] = porism.prove(Lt(low, integral.subs(a, 1), evaluate=False), kernel=None)
proofs["at 1, high"] = porism.prove(Lt(integral.subs(a, 1), high, evaluate=False), kernel=None)
print(f"{float(low):.6f} < ∫₀¹ exp(−x²) dx < {float(high):.6f}")

# %%
for name, proof in proofs.items():
    print(f"{name:18} {proof.claim.text[:90]}")
unproved = [name for name, proof in proofs.items() if not isinstance(proof, porism.Proved)]
if unproved:
    raise SystemExit(f"not proved: {', '.join(unproved)}")
print(f"all {len(proofs)} statements are proved")
