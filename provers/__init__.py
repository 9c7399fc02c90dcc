"""The provers: the only place where a verdict is minted."""
