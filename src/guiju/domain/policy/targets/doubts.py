"""Why a reader of targets is not sure (目标存疑)."""

from guiju.domain.language import Words

INDISTINCT = Words(
    "中文数词后无比较词,可能是名称而不是目标。",
    "A numeral in words without a comparator: perhaps a name, not a target.",
)
SEVERAL_DATES = Words("上文有不止一个期限,取了其中一个。", "More than one date stands above; one of them was taken.")
UNPAIRED = Words(
    "期限与数值的个数不一致,取了最后一个期限。", "Dates and numbers differ in count; the last date was taken."
)
MANY = Words("目标过多,其后未读。", "Too many targets; those behind this place were not read.")
