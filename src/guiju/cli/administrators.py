"""`guiju administrators`: the three administrators of an installation (三员), each let in by a one-time link."""

from __future__ import annotations

import click

from guiju.cli.installation import start
from guiju.domain.language import WordsError


@click.command()
@click.option("--organisation", default="", help="the organisation they act for 所在单位")
@click.option("--kind", default="bureau", show_default=True, help="its kind, as in roles.toml 单位类别")
@click.option("--system", default="", help="user name of the system administrator 系统管理员用户名")
@click.option("--security", default="", help="user name of the security administrator 安全管理员用户名")
@click.option("--audit", default="", help="user name of the audit administrator 审计管理员用户名")
@click.option("--link", "link_for", default="", help="a new link for an administrator there is 为已有管理员重发链接")
@click.option("--site", default="http://127.0.0.1:8000", show_default=True, help="address of the site 网站地址")
def command(organisation: str, kind: str, system: str, security: str, audit: str, link_for: str, site: str) -> None:
    """Make the first system, security and audit administrators; no password is set, each gets a one-time link.

    建立系统、安全、审计三个管理员。A role that somebody holds already is refused: the security administrator grants it.
    With --link NAME an administrator who forgot the password gets a link to set another.
    """
    names = {"system": system, "security": security, "audit": audit}
    asked = {f"{role}_administrator": name for role, name in names.items() if name}
    if bool(asked) == bool(link_for) or (asked and not organisation):
        raise click.UsageError(
            "give --organisation and user names, or --link NAME 请给出单位和用户名，或 --link 用户名"
        )
    start()
    from guiju.cli.letting_in import administrators_make, link_make  # models can be loaded only now

    try:
        links = link_make(link_for) if link_for else administrators_make(organisation, kind, asked)
    except WordsError as error:
        raise click.ClickException(f"{error.say('zh')} {error.say('en')}") from error
    for name, token, until in links:
        click.echo(f"{name}: {site.rstrip('/')}/accounts/invitation/{token}/")
        click.echo(f"    只能使用一次，有效至 once, until {until}")
