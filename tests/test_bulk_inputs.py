"""Posts are read out of whatever exports write; a row that is none is named with a reason."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pyarrow import Table, parquet

from shenyan.bulk.columns import Columns, identity, month
from shenyan.bulk.posts import LONGEST, Post, Reject, read_posts
from shenyan.bulk.tables import LONGEST_LINE, InputError

DOUYIN = (
    "作品名称,发布时间,体裁,审核状态,播放量,完播率,5s完播率,封面点击率,2s跳出率,平均播放时长,"
    "点赞量,分享量,评论量,收藏量,主页访问量,粉丝增量"
)
"""The heading of the list of works that Douyin's creator centre exports."""

WEIBO = (
    "id,bid,user_id,用户昵称,微博正文,头条文章url,发布位置,艾特用户,话题,转发数,评论数,点赞数,"
    "发布时间,发布工具"
)


def write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def reasons(path: Path) -> dict[str, str]:
    rows = read_posts(path, Columns())
    return {row.source: row.reason for row in rows if isinstance(row, Reject)}


def test_rows_that_cannot_be_read_are_named_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_bytes(
        b'{"text": "a"}\nnot json\n[1]\n{"text": 3}\n\n{"other": "b"}\n{"text": "\xff"}\n'
    )
    found = list(read_posts(path, Columns()))
    assert found[0] == Post("odd.jsonl:1", "odd.jsonl:1", "a", "")
    assert reasons(path) == {
        "odd.jsonl:2": "not a line of JSON in UTF-8",
        "odd.jsonl:3": "not a JSON object",
        "odd.jsonl:4": "the text is missing or not a text",
        "odd.jsonl:6": "no text column; name it with --text",
        "odd.jsonl:7": "not a line of JSON in UTF-8",
    }


def test_a_line_without_end_is_one_reject_and_the_next_line_is_read(tmp_path: Path) -> None:
    long = b'{"text": "' + b"a" * (2 * LONGEST_LINE + 7) + b'"}\n'
    path = write(tmp_path / "long.jsonl", long + b'{"text": "b"}\n')
    reject, after = read_posts(path, Columns())
    assert reject == Reject("long.jsonl:1", "a line of 4 MB or more")
    assert after == Post("long.jsonl:2", "long.jsonl:2", "b", "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_weibo_export_is_read_in_the_usual_spellings(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = tmp_path / "export.CSV"
    row = ["46077", "K3fn", "7", "小北", "两行\n都在，😀", "", "", "", "", "1", "2", "3"]
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(WEIBO.split(","))
        writer.writerow([*row, "2026年3月5日 10:00", "网页"])
    assert list(read_posts(path, Columns())) == [
        Post("46077", "export.CSV:1", "两行\n都在，😀", "2026-03")
    ]


def test_a_douyin_export_has_no_id_so_rows_are_known_by_their_place(tmp_path: Path) -> None:
    row = "今天去看海 #日常,2026-07-18 14:11:20,1min-视频,公开,81,0.08,0.37,,0.3,9.5,6,0,3,0,3,0"
    path = write(tmp_path / "作品列表.csv", f"\ufeff{DOUYIN}\r\n{row}\r\n")
    assert list(read_posts(path, Columns())) == [
        Post("作品列表.csv:1", "作品列表.csv:1", "今天去看海 #日常", "2026-07")
    ]


def test_the_user_may_name_columns_and_letter_case_does_not_count(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "ID,Text, Body ,When\n1,x,y,2026-01-02\n")
    assert list(read_posts(path, Columns(text="body", date="when"))) == [
        Post("1", "a.csv:1", "y", "2026-01")
    ]


def test_a_table_without_a_text_column_is_refused_with_its_columns(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "昵称,粉丝\n小北,3\n")
    with pytest.raises(InputError, match="no text column among 昵称, 粉丝; name it with --text"):
        list(read_posts(path, Columns()))


def test_bad_rows_of_a_table_are_rejected_and_good_ones_beside_them_read(tmp_path: Path) -> None:
    file = io.BytesIO()
    file.write("id,text,date\n1,好,2026-01-01\n2,多,2026,一,二\n3\n".encode())
    file.write(b"4,\xff\xfe,\n5," + "长".encode() * (LONGEST + 1) + b",\n")
    file.write("6,尾,,\n\n7,完,\n".encode())
    path = write(tmp_path / "odd.csv", file.getvalue())
    assert [row.text for row in read_posts(path, Columns()) if isinstance(row, Post)] == [
        "好",
        "尾",
        "完",
    ]
    assert reasons(path) == {
        "odd.csv:2": "more values than columns",
        "odd.csv:3": "fewer values than columns",
        "odd.csv:4": "bytes that are no text in the file's encoding",
        "odd.csv:5": "a text of more than 20,000 characters; is a quotation mark missing?",
    }


def test_a_quotation_mark_that_never_closes_is_told(tmp_path: Path) -> None:
    rows = "".join(f"{i},第{i}条\n" for i in range(3000))
    path = write(tmp_path / "open.csv", f'id,text\na,好\nb,"不完\n{rows}')
    assert list(reasons(path)) == ["open.csv:2"]


def test_gbk_that_begins_after_much_plain_ascii_is_still_seen(tmp_path: Path) -> None:
    plain = "".join(f"{i},plain\n" for i in range(20_000))
    path = write(tmp_path / "late.csv", f"id,text\n{plain}".encode() + "x,迟来的字".encode("gbk"))
    *_, last = read_posts(path, Columns())
    assert isinstance(last, Post)
    assert last.text == "迟来的字"


def test_parquet_is_read_by_column_name(tmp_path: Path) -> None:
    path = tmp_path / "posts.parquet"
    when = datetime(2026, 2, 28, 20, tzinfo=UTC)
    rows = [{"n": 5, "body": "甲", "time": when}, {"n": 6, "body": None, "time": when}]
    parquet.write_table(Table.from_pylist(rows), path)
    found = list(read_posts(path, Columns(text="body", id="n")))
    assert found[0] == Post("5", "posts.parquet:1", "甲", "2026-03")
    assert isinstance(found[1], Reject)


def test_what_is_no_parquet_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "posts.parquet", "text")
    with pytest.raises(InputError, match="not a Parquet file"):
        list(read_posts(path, Columns()))


def test_an_unknown_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="csv"):
        list(read_posts(tmp_path / "posts.xlsx", Columns()))


def test_of_weibos_own_data_the_authors_text_is_read(tmp_path: Path) -> None:
    row = {"text": "<a>x</a>", "text_raw": "x", "mid": "9"}
    row["created_at"] = "Tue Feb 23 12:28:47 +0800 2021"
    path = write(tmp_path / "api.jsonl", json.dumps(row))
    assert list(read_posts(path, Columns())) == [Post("9", "api.jsonl:1", "x", "2021-02")]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-03-05", "2026-03"),
        ("2026/3/5 8:00", "2026-03"),
        ("2026年12月5日", "2026-12"),
        ("20260305", "2026-03"),
        (1646064000, "2022-03"),
        ("1646064000123", "2022-03"),
        (date(2026, 1, 2), "2026-01"),
        (datetime(2026, 1, 31, 17, tzinfo=UTC), "2026-02"),
        ("2026-13-01", ""),
        ("2026-²", ""),
        ("昨天 10:00", ""),
        (None, ""),
    ],
)
def test_the_month_is_read_off_dates_in_chinese_time(value: object, expected: str) -> None:
    assert month(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('="4607741009594608"', "4607741009594608"),
        ("\t46077", "46077"),
        (46077, "46077"),
        ("4.60774E+15", ""),
        (None, ""),
    ],
)
def test_an_id_is_read_as_its_author_meant_it(value: object, expected: str) -> None:
    assert identity(value) == expected
