"""The endpoints of OpenRosa. Without a trailing slash and never a redirect: clients follow none."""

from collections.abc import Iterator
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.core.digits import are_digits
from homeward.core.refusals import Refused
from homeward.forms import instances
from homeward.forms.instances import Head, NotAnInstance
from homeward.forms.models import FormVersion
from homeward.openrosa import actions, answers, queries, serving
from homeward.openrosa.actions import Parcel
from homeward.openrosa.answers import FormEntry, MediaEntry
from homeward.openrosa.choices import Reason
from homeward.openrosa.entry import DeviceRequest, endpoint
from homeward.openrosa.models import Device
from homeward.surveys.choices import Source
from homeward.surveys.models import InstrumentVersion

XML_PART = "xml_submission_file"
INCOMPLETE = "*isIncomplete*"


@endpoint("GET", "HEAD")
def form_list(request: DeviceRequest, device: Device) -> HttpResponse:
    wanted = request.GET.get("formID", "")
    offered = queries.offered_to(
        device,
        on=timezone.localdate(),
        all_versions=request.GET.get("listAllVersions", "") == "true",
    )
    entries = (_entry(request, version) for version in offered)
    found = [entry for entry in entries if not wanted or entry.form_id == wanted]
    return answers.form_list(found, verbose=request.GET.get("verbose", "") == "true")


def _entry(request: DeviceRequest, version: InstrumentVersion) -> FormEntry:
    asked = queries.form_of(version)
    has_files = serving.asks_for_waves(asked)
    return FormEntry(
        form_id=asked.form.code,
        name=str(asked.form),
        version=str(asked.number),
        hash=answers.hash_of(serving.xform(asked)),
        download_url=_address(request, "form", asked.pk),
        manifest_url=_address(request, "manifest", asked.pk) if has_files else "",
        description=str(version.instrument),
    )


@endpoint("GET", "HEAD")
def form(request: DeviceRequest, device: Device, pk: UUID) -> HttpResponse:
    return answers.xml(serving.xform(queries.form_of(_asked(device, pk))))


@endpoint("GET", "HEAD")
def manifest(request: DeviceRequest, device: Device, pk: UUID) -> HttpResponse:
    version = _asked(device, pk)
    return answers.manifest(_media(request, version))


def _media(request: DeviceRequest, version: InstrumentVersion) -> Iterator[MediaEntry]:
    asked = queries.form_of(version)
    if serving.asks_for_waves(asked):
        content = serving.waves_file(version, on=timezone.localdate(), by=request.user)
        address = _address(request, "waves_file", asked.pk)
        yield MediaEntry(
            name=serving.WAVES_FILE, hash=answers.hash_of(content), download_url=address
        )


@endpoint("GET", "HEAD")
def waves_file(request: DeviceRequest, device: Device, pk: UUID) -> HttpResponse:
    version = _asked(device, pk)
    content = serving.waves_file(version, on=timezone.localdate(), by=request.user)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response


@endpoint("HEAD", "POST")
def submission(request: DeviceRequest, device: Device) -> HttpResponse:
    if request.method == "HEAD":
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    content = _xml(request)
    head = instances.head_of(content)
    files = {name: content for name, content in _files(request).items() if name != XML_PART}
    is_whole = request.POST.get(INCOMPLETE, "") != "yes"
    parcel = Parcel(
        source=Source.COLLECT,
        programme=device.programme,
        form_version=_named(device, head),
        instance_id=head.instance_id,
        deprecated_id=head.deprecated_id,
        content=content.decode(),
        said=sha256(content).hexdigest(),
        files=files,
        is_whole=is_whole,
        is_encrypted=head.is_encrypted,
        device=device,
    )
    actions.deliver(parcel, by=request.user, at=timezone.now())
    if not is_whole:
        return answers.told(_("Kept. More of it is to come."), status=HTTPStatus.ACCEPTED)
    return answers.told(
        _("Received. Thank you."), status=HTTPStatus.CREATED, nature="submit_success"
    )


def _files(request: DeviceRequest) -> dict[str, bytes]:
    """By the part's name: the file's own, which may hold no folder."""
    found = {}
    for name, file in request.FILES.items():
        if isinstance(file, UploadedFile):
            file.seek(0)
            found[name] = file.read()
    return found


def _xml(request: DeviceRequest) -> bytes:
    """Raises Refused, NotAnInstance."""
    content = _files(request).get(XML_PART) or request.POST.get(XML_PART, "").encode()
    if not content:
        raise Refused(Reason.NOT_A_FORM)
    try:
        content.decode()
    except UnicodeDecodeError as error:
        raise NotAnInstance("not UTF-8") from error
    return content


def _named(device: Device, head: Head) -> FormVersion:
    """The form and version that it says; of a version that it does not say, the newest."""
    found = queries.asked_by(device).filter(form_version__form__code=head.form_id)
    if are_digits(head.version):
        found = found.filter(form_version__number=int(head.version))
    version = found.order_by("-form_version__number").first() if head.form_id else None
    if version is None:
        raise Refused(Reason.UNKNOWN_FORM)
    return queries.form_of(version)


def _asked(device: Device, pk: UUID) -> InstrumentVersion:
    version = queries.asked_by(device).filter(form_version=pk).first()
    if version is None:
        raise Http404
    return version


def _address(request: DeviceRequest, name: str, pk: UUID) -> str:
    """Whole, and by the way the device came: with its token in it, or with a password beside it."""
    kwargs = {"pk": pk}
    match = request.resolver_match
    if match and "token" in match.kwargs:
        kwargs["token"] = match.kwargs["token"]
        name = f"{name}_by_token"
    found = request.build_absolute_uri(reverse(f"openrosa:{name}", kwargs=kwargs))
    is_secure = urlsplit(settings.BASE_URL).scheme == "https"
    return found.replace("http://", "https://", 1) if is_secure else found
