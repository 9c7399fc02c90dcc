"""The algebra that scores: a library of subexpressions by value, and all their products and pairs by matrix products."""
