"""Programmes and what hangs on them."""

import json
from collections import Counter
from typing import Any

from homeward.core.changes import Did
from homeward.forms import actions as forms
from homeward.forms import xlsform
from homeward.forms.choices import FormKind
from homeward.forms.models import Form
from homeward.programmes.actions import criteria as versions
from homeward.programmes.actions import keeping, mapping, packages
from homeward.programmes.choices import (
    CriteriaStatus,
    LineKind,
    PublishedWay,
    Who,
)
from homeward.programmes.models import Package, TargetGroup
from homeward.programmes.rules import criteria
from homeward.setups import queries
from homeward.setups.actions.desk import Desk, differs, written
from homeward.setups.rules import Row, Wrong
from homeward.tasks.actions import stating
from homeward.tasks.choices import DayKind, TaskKind
from homeward.tasks.models import DeadlineRule

LINE = ("kind", "who", "way", "amount", "months_within", "note")
SAID = ("name", "kind", "description", "starts_on", "ends_on", "seats")


def programme(desk: Desk, row: Row) -> Did:
    by = desk.by(row)
    groups = list(TargetGroup.objects.filter(pk__in=row["target_groups"]))
    if missing := set(row["target_groups"]) - {group.pk for group in groups}:
        raise Wrong("target_groups", f"{', '.join(sorted(missing))}: add to target_groups.csv")
    funder = desk.organisation(row["funder"], "funder") if row["funder"] else None
    said: dict[str, Any] = {name: row[name] for name in SAID} | {"funder_org": funder}
    kept = queries.programme(row["code"])
    if kept is None:
        keeping.enter(code=row["code"], target_groups=groups, by=by, at=desk.at, **said)
        return Did.NEW
    changed = differs(kept, said) or set(groups) != set(kept.target_groups.all())
    if changed:
        keeping.change(kept, target_groups=groups, by=by, at=desk.at, code=row["code"], **said)
    return written(bool(changed))


def corridor(desk: Desk, row: Row) -> Did:
    of, by = desk.programme(row["programme"]), desk.by(row)
    host, origin = desk.country(row["host"], "host"), desk.country(row["origin"], "origin")
    transit = list(row["transit"])
    kept = of.corridors.filter(host_country=host, origin_country=origin).first()
    if kept and kept.transit == transit:
        return Did.UNCHANGED
    if kept:
        mapping.remove_corridor(kept, by=by, at=desk.at)
    mapping.add_corridor(of, host=host, origin=origin, transit=transit, by=by, at=desk.at)
    return written(True, kept is None)


def place(desk: Desk, row: Row) -> Did:
    of, by = desk.programme(row["programme"]), desk.by(row)
    country = desk.country(row["country"], "country")
    area = desk.area(country, row["area"], "area") if row["area"] else None
    kept = of.coverage.filter(country=country, area=area, starts_on=None).first()
    if kept and kept.seats == row["seats"]:
        return Did.UNCHANGED
    if kept:
        mapping.remove_place(kept, by=by, at=desk.at)
    mapping.add_place(of, country=country, area=area, seats=row["seats"], by=by, at=desk.at)
    return written(True, kept is None)


def criterion(desk: Desk, row: Row) -> Did:
    of, by = desk.programme(row["programme"]), desk.by(row)
    tree = _tree(desk, row)
    last = of.criteria.order_by("-number").first()
    if last and last.status == CriteriaStatus.PUBLISHED and last.tree == tree:
        return Did.UNCHANGED
    wanted = criteria.parse(tree)
    is_draft = last is not None and last.status == CriteriaStatus.DRAFT
    draft = last if last and is_draft else versions.draft(of, by=by, at=desk.at)
    draft = versions.rewrite(draft, lambda _before: wanted, by=by)
    versions.publish(draft, valid_from=row["valid_from"], note=row["note"], by=by, at=desk.at)
    return written(True, last is None)


def _tree(desk: Desk, row: Row) -> Any:
    try:
        tree = json.loads(desk.file(row["file"], "file"))
    except ValueError as error:
        raise Wrong("file", f"{row['file']} is no JSON: {error}") from error
    if faults := criteria.faults(tree):
        said = "; ".join(f"{fault.at or '/'}: {fault.problem.label}" for fault in faults)
        raise Wrong("file", f"{row['file']}: {said}")
    return criteria.dump(criteria.parse(tree))


def package(desk: Desk, row: Row) -> Did:
    """One line of a version; the first publishes all of its lines, the others are there then."""
    of, by = desk.programme(row["programme"]), desk.by(row)
    country = desk.country(row["country"], "country") if row["country"] else None
    key = (of.pk, row["name"])
    rows = desk.grouped[row.sheet.name][row["programme"], row["name"]]
    kept = Package.objects.filter(programme=of, name=row["name"]).first()
    if kept is None:
        packages.publish(
            of, name=row["name"], country=country, valid_from=row["valid_from"],
            valid_until=row["valid_until"], currency=row["currency"].upper(),
            counts_from=row["counts_from"], lines=[_line(one) for one in rows], by=by, at=desk.at,
        )  # fmt: skip
        desk.made.add(key)
        return Did.NEW
    if key in desk.made:
        return Did.NEW
    there = [tuple(getattr(line, name) for name in LINE) for line in kept.lines.all()]
    said = [tuple(one[name] for name in LINE) for one in rows]
    head = {name: row[name] for name in ("valid_from", "valid_until", "counts_from")}
    if Counter(there) != Counter(said) or differs(kept, head):
        raise Wrong(
            "name", f"{row['name']} was published otherwise; give the next version another name"
        )
    return Did.UNCHANGED


def _line(row: Row) -> packages.Line:
    return packages.Line(
        kind=LineKind(row["kind"]), who=Who(row["who"]), way=PublishedWay(row["way"]),
        amount=row["amount"], months_within=row["months_within"], note=row["note"],
    )  # fmt: skip


def deadline(desk: Desk, row: Row) -> Did:
    of, by = desk.programme(row["programme"]), desk.by(row)
    said = {name: row[name] for name in ("days", "day_kind", "source")}
    kept = DeadlineRule.objects.filter(
        programme_id=of.pk, kind=row["kind"], valid_from=row["valid_from"]
    ).first()
    if kept and not differs(kept, said):
        return Did.UNCHANGED
    stating.state_deadline(
        stating.DeadlineGiven(
            kind=TaskKind(row["kind"]), programme_id=of.pk, days=row["days"],
            day_kind=DayKind(row["day_kind"]), source=row["source"], valid_from=row["valid_from"],
        ),
        by=by, at=desk.at, is_ours=of.lead_org_id == by.organisation_id,
    )  # fmt: skip
    return Did.NEW


def form(desk: Desk, row: Row) -> Did:
    by, source = desk.by(row), desk.file(row["file"], "file")
    kept = Form.objects.filter(title=row["title"], owner_org=by.organisation_id).first()
    try:
        if kept is None:
            version = forms.begin(
                row["title"], source, row["file"], kind=FormKind(row["kind"]), by=by, at=desk.at
            )
        elif kept.versions.filter(sha256=forms.checked(source).sha256).exists():
            return Did.UNCHANGED
        else:
            version = forms.upload(kept, source, row["file"], by=by, at=desk.at)
    except xlsform.Faulty as faulty:
        raise Wrong("file", f"{row['file']}: {faulty}") from faulty
    forms.publish(version, valid_from=row["valid_from"], by=by, at=desk.at)
    return written(True, kept is None)


PUT = {
    "programmes": programme,
    "corridors": corridor,
    "programme_places": place,
    "criteria": criterion,
    "packages": package,
    "deadlines": deadline,
    "forms": form,
}
