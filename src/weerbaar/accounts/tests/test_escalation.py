"""No sequence of orders by somebody who does not manage people ends in more rights (T10)."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.cast import NOW, Cast, build_cast
from weerbaar.accounts import services
from weerbaar.accounts.models import CONTROL_ROLES, Invitation, Membership, Role, User

INTRUDERS = ["analyst", "specialist", "official_here", "executive", "partner", "trainer", "school_coordinator", "dpo"]
ALL = [*INTRUDERS, "official_elsewhere", "project_leader", "maintainer"]
PASSWORD = "vier losse woorden hier"


class Intrusion(RuleBasedStateMachine):
    """Intruders try every order on everybody, with every role. They also share the links they could get."""

    tokens: list[str]
    cast: Cast

    @initialize()
    def open_the_house(self) -> None:
        self.cast = build_cast()
        self.tokens = ["made-up-link"]
        self.before = rights_now()

    def attempt(self, order: Callable[[], object]) -> None:
        with suppress(services.Refused):
            order()

    @rule(who=st.sampled_from(INTRUDERS), role=st.sampled_from(Role), place=st.sampled_from(["programme", "town_here"]))
    def invite(self, who: str, role: Role, place: str) -> None:
        def order() -> None:
            _, token = services.invite(
                actor=self.cast[who],
                email=self.cast["official_here"].user.email,
                organisation=self.cast.organisations[place],
                role=role,
                now=NOW,
            )
            self.tokens.append(token)

        self.attempt(order)

    @rule(who=st.sampled_from(INTRUDERS), number=st.integers(0, 3))
    def accept(self, who: str, number: int) -> None:
        self.attempt(
            lambda: services.accept_invitation(
                token=self.tokens[number % len(self.tokens)],
                signed_in=self.cast[who].user,
                name="x",
                function="",
                password=PASSWORD,
                now=NOW,
            )
        )

    @rule(who=st.sampled_from(INTRUDERS), whom=st.sampled_from(ALL), role=st.sampled_from(Role))
    def change_role(self, who: str, whom: str, role: Role) -> None:
        self.attempt(lambda: services.change_role(actor=self.cast[who], membership=self.cast[whom], role=role, now=NOW))

    @rule(who=st.sampled_from(INTRUDERS), whom=st.sampled_from(ALL))
    def end_or_close(self, who: str, whom: str) -> None:
        actor, membership = self.cast[who], self.cast[whom]
        self.attempt(lambda: services.end_membership(actor=actor, membership=membership, now=NOW))
        self.attempt(lambda: services.deactivate_person(actor=actor, person=membership.user, now=NOW))
        self.attempt(lambda: services.erase_person(actor=actor, person=membership.user, now=NOW))

    @rule(who=st.sampled_from(INTRUDERS), whom=st.sampled_from(ALL))
    def switch(self, who: str, whom: str) -> None:
        own = str(self.cast[who].pk)
        assert services.switch_role(person=self.cast[who].user, membership_id=own, now=NOW).role == self.cast[who].role
        if who != whom:
            with pytest.raises(services.NotAllowed):
                services.switch_role(person=self.cast[who].user, membership_id=str(self.cast[whom].pk), now=NOW)

    @invariant()
    def nobody_gained_or_lost_anything(self) -> None:
        if hasattr(self, "before"):
            assert rights_now() == self.before
            assert not Invitation.objects.exists()


class LeaderIntrusion(RuleBasedStateMachine):
    """A project leader may manage people, and still never comes to hold or give control."""

    @initialize()
    def open_the_house(self) -> None:
        self.cast = build_cast()
        self.leader = self.cast["project_leader"]
        self.tokens: list[str] = []
        self.before = control_now()

    @rule(whom=st.sampled_from(ALL), role=st.sampled_from(Role))
    def invite(self, whom: str, role: Role) -> None:
        with suppress(services.Refused):
            _, token = services.invite(
                actor=self.leader,
                email=self.cast[whom].user.email,
                organisation=self.cast.organisations["programme"],
                role=role,
                now=NOW,
            )
            self.tokens.append(token)

    @rule(number=st.integers(0, 5), as_whom=st.sampled_from([None, *ALL]))
    def accept(self, number: int, as_whom: str | None) -> None:
        if self.tokens:
            signed_in = User.objects.get(pk=self.cast[as_whom].user_id) if as_whom else None
            with suppress(services.Refused):
                services.accept_invitation(
                    token=self.tokens[number % len(self.tokens)],
                    signed_in=signed_in,
                    name="x",
                    function="",
                    password=PASSWORD,
                    now=NOW,
                )

    @rule(whom=st.sampled_from(ALL), role=st.sampled_from(Role))
    def change_role(self, whom: str, role: Role) -> None:
        for membership in Membership.objects.filter(user=self.cast[whom].user, ended_at=None):
            with suppress(services.Refused):
                services.change_role(actor=self.leader, membership=membership, role=role, now=NOW)

    @rule(whom=st.sampled_from(ALL))
    def close(self, whom: str) -> None:
        with suppress(services.Refused):
            services.deactivate_person(actor=self.leader, person=self.cast[whom].user, now=NOW)

    @invariant()
    def control_stays_where_it_was(self) -> None:
        if hasattr(self, "before"):
            assert control_now() == self.before
            own = Membership.objects.filter(user=self.leader.user, ended_at=None)
            assert [one.role for one in own] == [Role.PROJECT_LEADER]


def rights_now() -> list[tuple[object, ...]]:
    rows = Membership.objects.filter(ended_at=None, user__is_active=True).order_by("user", "organisation", "role")
    return list(rows.values_list("user", "organisation", "role"))


def control_now() -> list[tuple[object, ...]]:
    return [row for row in rights_now() if row[2] in CONTROL_ROLES]


@pytest.mark.proves("T10")
class TestEscalation(TestCase):
    def test_no_sequence_of_orders_by_a_non_manager_changes_a_right(self) -> None:
        run(Intrusion)

    def test_no_sequence_of_orders_by_a_project_leader_changes_who_has_control(self) -> None:
        run(LeaderIntrusion)


def run(machine: type[RuleBasedStateMachine]) -> None:
    run_state_machine_as_test(
        undone(machine),
        settings=settings(
            max_examples=12,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def undone(machine: type[RuleBasedStateMachine]) -> Callable[[], RuleBasedStateMachine]:
    """Each run of the machine starts on an empty database."""
    from django.db import transaction

    class Undone(machine):  # type: ignore[valid-type,misc]
        def __init__(self) -> None:
            self.savepoint = transaction.savepoint()
            super().__init__()

        def teardown(self) -> None:
            transaction.savepoint_rollback(self.savepoint)
            super().teardown()

    return Undone
