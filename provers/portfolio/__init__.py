"""The portfolio: many strategies for one claim, in an order that was learned from how long each took on others."""
