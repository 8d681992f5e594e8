"""The systems collections serve (专题库办理的制度)."""

from guiju.domain.language import Words
from guiju.kernel.claims import claim

claim(served=(45,), recorded=(9,), words=Words("专题库", "Collections"), name="collections:index")
