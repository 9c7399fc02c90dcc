# %% [markdown]
# # Black–Scholes: the price of a call satisfies its equation
# A share costs S, the logarithm of its price moves with the volatility σ, money earns the rate r, and t is the time that
# is left. The call with strike K is worth S·Φ(d₁) − K·exp(−r·t)·Φ(d₂). Its differential equation, its hedge, its parity
# with the put and its bounds are proved for all S, K, σ, t > 0 and every real r. Φ is written with the error function.
#
# References: F. Black, M. Scholes (1973), The pricing of options and corporate liabilities; R. Merton (1973), Theory of
# rational option pricing.

# %%
from sympy import Derivative, Eq, Expr, Gt, Symbol, erf, exp, log, pi, sqrt

import porism

S, K, sigma, t = (Symbol(name, positive=True) for name in ("S", "K", "sigma", "t"))
r = Symbol("r", real=True)
proofs = {}


def normal(x: Expr) -> Expr:
    """Φ, the distribution function of the normal law."""
    return (1 + erf(x / sqrt(2))) / 2


def density(x: Expr) -> Expr:
    """φ = Φ′."""
    return exp(-(x**2) / 2) / sqrt(2 * pi)


d1 = (log(S) - log(K) + (r + sigma**2 / 2) * t) / (sigma * sqrt(t))
d2 = d1 - sigma * sqrt(t)
call = S * normal(d1) - K * exp(-r * t) * normal(d2)
put = K * exp(-r * t) * normal(-d2) - S * normal(-d1)

# %% [markdown]
# ## The density belongs to the distribution function

# %%
x = Symbol("x", real=True)
proofs["density"] = porism.prove(Eq(Derivative(normal(x), x), density(x)), kernel=None)
proofs["symmetry"] = porism.prove(Eq(normal(-x), 1 - normal(x), evaluate=False), kernel=None)
proofs["density"]

# %% [markdown]
# ## The identity behind everything
# S·φ(d₁) = K·exp(−r·t)·φ(d₂): this is why the derivative of the price is so simple.

# %%
proofs["key"] = porism.prove(Eq(S * density(d1), K * exp(-r * t) * density(d2), evaluate=False), kernel=None)
proofs["key"]

# %% [markdown]
# ## Hedge, curvature, decay
# Delta: hold Φ(d₁) shares. The curvature (gamma) is positive, the value falls as time passes by a known amount.

# %%
delta, gamma = normal(d1), density(d1) / (S * sigma * sqrt(t))
decay = S * density(d1) * sigma / (2 * sqrt(t)) + r * K * exp(-r * t) * normal(d2)
proofs["delta"] = porism.prove(Eq(Derivative(call, S), delta), kernel=None)
proofs["gamma"] = porism.prove(Eq(Derivative(call, S, S), gamma), kernel=None)
proofs["gamma > 0"] = porism.prove(Gt(gamma, 0, evaluate=False), kernel=None)
proofs["decay"] = porism.prove(Eq(Derivative(call, t), decay), kernel=None)
proofs["delta"]

# %% [markdown]
# ## The differential equation
# ∂C/∂t = ½σ²S²·∂²C/∂S² + r·S·∂C/∂S − r·C, with t the time that is left.

# %%
right = sigma**2 * S**2 / 2 * Derivative(call, S, S) + r * S * Derivative(call, S) - r * call
proofs["equation"] = porism.prove(Eq(Derivative(call, t), right), kernel=None)
proofs["equation"]

# %% [markdown]
# ## Parity and a wrong formula
# C − P = S − K·exp(−r·t). With d₁ in both places the formula is wrong, and a market shows it: the witness.

# %%
proofs["parity"] = porism.prove(Eq(call - put, S - K * exp(-r * t), evaluate=False), kernel=None)
careless = S * normal(d1) - K * exp(-r * t) * normal(d1)
wrong = porism.prove(Eq(Derivative(careless, S), normal(d1)), kernel=None)
if not isinstance(wrong, porism.Refuted):
    raise SystemExit("the careless formula should be refuted")
wrong

# %%
for name, proof in proofs.items():
    print(f"{name:10} {proof.claim.text[:90]}")
unproved = [name for name, proof in proofs.items() if not isinstance(proof, porism.Proved)]
if unproved:
    raise SystemExit(f"not proved: {', '.join(unproved)}")
print(f"all {len(proofs)} statements are proved")
