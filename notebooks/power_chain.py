# %% [markdown]
# # The power chain of a data centre
# Grid → transformer → uninterruptible supply (UPS) with a battery → direct current for the racks. Three questions: what the
# chain loses, whether the battery bridges the start of the generator, and how far the battery can lower the day's peak.
# The last one is a linear program, whose optimum is proved by exact multipliers.
#
# References: The Green Grid (2008), White paper 16; G. Dantzig (1963), Linear Programming and Extensions.

# %%
from sympy import Eq, Rational, Symbol, symbols

import porism

proofs = {}

# %% [markdown]
# ## Efficiencies multiply
# P is the power at the racks, h₁, h₂, h₃ in (0, 1] are the efficiencies of transformer, UPS and conversion. The grid gives
# P/(h₁·h₂·h₃), and the difference is the heat of the three stages.

# %%
chain = {"P": "positive", "h1": "(0, 1]", "h2": "(0, 1]", "h3": "(0, 1]"}
losses = "P*(1 - h3)/h3 + P*(1 - h2)/(h2*h3) + P*(1 - h1)/(h1*h2*h3)"
proofs["losses add up"] = porism.prove(f"P/(h1*h2*h3) - P == {losses}", chain, kernel=None)
proofs["never a gain"] = porism.prove("P/(h1*h2*h3) >= P", chain, kernel=None)
proofs["the chain of today"] = porism.prove("0.985*0.96*0.95 > 0.898", kernel=None)
proofs["losses add up"]

# %% [markdown]
# ## The battery bridges the generator's start
# The generator gives nothing for d seconds, then takes the load over along a ramp of q seconds. Until the time s of the
# ramp the battery has given P·d + P·s − P·s²/(2·q); behind its inverter of efficiency h that must not exceed its energy Q.
# Enough is Q·h ≥ P·(d + q/2).

# %%
ramp = {"P": "positive", "q": "positive", "s": "[0, oo)"}
proofs["power on the ramp"] = porism.prove(
    "diff(P*d + P*s - P*s**2/(2*q), s) == P*(1 - s/q)", ramp, kernel=None
)
proofs["most at the end"] = porism.prove("P*s - P*s**2/(2*q) <= P*q/2", ramp, kernel=None)
needed = "P*d + P*s - P*s**2/(2*q) <= P*(d + q/2)"
proofs["the energy needed"] = porism.prove(needed, {**ramp, "d": "nonnegative"}, kernel=None)
proofs["the battery bridges"] = porism.prove(
    "given <= Q*h",
    {"P": "positive", "q": "positive", "Q": "positive", "h": "(0, 1]", "d": "nonnegative"},
    ["given <= P*(d + q/2)", "Q*h >= P*(d + q/2)"],
    kernel=None,
)
proofs["the battery bridges"]

# %% [markdown]
# In numbers: 1 MW, 12 s until the generator turns, 20 s of ramp, 94 % efficiency, and 7 kWh of battery (25.2 MJ).

# %%
proofs["1 MW"] = porism.prove("25.2*0.94 >= 1*(12 + 20/2)", kernel=None)
proofs["1 MW"]

# %% [markdown]
# ## Peak shaving
# The load of 24 hours in kW. The battery holds 600 kWh, takes or gives 150 kW, loses 10 % of what it takes, and ends the
# day as it began, half full. What is the lowest peak that the grid must deliver?

# %%
load = [
    420,
    400,
    390,
    385,
    390,
    410,
    480,
    590,
    700,
    790,
    840,
    870,
    880,
    875,
    860,
    850,
    870,
    900,
    910,
    860,
    760,
    640,
    540,
    460,
]
peak = Symbol("peak", nonnegative=True)
charge = symbols("c0:24", nonnegative=True)
discharge = symbols("d0:24", nonnegative=True)
rules, energy = [], Rational(300)
for hour, demand in enumerate(load):
    rules += [demand + charge[hour] - discharge[hour] <= peak, charge[hour] <= 150, discharge[hour] <= 150]
    energy += Rational(9, 10) * charge[hour] - discharge[hour]
    rules += [energy >= 0, energy <= 600]
rules.append(Eq(energy, 300))
plan = porism.minimize(peak, rules)
proofs["peak shaving"] = plan
print(
    f"the peak falls from {max(load)} kW to {plan.value[0]} kW = {float(plan.value[0]):.2f} kW, {plan.status}"
)

# %% [markdown]
# No plan has a lower peak: the certificate of the bound is a combination of the rules with positive rational weights. It is
# checked again in a new process, and 1 kW less is impossible, which has a proof of its own.

# %%
if not plan.verify():
    raise SystemExit("the plan's certificate should be accepted again")
proofs["1 kW less"] = porism.minimize(0, [*rules, peak <= plan.value[0] - 1])
print(proofs["1 kW less"].parts[0].about)

# %%
statuses = {
    name: "proved" if isinstance(p, porism.Proved) else getattr(p, "status", "unknown")
    for name, p in proofs.items()
}
for name, status in statuses.items():
    print(f"{name:20} {status}")
if set(statuses.values()) != {"proved"}:
    raise SystemExit("not everything is proved")
print(f"all {len(proofs)} statements are proved")
