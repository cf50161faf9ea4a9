import io
import re
from datetime import datetime, timedelta
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from tests.cast import NOW, Cast, add_member
from weerbaar.accounts import services
from weerbaar.accounts.models import AuditEvent, ExportRequest, Role
from weerbaar.outbox.models import OutgoingMail

LIST = "/mensen/"


def many_people(cast: Cast, count: int) -> None:
    for number in range(count):
        add_member(key=f"many-{number}", role=Role.TRAINER, organisation=cast.organisations["trainer"])


@pytest.mark.proves("T13")
def test_one_file_of_201_rows_needs_a_second_person_and_then_goes_once(cast: Cast) -> None:
    visitor = cast.client("analyst")
    assert visitor.get(f"{LIST}?people-export=csv").status_code == 200
    many_people(cast, 201)
    for kind in ("csv", "xlsx"):
        stopped = visitor.get(f"{LIST}?people-export={kind}")
        assert stopped.status_code == 403
        assert "many-7@" not in stopped.content.decode()
    rows = stopped.context["form"].initial["rows"]
    fields = {"path": LIST, "rows": rows, "reason": "Voor het jaarverslag van de regio."}
    assert visitor.post("/veel-rijen/vragen/", fields).status_code == 302
    asked = ExportRequest.objects.get()
    assert visitor.post(f"/veel-rijen/{asked.pk}/beslissen/", {"grant": "1"}).status_code == 404
    assert visitor.get(f"{LIST}?people-export=csv").status_code == 403
    cast.client("dpo").post(f"/veel-rijen/{asked.pk}/beslissen/", {"grant": "1"})
    assert "many-7@" in visitor.get(f"{LIST}?people-export=csv").content.decode()
    assert visitor.get(f"{LIST}?people-export=csv").status_code == 403
    assert AuditEvent.objects.filter(action="stop_export", outcome="refused").count() == 4


@pytest.mark.proves("T13")
def test_201_files_of_one_row_count_as_one_of_201(cast: Cast) -> None:
    actor = cast["analyst"]
    given = 0
    for number in range(210):
        try:
            services.spend_export_budget(actor=actor, rows=1, what=f"/list/{number}/", is_file=True, now=NOW)
        except services.BudgetSpent:
            break
        given += 1
    assert given == 200
    tomorrow = NOW + timedelta(days=1)
    services.spend_export_budget(actor=actor, rows=1, what=LIST, is_file=True, now=tomorrow)


@pytest.mark.proves("T13")
def test_paging_and_searching_count_in_the_same_budget(cast: Cast) -> None:
    actor = cast["analyst"]
    for page in range(400):
        services.spend_export_budget(actor=actor, rows=25, what=f"/list/{page}/", is_file=False, now=NOW)
    with pytest.raises(services.BudgetSpent):
        services.spend_export_budget(actor=actor, rows=25, what=LIST, is_file=False, now=NOW)


@pytest.mark.proves("T13")
def test_nobody_agrees_to_the_own_question(cast: Cast) -> None:
    asked = services.ask_export(actor=cast["dpo"], path=LIST, rows=300, reason="Voor het jaarverslag.", now=NOW)
    with pytest.raises(services.SecondPersonNeeded):
        services.decide_export(actor=cast["dpo"], request=asked, grants=True, now=NOW)
    with pytest.raises(services.NotAllowed):
        services.decide_export(actor=cast["executive"], request=asked, grants=True, now=NOW)
    services.decide_export(actor=cast["maintainer"], request=asked, grants=True, now=NOW)


def test_a_reason_that_names_somebody_is_not_kept(cast: Cast) -> None:
    with pytest.raises(services.ReasonNamesSomebody):
        services.ask_export(actor=cast["analyst"], path=LIST, rows=300, reason="Over Jan de Vries.", now=NOW)
    assert not ExportRequest.objects.exists()


@pytest.mark.proves("T3")
def test_a_search_for_a_person_gets_the_referral_and_no_query(cast: Cast) -> None:
    visitor = cast.client("analyst")
    for address in ("/signalen/?signals-q=", "/adviezen/?advice-q=", "/ontwikkelingen/trends/?trends-q="):
        assert "We zoeken niet op mensen" not in visitor.get(f"{address}jongeren").content.decode()
        for text in ("Jan de Vries", "fatima el idrissi", "0612345678"):
            page = visitor.get(f"{address}{text}").content.decode()
            assert "We zoeken niet op mensen" in page
            assert text not in page
    assert "We zoeken niet op mensen" not in visitor.get(f"{LIST}?people-q=Jan de Vries").content.decode()


@pytest.mark.proves("T13")
def test_a_list_that_leaves_carries_a_mark_that_leads_to_who_took_it(cast: Cast, capsys: Any) -> None:
    names = {}
    for role in ("analyst", "official_here"):
        for kind in ("csv", "xlsx"):
            answer = cast.client(role).get(f"{LIST}?people-export={kind}")
            names[role, kind] = re.search(r"-([a-z2-7]{10})\.\w+\"$", answer["Content-Disposition"])[1]
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        assert names[role, "xlsx"] in book.properties.keywords
        assert names[role, "xlsx"] in book.active.oddFooter.left.text
        assert names[role, "csv"] == names[role, "xlsx"]
        call_command("whose_file", names[role, "csv"].upper())
        assert cast[role].user.email in capsys.readouterr().out
    assert len(set(names.values())) == 2
    with pytest.raises(CommandError, match="kenmerk"):
        call_command("whose_file", "aaaaaaaaaa")
    assert AuditEvent.objects.filter(action="trace_file", outcome="done").count() == 2
    assert AuditEvent.objects.filter(action="trace_file", outcome="refused").count() == 1


@pytest.mark.proves("T13")
def test_the_maintainers_hear_once_a_day_of_somebody_who_takes_along_very_much(cast: Cast) -> None:
    def spend(rows: int, now: datetime = NOW) -> None:
        services.spend_export_budget(actor=cast["analyst"], rows=rows, what=LIST, is_file=True, now=now)

    spend(149)
    assert not OutgoingMail.objects.exists()
    spend(1)
    told = OutgoingMail.objects.get()
    assert told.recipient_email == cast["maintainer"].user.email
    assert cast["analyst"].user.email not in told.subject + told.body
    with pytest.raises(services.BudgetSpent):
        spend(60)
    assert OutgoingMail.objects.count() == 1
    with pytest.raises(services.BudgetSpent):
        spend(201, NOW + timedelta(days=1))
    assert OutgoingMail.objects.count() == 2
