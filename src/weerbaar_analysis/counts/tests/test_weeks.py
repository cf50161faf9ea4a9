import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar_analysis.counts.weeks import monday, same_week, week_index, week_label


@given(st.integers(0, 6000))
def test_every_week_has_a_label_that_leads_back_to_it(index):
    assert week_index(week_label(index)) == index
    assert monday(index).isoweekday() == 1


@pytest.mark.proves("R10")
def test_week_53_lies_between_week_52_and_week_1():
    assert week_index("2026-W53") - week_index("2026-W52") == 1
    assert week_index("2027-W01") - week_index("2026-W53") == 1


@given(st.integers(1000, 4000), st.integers(1, 30))
def test_the_same_week_of_another_year_stays_in_the_season(index, years):
    then, now = monday(same_week(index, years)), monday(index)
    apart = abs((now.replace(year=2000, day=min(now.day, 28)) - then.replace(year=2000, day=min(then.day, 28))).days)
    assert min(apart, 366 - apart) <= 14


@pytest.mark.parametrize("wrong", ["2025-W53", "2026-W00", "2026-W54", "2026-7", "week 7", "", "2026-W7"])
def test_a_wrong_week_is_refused_with_the_way_to_write_it(wrong):
    with pytest.raises(ValueError, match=r"week"):
        week_index(wrong)
