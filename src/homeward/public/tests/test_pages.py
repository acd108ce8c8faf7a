import pytest
from django.test import Client


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("fr", "ltr"), ("ar", "rtl")])
def test_the_patterns_open_to_everybody_in_each_language(language: str, direction: str) -> None:
    answer = Client(headers={"accept-language": language}).get("/patterns/")
    assert answer.status_code == 200
    assert f'lang="{language}" dir="{direction}"' in answer.content.decode()


def test_what_does_not_exist_is_said_without_blame() -> None:
    answer = Client().get("/no/such/page/")
    assert answer.status_code == 404
    assert "Nothing here" in answer.content.decode()
