"""Decide at whom a word is aimed.

A word thrown at somebody stays. Talk about the word, a real mother, praise and fiction make it
vanish, and so do a quotation, a report, oneself, a thing or a pet, unless somebody is named so all
the same (“he is a ‘rat’”): then it is a hint. A weak word (`info`) becomes a warning where it is
tied to one person; after `when: directed` it also needs somebody in its sentence, after `voiced`
it is rude whoever it is aimed at, after `mild` it stays weak and needs a post that sounds
wounding. A word of `when: aimed` is a warning only with somebody in sight. A calm text around a
word that is tied to nobody lowers any of them.

The cues are the lists `rules/words/aim-*.yml`.
"""

from shenyan.aim.judges import Judge, prepare

__all__ = ["Judge", "prepare"]
