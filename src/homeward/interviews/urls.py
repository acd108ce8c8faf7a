urlpatterns: list[object] = []
app_name = "interviews"
