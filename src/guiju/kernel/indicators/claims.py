"""The systems measures serve (指标办理的制度)."""

from guiju.domain.language import Words
from guiju.kernel.claims import claim

claim(recorded=(24, 27), words=Words("指标", "Measures"), name="indicators:all")
