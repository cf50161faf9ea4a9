import csv

import numpy as np
import pytest

from weerbaar_analysis.counts.cli import main
from weerbaar_analysis.counts.registry import DETECTORS
from weerbaar_analysis.counts.weeks import week_index, week_label

FIRST = week_index("2020-W01")
HEADER = ["series", "week", "count", "expected", "upper", "score", "p_value", "verdict", "reason"]


@pytest.fixture
def counts(tmp_path):
    """Ten series of 330 weeks, one with a rise in the last two weeks."""
    random = np.random.default_rng(1)
    path = tmp_path / "counts.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("series,week,count\n")
        for series in range(10):
            for week in range(330):
                count = random.poisson(3.0) + (25 if series == 4 and week >= 328 else 0)
                file.write(f"s{series},{week_label(FIRST + week)},{count}\n")
    return path


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("method", sorted(DETECTORS))
def test_every_method_writes_one_row_per_series_and_judged_week(counts, tmp_path, method):
    out = tmp_path / "findings.csv"
    assert main([str(counts), "--method", method, "--weeks", "2", "--out", str(out)]) == 0
    found = rows(out)
    assert list(found[0]) == HEADER + ["recurrence_weeks"] * (method == "scan")
    assert len(found) == 20
    assert next(row["verdict"] for row in found if row["series"] == "s4") == "meer dan verwacht"
    assert sum(row["verdict"] == "meer dan verwacht" for row in found if row["series"] != "s4") <= 4


def test_the_same_seed_twice_gives_the_same_file(counts, tmp_path):
    outs = [tmp_path / "one.csv", tmp_path / "two.csv"]
    for out in outs:
        assert main([str(counts), "--method", "sparse", "--seed", "3", "--out", str(out)]) == 0
    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_parameters_come_from_the_config_by_name(counts, tmp_path, capsys):
    config, out = tmp_path / "config.yaml", tmp_path / "findings.csv"
    config.write_text("sparse:\n  alpha: 0.0001\n  risks: [2.0, 3.0]\n", encoding="utf-8")
    assert main([str(counts), "--method", "sparse", "--config", str(config), "--out", str(out)]) == 0
    config.write_text("alfa: 0.1\n", encoding="utf-8")
    assert main([str(counts), "--method", "sparse", "--config", str(config), "--out", str(out)]) == 2
    assert "'alfa'" in capsys.readouterr().err
    config.write_text("alpha: veel\n", encoding="utf-8")
    assert main([str(counts), "--method", "sparse", "--config", str(config), "--out", str(out)]) == 2
    assert "vul een getal in" in capsys.readouterr().err


def test_a_configuration_of_the_peer_is_read_with_its_range_of_weeks(counts, tmp_path, capsys):
    config, out = tmp_path / "config.yaml", tmp_path / "findings.csv"
    config.write_text(
        "range: [329, 330]\nb: 5\nw: 3\nnoPeriods: 10\nreweight: true\nweightsThreshold: 2.58\nverbose: false\n"
        "glmWarnings: true\nalpha: 0.01\ntrend: true\npThresholdTrend: 1\nlimit54: [5, 4]\npowertrans: 2/3\n"
        "fitFun: algo.farrington.fitGLM.flexible\npopulationOffset: false\npastWeeksNotIncluded: 26\n"
        "thresholdMethod: nbPlugin\n",
        encoding="utf-8",
    )
    asked = [str(counts), "--method", "farrington-flexible", "--config", str(config), "--out", str(out)]
    assert main(asked) == 0
    assert sorted({row["week"] for row in rows(out)}) == [week_label(FIRST + 328), week_label(FIRST + 329)]
    config.write_text("range: [331]\n", encoding="utf-8")
    assert main(asked) == 2
    assert "van 1 tot en met 330" in capsys.readouterr().err
    config.write_text("method: C2\n", encoding="utf-8")
    asked[2] = "ears-c1"
    assert main(asked) == 2
    assert "'C2'" in capsys.readouterr().err


def test_bad_input_ends_with_2_names_the_row_and_writes_nothing(counts, tmp_path, capsys):
    out = tmp_path / "findings.csv"
    lines = counts.read_text(encoding="utf-8").splitlines()
    counts.write_text("\n".join([*lines[:100], "s0,2022-W01,-4", *lines[101:]]), encoding="utf-8")
    assert main([str(counts), "--method", "sparse", "--out", str(out)]) == 2
    assert "Rij 101, kolom count" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["counts.csv"]


def test_three_weeks_of_history_are_too_little_data(tmp_path):
    path, out = tmp_path / "short.csv", tmp_path / "findings.csv"
    path.write_text("series,week,count\na,2026-W01,1\na,2026-W02,2\na,2026-W03,1\n", encoding="utf-8")
    for method in sorted(DETECTORS):
        assert main([str(path), "--method", method, "--out", str(out)]) == 0
        assert rows(out)[0]["verdict"] == "te weinig gegevens"
        assert rows(out)[0]["reason"]


def test_neighbours_that_rise_together_are_found_with_a_neighbours_file(tmp_path):
    random = np.random.default_rng(2)
    path, near, out = tmp_path / "counts.csv", tmp_path / "near.csv", tmp_path / "findings.csv"
    lines = ["place;topic;week;count"]
    for place in range(9):
        for week in range(60):
            count = random.poisson(1.0) + (3 if place in {0, 1, 3} and week >= 58 else 0)
            lines.append(f"P{place};x;{week_label(FIRST + week)};{count}")
    path.write_text("\n".join(lines), encoding="utf-8")
    near.write_text("place,x,y\n" + "".join(f"P{n},{n % 3},{n // 3}\n" for n in range(9)), encoding="utf-8")
    assert main([str(path), "--method", "scan", "--neighbours", str(near), "--out", str(out)]) == 0
    more = {row["place"] for row in rows(out) if row["verdict"] == "meer dan verwacht"}
    assert {"P0", "P1", "P3"} <= more
    for row in rows(out):
        assert float(row["recurrence_weeks"]) == pytest.approx(1 / float(row["p_value"]))
    near.write_text("place,x,y\nP0,0,0\n", encoding="utf-8")
    assert main([str(path), "--method", "scan", "--neighbours", str(near), "--out", str(out)]) == 2
