"""`guiju systems`: the systems policies ask for, and which of them are at work here (制度清单)."""

from __future__ import annotations

import click

from guiju.cli.installation import start


@click.group()
def command() -> None:
    """Systems that policies ask for 制度清单：政策要求的制度，哪些可以在这里办."""


@command.command("list")
@click.option("--state", type=click.Choice(["served", "recorded", "not_yet"]), help="可以办、可以登记、还没有")
@click.option("--policy", default="", help="code or title of a policy 政策的代码或名称")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
def list_(state: str | None, policy: str, lang: str) -> None:
    """List them with where each is done, and count them 列出并计数."""
    start()
    from guiju.apps.systems.queries import AskedSystems, systems_asked, systems_of
    from guiju.kernel.claims import STATES

    rows = systems_of(policy) if policy else systems_asked(AskedSystems()).rows
    if policy and not rows:
        raise click.ClickException("清单里没有这份政策。 The list was not read from this policy.")
    counts = {code: sum(row.state == code for row in rows) for code in STATES}
    for row in rows:
        if state in (None, row.state):
            where = "、".join(claim.words.pick(lang) for claim in row.claims)
            said, name = STATES[row.state].pick(lang), row.system.name.pick(lang)
            click.echo(f"{row.system.number:>3}  {said}  {name}  {where}".rstrip())
    click.echo("  ".join(f"{words.pick(lang)} {counts[code]}" for code, words in STATES.items()))
