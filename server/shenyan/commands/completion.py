"""命令补全 / shell completion: eval "$(shenyan completion bash)" (zsh, fish)."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

_BASH = """\
_shenyan() {{
  local words
  case "${{COMP_WORDS[1]}}" in
{cases}
    *) words="{commands}" ;;
  esac
  COMPREPLY=($(compgen -o default -W "$words" -- "${{COMP_WORDS[COMP_CWORD]}}"))
}}
complete -o default -F _shenyan shenyan
"""


def options(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `shenyan completion`."""
    parser.add_argument("shell", choices=("bash", "zsh", "fish"))


def run(arguments: argparse.Namespace) -> int:
    """Print a script for the shell, made from the commands there are."""
    from shenyan.cli import parser

    known = _options(parser())
    if arguments.shell == "fish":
        print(_fish(known), end="")
    else:
        start = "autoload -U bashcompinit && bashcompinit\n" if arguments.shell == "zsh" else ""
        print(start + _bash(known), end="")
    return 0


def _options(top: argparse.ArgumentParser) -> Mapping[str, list[str]]:
    """List the long options of each command."""
    commands = next(a.choices for a in top._actions if isinstance(a.choices, dict))
    return {
        name: sorted(o for a in one._actions for o in a.option_strings if o.startswith("--"))
        for name, one in commands.items()
    }


def _bash(known: Mapping[str, list[str]]) -> str:
    cases = "\n".join(f'    {name}) words="{" ".join(words)}" ;;' for name, words in known.items())
    return _BASH.format(cases=cases, commands=" ".join(known))


def _fish(known: Mapping[str, list[str]]) -> str:
    lines = [f"complete -c shenyan -n __fish_use_subcommand -a '{' '.join(known)}'"]
    for name, words in known.items():
        seen = f"'__fish_seen_subcommand_from {name}'"
        lines += [f"complete -c shenyan -n {seen} -l {word.removeprefix('--')}" for word in words]
    return "\n".join(lines) + "\n"
