"""Two ways of writing that are one actor: merged, and taken apart again."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.actors import actions as actors
from homeward.actors.models import Actor
from homeward.core.refusals import Refused, refuse_if
from homeward.stakeholders import rules
from homeward.stakeholders.choices import Reason
from homeward.stakeholders.models import ActorMerge

# What tells of the merge itself, and what an actor has only one of.
STAYS = {"ActorMerge", "Capacity", "Actor"}


@transaction.atomic
def merge(merged: Actor, kept: Actor, *, why: str, by: User, at: datetime) -> ActorMerge:
    """`merged` is `kept`: what hangs on it hangs on `kept` from now on, and its names mean it.

    Which rows moved is kept, so that `undo` can take exactly these back.
    """
    require(by, "stakeholders.keep")
    pks = sorted({merged.pk, kept.pk})
    held = {a.pk: a for a in Actor.objects.select_for_update(of=("self",)).filter(pk__in=pks)}
    merged, kept = held[merged.pk], held[kept.pk]
    facts = rules.MergingFacts(
        is_same=merged.pk == kept.pk,
        is_merged=bool(merged.merged_into_id or kept.merged_into_id),
        both_work_here=bool(merged.organisation_id and kept.organisation_id),
    )
    refuse_if(rules.reasons_not_to_merge(facts))
    moved = _move(merged, kept)
    if merged.organisation_id:
        moved["organisation"] = merged.organisation_id
        organisation, merged.organisation_id = merged.organisation_id, None
        merged.save(update_fields=["organisation"])
        kept.organisation_id = organisation
        kept.save(update_fields=["organisation"])
    merged.merged_into = kept
    merged.save(update_fields=["merged_into"])
    scope = merged.country_id or ""
    actors.add_names(kept, [merged.name, merged.acronym], country=scope)
    return ActorMerge.objects.create(
        kept=kept, merged=merged, why=why, moved=moved, merged_at=at, merged_by=by
    )


def _keys_to_actors() -> list[tuple[Any, str]]:
    """Every column of any feature that names an actor, above and below."""
    found = []
    for relation in Actor._meta.related_objects:
        model = relation.related_model
        if relation.many_to_many or not isinstance(model, type) or model.__name__ in STAYS:
            continue
        found.append((model, relation.field.name))
    return found


def _move(merged: Actor, kept: Actor) -> dict[str, Any]:
    moved: dict[str, Any] = {}
    for model, name in _keys_to_actors():
        keys = []
        for row in model._default_manager.filter(**{name: merged}).order_by("pk"):
            # Where both are named already, the one stays with the merged actor, for undoing.
            if _moves(row, name, kept):
                keys.append(str(row.pk))
        if keys:
            moved[f"{model._meta.label}.{name}"] = keys
    return moved


def _moves(row: Any, name: str, kept: Actor) -> bool:
    try:
        with transaction.atomic():
            type(row)._default_manager.filter(pk=row.pk).update(**{name: kept})
    except IntegrityError:
        return False
    return True


@transaction.atomic
def undo(merge: ActorMerge, *, by: User, at: datetime) -> None:
    """Takes apart what was merged. Rows that came since stay with the actor that was kept."""
    require(by, "stakeholders.keep")
    merge = ActorMerge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if merge.undone_at is not None:
        raise Refused(Reason.UNDONE_ALREADY)
    merged = Actor.objects.select_for_update(of=("self",)).get(pk=merge.merged_id)
    kept = Actor.objects.select_for_update(of=("self",)).get(pk=merge.kept_id)
    if kept.merged_into_id or merged.merged_into_id != kept.pk:
        raise Refused(Reason.MERGED_FURTHER)
    moved = dict(merge.moved)
    if organisation := moved.pop("organisation", None):
        kept.organisation_id = None
        kept.save(update_fields=["organisation"])
        merged.organisation_id = organisation
    merged.merged_into = None
    merged.save(update_fields=["merged_into", "organisation"])
    for label, keys in moved.items():
        model_label, _dot, name = label.rpartition(".")
        rows = apps.get_model(model_label)._default_manager.filter(pk__in=keys, **{name: kept})
        rows.update(**{name: merged})
    # What the merge taught: the merged one's own writings mean it again.
    kept.names.filter(text__in=[merged.name, merged.acronym]).update(actor=merged)
    merge.undone_at, merge.undone_by = at, by
    merge.save(update_fields=["undone_at", "undone_by"])
