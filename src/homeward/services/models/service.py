import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from homeward.access.models import Organisation, User
from homeward.places.names import language
from homeward.programmes.models import Programme
from homeward.services.choices import (
    Category,
    Cost,
    Dimension,
    Entitlement,
    Listing,
    Status,
)


class Words(models.Model):
    """The wording of a service, in one language."""

    name = models.CharField(_("name"), max_length=255)
    alternate_name = models.CharField(_("other name"), max_length=255, blank=True)
    description = models.TextField(_("description"), blank=True)
    eligibility = models.TextField(_("for whom"), blank=True)
    ineligibility = models.TextField(_("who can't use it"), blank=True)
    application_process = models.TextField(_("how to apply"), blank=True)
    fees = models.TextField(_("fees"), blank=True)
    interpretation = models.TextField(_("interpreting"), blank=True)
    wait_time = models.TextField(_("waiting time"), blank=True)
    alert = models.TextField(_("notice"), blank=True)
    legal_basis = models.TextField(_("law it rests on"), blank=True)

    class Meta:
        abstract = True


class Service(Words):
    """A service; its own wording is in `language`, the other languages are in `texts`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=100, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="services",
        verbose_name=_("organisation"),
    )
    language = models.CharField(_("language of the wording"), max_length=10, default="en")
    programme = models.ForeignKey(
        Programme,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="services",
        verbose_name=_("programme"),
    )
    # As a source names it, where no programme here is meant.
    programme_name = models.CharField(_("part of"), max_length=255, blank=True)
    url = models.URLField(_("web page"), max_length=500, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.ACTIVE
    )
    category = models.CharField(_("need"), max_length=20, choices=Category.choices, blank=True)
    dimension = models.CharField(
        _("dimension"), max_length=15, choices=Dimension.choices, blank=True
    )
    is_public_service = models.BooleanField(_("public service"), default=False)
    # Empty: unknown, here and in `cost`.
    entitlement = models.CharField(
        _("entitlement or aid"), max_length=10, choices=Entitlement.choices, blank=True
    )
    cost = models.CharField(_("cost"), max_length=10, choices=Cost.choices, blank=True)
    # Codes of programmes.TargetGroup; a service that names nobody is for everybody.
    groups = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        verbose_name=_("who it is for"),
    )
    is_specialist = models.BooleanField(_("specialist service"), default=False)
    accreditations = models.TextField(_("accreditations"), blank=True)
    licences = models.TextField(_("licences"), blank=True)
    minimum_age = models.DecimalField(
        _("from age"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    maximum_age = models.DecimalField(
        _("to age"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    languages = ArrayField(
        models.CharField(max_length=10),
        default=list,
        blank=True,
        verbose_name=_("languages spoken"),
    )
    coverage = models.TextField(_("area served"), blank=True)
    wait_days = models.PositiveSmallIntegerField(_("waiting time in days"), null=True, blank=True)
    # None: nobody has said how many there are.
    places_free = models.PositiveIntegerField(_("free places"), null=True, blank=True)
    places_total = models.PositiveIntegerField(_("places"), null=True, blank=True)
    places_told_on = models.DateField(_("places told on"), null=True, blank=True)
    places_told_by = models.CharField(_("places told by"), max_length=200, blank=True)
    last_confirmed_on = models.DateField(_("last confirmed on"), null=True, blank=True)
    last_confirmed_by = models.CharField(_("last confirmed by"), max_length=200, blank=True)
    valid_from = models.DateField(_("offered from"), null=True, blank=True)
    valid_until = models.DateField(_("offered until"), null=True, blank=True)
    listing = models.CharField(
        _("listing"), max_length=10, choices=Listing.choices, default=Listing.LISTED
    )
    # Who wrote it here; empty for what came from a source.
    written_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Shown to everybody on the public pages, without a sign-in.
    is_published = models.BooleanField(_("published"), default=False)
    published_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_on = models.DateField(_("published on"), null=True, blank=True)
    # Since when its source has it no more; it is offered again where the source has it again.
    gone_on = models.DateField(_("gone from its source on"), null=True, blank=True)
    # When anything but its index was written last; kept by the database.
    changed_at = models.DateTimeField(db_default=Now(), editable=False)
    # As it was read last: a later import writes only what its source changed since.
    source_record = models.JSONField(default=dict, editable=False)
    # What the directory is searched and counted by; kept by actions.index, as its places are told.
    # Folded words of all languages, the organisation and the places.
    search = SearchVectorField(null=True, editable=False)
    countries = ArrayField(models.CharField(max_length=2), default=list, editable=False)
    # The areas it is in, with all that they lie in.
    areas = ArrayField(models.BigIntegerField(), default=list, editable=False)
    access = ArrayField(models.CharField(max_length=20), default=list, editable=False)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"],
                name="service_is_known_once_to_a_source",
                condition=~Q(source=""),
            ),
            models.CheckConstraint(
                name="free_places_are_at_most_all_places",
                condition=Q(places_free__isnull=True)
                | Q(places_total__isnull=True)
                | Q(places_free__lte=F("places_total")),
            ),
            models.CheckConstraint(
                name="what_is_published_is_in_the_directory",
                condition=Q(is_published=False) | Q(listing=Listing.LISTED),
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="service_search"),
            models.Index(fields=["category"], name="service_category"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """Its name in the reader's language where it has one."""
        told = (words.name for words in self.texts.all() if words.language == language())
        return next(filter(None, told), self.name)


class ServiceText(Words):
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10)

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "language"], name="service_has_one_wording_in_a_language"
            )
        ]

    def __str__(self) -> str:
        return self.name


def _hangs_on_something(what: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"{what}_is_of_a_service_or_a_location",
        condition=Q(service__isnull=False) | Q(location__isnull=False),
    )


class Contact(models.Model):
    """A contact of the service's office, never of a beneficiary."""

    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.CASCADE, related_name="contacts"
    )
    location = models.ForeignKey(
        "services.Location",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="contacts",
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    department = models.CharField(_("department"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [_hangs_on_something("contact")]

    def __str__(self) -> str:
        return self.name or self.department


class Phone(models.Model):
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.CASCADE, related_name="phones"
    )
    location = models.ForeignKey(
        "services.Location",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="phones",
    )
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.CASCADE, related_name="phones"
    )
    number = models.CharField(_("number"), max_length=60)
    extension = models.CharField(_("extension"), max_length=20, blank=True)
    kind = models.CharField(_("kind"), max_length=30, blank=True)
    description = models.TextField(_("description"), blank=True)
    languages = ArrayField(models.CharField(max_length=10), default=list, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [_hangs_on_something("phone")]

    def __str__(self) -> str:
        return self.number


class RequiredDocument(models.Model):
    service = models.ForeignKey(
        Service, on_delete=models.CASCADE, related_name="required_documents"
    )
    document = models.TextField(_("document"))
    documents = models.JSONField(default=dict, blank=True, help_text="language -> words")
    url = models.URLField(_("web page"), max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.document


class CostOption(models.Model):
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="cost_options")
    option = models.CharField(_("who pays"), max_length=255, blank=True)
    options = models.JSONField(default=dict, blank=True, help_text="language -> words")
    amount = models.DecimalField(
        _("amount"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    description = models.TextField(_("description"), blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.option or self.description
