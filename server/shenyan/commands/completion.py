"""命令补全 / shell completion: eval "$(shenyan completion bash)" (zsh, fish)."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Final

_BASH: Final = """\
_shenyan() {{
  local IFS=$' \\t\\n' words command="${{COMP_WORDS[1]}}"
  (( COMP_CWORD == 1 )) && command=""
  case "$command:${{COMP_WORDS[COMP_CWORD - 1]}}" in
{cases}
    *) words="{commands} --help --version" ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "${{COMP_WORDS[COMP_CWORD]}}"))
}}
complete -o default -F _shenyan shenyan
"""

_ZSH: Final = """\
autoload -U compinit bashcompinit
(( $+functions[compdef] )) || compinit
bashcompinit
"""
"""zsh reads bash's way of completing, once its own is at work."""

_ARGUMENT: Final = ""
"""What a command itself takes, behind its options."""

Known = Mapping[str, Mapping[str, list[str]]]
"""For each command its long options, and what there is to choose from for each."""


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
        print((_ZSH if arguments.shell == "zsh" else "") + _bash(known), end="")
    return 0


def _options(top: argparse.ArgumentParser) -> Known:
    commands = next(a.choices for a in top._actions if isinstance(a.choices, dict))
    return {
        name: {
            word: [str(choice) for choice in action.choices or ()]
            for action in one._actions
            for word in (action.option_strings or [_ARGUMENT])
            if word.startswith("--") or word == _ARGUMENT
        }
        for name, one in commands.items()
    }


def _bash(known: Known) -> str:
    cases = []
    for name, words in known.items():
        for word, choices in words.items():
            if word and choices:
                cases.append(f'    {name}:{word}) words="{" ".join(choices)}" ;;')
        offered = [*words.get(_ARGUMENT, ()), *sorted(filter(None, words))]
        cases.append(f'    {name}:*) words="{" ".join(offered)}" ;;')
    return _BASH.format(cases="\n".join(cases), commands=" ".join(known))


def _fish(known: Known) -> str:
    lines = [f"complete -c shenyan -n __fish_use_subcommand -a '{' '.join(known)}'"]
    for name, words in known.items():
        seen = f"complete -c shenyan -n '__fish_seen_subcommand_from {name}'"
        for word, choices in sorted(words.items()):
            option = f" -l {word.removeprefix('--')}" if word else ""
            # -x: a value must follow, and it is no file.
            chosen = f" {'-x ' if word else ''}-a '{' '.join(choices)}'" if choices else ""
            if option or chosen:
                lines.append(seen + option + chosen)
    return "\n".join(lines) + "\n"
