import pycountry


def language_code(text: str) -> str:
    """A language's shortest ISO code, from its code or its English name; empty for neither."""
    if not text:
        return ""
    key = text.strip().lower().split("-")[0]
    found = (
        pycountry.languages.get(alpha_2=key)
        or pycountry.languages.get(alpha_3=key)
        or pycountry.languages.get(name=text.strip().title())
    )
    return str(getattr(found, "alpha_2", found.alpha_3)) if found else ""
