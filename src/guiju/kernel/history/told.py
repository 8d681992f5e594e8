"""What events did, in words (事件说法): put together from the parts of an action's name, `room.thing.deed`.

A name whose last part is no known deed is shown as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from guiju.domain.language import Words

_DEEDS: dict[str, tuple[str, str]] = {
    "accepted": ("接受", "accepted"), "added": ("添加", "added"), "admitted": ("准入", "admitted"),
    "announced": ("公布", "announced"), "answered": ("答复", "answered"), "applied": ("施行", "applied"),
    "asked": ("征求意见", "asked for an opinion"), "assigned": ("指派", "assigned"), "called": ("召开", "called"),
    "cancelled": ("取消", "called off"),
    "changed": ("修改", "changed"), "chased": ("催报", "chased"), "checked": ("核对", "checked"),
    "closed": ("关闭", "closed"), "concealed": ("撤下公开", "taken off the public pages"),
    "confirmed": ("确认", "confirmed"), "corrected": ("更正", "corrected"), "created": ("新建", "created"),
    "decided": ("议定", "decided"), "declined": ("谢绝", "declined"), "defined": ("定义", "defined"),
    "deleted": ("删除", "deleted"), "disclosed": ("公开", "made public"), "done": ("完成", "done"),
    "dropped": ("作废", "dropped"), "ended": ("结束", "ended"), "entered": ("录入", "entered"),
    "erased": ("永久删除", "erased"), "given": ("给出", "given"), "granted": ("授予", "granted"),
    "imported": ("导入", "imported"), "invited": ("邀请", "invited"), "joined": ("加入", "joined"),
    "left": ("留作以后", "left for later"), "let_in": ("导入", "let in"), "linked": ("关联", "linked"),
    "locked_out": ("锁定", "locked out"), "made": ("生成", "made"),
    "merged": ("合并", "merged"), "migrated": ("改按新版办理", "brought to a newer version"),
    "moved": ("办理", "moved on"), "opened": ("开出", "opened"), "paused": ("暂停", "paused"),
    "planned": ("试算", "planned"), "prepared": ("准备", "prepared"), "published": ("公开", "published"),
    "recorded": ("记录", "recorded"), "refused": ("拒绝", "refused"), "released": ("入库", "let in"),
    "removed": ("移除", "removed"), "renamed": ("更名", "renamed"), "renewed": ("更换", "renewed"),
    "reopened": ("重新打开", "opened again"), "repeated": ("重做", "repeated"),
    "replaced": ("代替", "replaced"), "reported": ("填报", "reported"),
    "requested": ("申请", "requested"), "required": ("要求", "required"), "restored": ("恢复", "restored"),
    "returned": ("退回", "returned"), "revised": ("修订", "revised"), "revoked": ("收回", "revoked"),
    "saved": ("保存", "saved"), "set": ("设定", "set"), "settled": ("处理", "settled"),
    "signed_in": ("登录", "signed in"), "signed_out": ("退出", "signed out"), "split": ("拆分", "split"),
    "superseded": ("由新版代替", "replaced by a newer version"), "taken_in": ("入账", "taken in"),
    "tasked": ("转为任务", "made a task"), "tied": ("关联指标", "tied to a measure"),
    "unchecked": ("取消核对", "to be checked again"), "undone": ("撤销", "undone"),
    "unlinked": ("取消关联", "unlinked"), "unmerged": ("撤销合并", "unmerged"), "untied": ("取消关联", "untied"),
    "used": ("使用", "used"), "went_on": ("随新版延续", "went on in a newer version"),
    "withdrawn": ("撤回", "withdrawn"), "written": ("记录", "written"),
}  # fmt: skip
_THINGS: dict[str, tuple[str, str]] = {
    "account": ("外部账号", "outside account"), "appeal": ("申诉", "appeal"), "assessment": ("考核", "assessment"),
    "body": ("单位名称", "name of a body"), "case": ("事项", "case"), "check": ("查新", "check"),
    "code": ("验证码", "code"), "codes": ("代码", "codes"), "collection": ("专题库", "collection"),
    "committee": ("委员会", "committee"), "contact": ("联系方式", "contact"), "council": ("协调机构", "council"),
    "decision": ("议定事项", "decision"), "declaration": ("声明", "declaration"), "delegation": ("委托", "delegation"),
    "document": ("材料", "document"), "doubt": ("疑点", "doubt"), "draw": ("抽取", "draw"), "dump": ("数据包", "dump"),
    "edition": ("标准版本", "edition"), "editions": ("标准版本", "editions"), "editor": ("编辑人", "editor"),
    "erasure": ("注销", "erasure"), "evaluator": ("第三方评估", "evaluator"), "expert": ("专家", "expert"),
    "factor": ("验证方式", "sign-in factor"), "file": ("文件", "file"), "filing": ("填报", "report"),
    "import": ("导入", "import"), "invitation": ("邀请", "invitation"), "joint": ("协同台账", "joint ledger"),
    "key": ("密钥", "key"), "liaison": ("联络", "liaison"), "link": ("联络", "link"),
    "mapping": ("列对应", "mapping of columns"), "measure": ("指标", "measure"), "meeting": ("会议", "meeting"),
    "member": ("成员", "member"), "number": ("标准号", "number"), "opinion": ("意见", "opinion"),
    "organisation": ("单位", "organisation"), "pair": ("上下级对应", "pair"), "part": ("分解任务", "part"),
    "password": ("密码", "password"), "person": ("人员", "person"), "policy": ("政策", "policy"),
    "profile": ("个人资料", "profile"), "reading": ("填报数", "reported number"), "record": ("登记", "record"),
    "recovery": ("恢复", "recovery"), "recusal": ("回避", "recusal"), "reference": ("引用", "reference"),
    "refusal": ("不关联", "refusal"), "relation": ("关系", "relation"), "role": ("角色", "role"),
    "round": ("填报批次", "round"), "score": ("年度工作", "yearly score"), "seat": ("席位", "seat"),
    "sheet": ("表格", "sheet"), "side": ("负责方", "side"), "target": ("目标", "target"), "task": ("任务", "task"),
    "term": ("届次", "term"), "tie": ("关联", "tie"), "unit": ("内设机构", "unit"), "user": ("账号", "account"),
    "value": ("数值", "value"), "view": ("视图", "view"),
}  # fmt: skip
_ROOMS: dict[str, tuple[str, str]] = {
    "searches": ("检索", "search"), "quotas": ("限额", "quota"), "opendata": ("开放数据", "open data"),
}  # fmt: skip
_WHOLE: dict[str, tuple[str, str]] = {
    "accounts.password_link_made": ("设置密码的链接生成", "link to set a password made"),
    "ledger.joint.left": ("协同台账退出", "joint ledger left"),
    "ledger.target.tie_refusal_undone": ("目标撤销“不关联”", "refusal to tie a target undone"),
    "quotas.organisation_set": ("单位限额设定", "quota of an organisation set"),
    "register.record.kept_longer": ("登记延长保存", "record kept longer"),
}
_ENDS = sorted(_DEEDS, key=len, reverse=True)


@lru_cache(1_000)
def action_words(action: str) -> Words:
    """What an action did: what it was done to, then the deed."""
    if action in _WHOLE:
        return Words(*_WHOLE[action])
    room, _, rest = action.partition(".")
    deed = next((one for one in _ENDS if rest == one or rest.endswith((f".{one}", f"_{one}"))), None)
    if deed is None:
        return Words(action, action)
    parts = re.split(r"[._]", rest.removesuffix(deed))
    things = [_THINGS[part] for part in parts if part in _THINGS] or ([_ROOMS[room]] if room in _ROOMS else [])
    zh, en = _DEEDS[deed]
    return Words("".join([*(thing[0] for thing in things), zh]), " ".join([*(thing[1] for thing in things), en]))
