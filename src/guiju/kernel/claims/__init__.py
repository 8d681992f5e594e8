"""What the house does of the systems policies ask for (制度的办理): rooms say so where the work is done.

A room declares in its `claims.py`: `claim(served=(43,), words=…, name="validity:new")`; the numbers are those of the
list of systems (制度清单, `apps/systems/data`). What comes and goes while the site runs is offered by a provider.

- served: the work can be done here
- recorded: its facts can be kept here
- anything else: not yet, which nobody needs to say
"""

from guiju.kernel.claims.table import STATES, Claim, State, claim, claims, provide, state_of

__all__ = ["STATES", "Claim", "State", "claim", "claims", "provide", "state_of"]
