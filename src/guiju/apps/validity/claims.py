"""The systems the validity check serves (标准查新办理的制度)."""

from guiju.domain.language import Words
from guiju.kernel.claims import claim

claim(served=(37, 43), words=Words("标准查新", "Check of standards"), name="validity:new")
