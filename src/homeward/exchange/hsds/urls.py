"""Without a slash at the end, as the specification writes them."""

from django.urls import path

from homeward.exchange.hsds import views

app_name = "hsds"

urlpatterns = [
    path("", views.root, name="root"),
    path("openapi.json", views.openapi, name="openapi"),
    path("hsds.zip", views.package, name="package"),
    path("services", views.services, name="services"),
    path("services/<str:hsds_id>", views.service, name="service"),
    path("organizations", views.organizations, name="organizations"),
    path("organizations/<str:hsds_id>", views.organization, name="organization"),
    path("locations", views.locations, name="locations"),
    path("locations/<str:hsds_id>", views.location, name="location"),
    path("service_at_locations", views.service_at_locations, name="service_at_locations"),
    path(
        "service_at_locations/<str:hsds_id>", views.service_at_location, name="service_at_location"
    ),
    path("taxonomies", views.taxonomies, name="taxonomies"),
    path("taxonomies/<str:hsds_id>", views.taxonomy, name="taxonomy"),
    path("taxonomy_terms", views.taxonomy_terms, name="taxonomy_terms"),
    path("taxonomy_terms/<str:hsds_id>", views.taxonomy_term, name="taxonomy_term"),
    path("<path:hsds_path>", views.nothing, name="nothing"),
]
