"""`shenyan rules`: everything a rule author should mend, in plain words, all files at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Final, TextIO

from shenyan.articles import Article
from shenyan.detectors import exists
from shenyan.finding import LEVELS
from shenyan.linter import Linter
from shenyan.rule_books import Books, load_books
from shenyan.rule_examples import near_misses, run_examples
from shenyan.rule_slips import suggest
from shenyan.rule_source import Line, Problem, Source, read_source
from shenyan.rules import Rule, RuleError, rule_files, rules_dir
from shenyan.settings import Settings
from shenyan.unreadable_patterns import refused

LINES: Final = 3
"""How many `flag` and `pass` lines a rule has at least."""

TOLD: Final = ("title", "message", "advice", "no-fix")
"""Keys whose text an author reads; each has an English twin."""


Check = Callable[[Source, Books], Iterator[Problem]]


def check_rules(folder: Path) -> list[Problem]:
    """Check every rule file under `folder`. Raises RuleError when the law itself is unreadable.

    A folder without `articles/` holds somebody's additions: they stand on the shipped law.
    """
    books = load_books(folder if _is_whole(folder) else rules_dir())
    return [problem for path in all_files(folder) for problem in check_file(path, books)]


def all_files(folder: Path) -> list[Path]:
    """List the rule files under `folder`, those about pictures last."""
    return rule_files(folder) + sorted((folder / "pictures").glob("*.yml"))


def report(folder: Path, out: TextIO, *, named: bool = False) -> int:
    """Write what is to be mended, or that all is well. Returns 0 when all is well, else 1.

    `named` puts the folder in front, where several are checked.
    """
    if named:
        print(f"{folder}:", file=out)
    try:
        problems = check_rules(folder) or check_examples(folder)
    except RuleError as error:
        print(error, file=out)
        return 1
    for problem in problems:
        print(problem, file=out)
    count = len(all_files(folder))
    if not count:
        print(f"{folder} 里没有规则：规则放在下一层文件夹里，例如 reputation/liar.yml。", file=out)
        print("No rules here: they belong into folders, as in reputation/liar.yml.", file=out)
        return 1
    end = f"有 {len(problems)} 处要改" if problems else "都没有问题"
    print(f"检查了 {count} 条规则，{end}。", file=out)
    end = f"{len(problems)} to mend" if problems else "nothing to mend"
    print(f"Checked {count} rules: {end}.", file=out)
    return 1 if problems else 0


def check_examples(folder: Path) -> list[Problem]:
    """Run every `flag` and `pass` line of sound rule files. Raises RuleError."""
    linter = Linter(folder) if _is_whole(folder) else Linter(settings=Settings(rules=(folder,)))
    sources = [read_source(path)[0] for path in rule_files(folder)]
    return [problem for source in sources for problem in run_examples(source, linter)]


def _is_whole(folder: Path) -> bool:
    return (folder / "articles").is_dir()


def check_file(path: Path, books: Books) -> list[Problem]:
    """Check one rule file."""
    source, problems = read_source(path)
    if source.values:
        for check in CHECKS:
            problems += check(source, books)
    return sorted(problems, key=lambda problem: problem.line)


def require_law(
    rules: Iterable[Rule], folder: Path, articles: Iterable[str], exemptions: Iterable[str]
) -> None:
    """Raise RuleError when a rule names an article or a question that is not on file."""
    known_articles, known_exemptions = frozenset(articles), frozenset(exemptions)
    for rule in rules:
        unknown = [
            *(name for name in rule.articles if name not in known_articles),
            *(name for name in rule.exemptions if name not in known_exemptions),
        ]
        if unknown:
            path = folder / f"{rule.id.replace('.', '/')}.yml"
            raise RuleError(path, f"没有收录：{'、'.join(unknown)}；运行 shenyan rules 看怎么改")


def _identity(source: Source, books: Books) -> Iterator[Problem]:
    expected = f"{source.path.parent.name}.{source.path.stem}"
    if source.text("id") and source.text("id") != expected:
        yield source.problem(source.line("id"), "identity", expected=expected)
    for key, choices in (("category", tuple(books.categories)), ("level", LEVELS)):
        if source.text(key) and source.text(key) not in choices:
            value = source.text(key)
            hint = suggest(value, choices)
            yield source.problem(source.line(key), "no-such", key=key, value=value, hint=hint)
    kind = source.text("detector")
    if kind and not source.drawn and not exists(kind):
        yield source.problem(source.line("detector"), "no-detector", value=kind)


def _patterns(source: Source, books: Books) -> Iterator[Problem]:
    for line in source.values.get("patterns", ()):
        if refused(line.text, books.slots):
            yield source.problem(line.number, "pattern")


def _citations(source: Source, books: Books) -> Iterator[Problem]:
    highest: Article | None = None
    for line in source.values.get("articles", ()):
        article = books.articles.get(line.text)
        if article is None:
            yield _unknown_article(source, line, books)
            continue
        if highest and article.rank < highest.rank:
            yield source.problem(line.number, "order", article=article.id, other=highest.id)
        highest = max(highest or article, article, key=lambda a: a.rank)
        category = books.categories.get(source.text("category"))
        if article.branch == "criminal" and category and not category.criminal_background:
            title = category.title
            yield source.problem(line.number, "criminal", category=title, article=article.id)


def _unknown_article(source: Source, line: Line, books: Books) -> Problem:
    for entry in books.withdrawn:
        if entry.covers(line.text):
            return source.problem(line.number, "withdrawn", article=line.text, **asdict(entry))
    hint = suggest(line.text, books.articles)
    return source.problem(line.number, "unknown-article", article=line.text, hint=hint)


def _questions(source: Source, books: Books) -> Iterator[Problem]:
    category = books.categories.get(source.text("category"))
    for line in source.values.get("exemptions", ()):
        exemption = books.exemptions.get(line.text)
        if exemption is None:
            hint = suggest(line.text, books.exemptions)
            yield source.problem(line.number, "unknown-question", question=line.text, hint=hint)
        elif category and category.private and exemption.fits != "any":
            title = category.title
            yield source.problem(line.number, "private", category=title, question=line.text)


def _wording(source: Source, books: Books) -> Iterator[Problem]:
    for key in TOLD:
        for name, never in ((key, books.wording.never), (f"{key}-en", books.wording.never_en)):
            for word in never:
                if word in source.text(name).lower():
                    yield source.problem(source.line(name), "verdict", key=name, word=word)


def _message(source: Source, books: Books) -> Iterator[Problem]:
    message, english = source.text("message"), source.text("message-en").lower()
    if message and not any(word in message for word in books.wording.hedges):
        yield source.problem(source.line("message"), "certain")
    if english and not any(word in english for word in books.wording.hedges_en):
        yield source.problem(source.line("message-en"), "certain-en")
    category = books.categories.get(source.text("category"))
    if message and category and not any(right in message for right in category.rights):
        rights = "、".join(category.rights)
        yield source.problem(source.line("message"), "no-right", rights=rights)


def _fix(source: Source, books: Books) -> Iterator[Problem]:
    if not source.drawn and not any(source.text(key) for key in ("fix", "replace", "no-fix")):
        yield source.problem(0, "no-fix")


def _examples(source: Source, books: Books) -> Iterator[Problem]:
    for key in ("flag", "pass"):
        count = len(source.values.get(key, ()))
        if 0 < count < LINES:
            yield source.problem(source.line(key), "few", key=key, count=count, least=LINES)
    yield from near_misses(source, books.wording.common, books.words)


CHECKS: Final[tuple[Check, ...]] = (
    _identity,
    _patterns,
    _citations,
    _questions,
    _wording,
    _message,
    _fix,
    _examples,
)
