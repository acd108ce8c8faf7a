"""Made-up registers: the same for a seed, and as their rules say."""

from homeward.linkage.generator import COUNTRY_CODES, generate, true_pairs


def test_a_seed_makes_the_same_register() -> None:
    assert generate(300, seed=5) == generate(300, seed=5)
    assert generate(300, seed=5) != generate(300, seed=6)


def test_a_quarter_of_the_persons_stands_more_than_once() -> None:
    made = generate(4000)
    held = [made.persons.count(person) for person in set(made.persons)]
    assert 0.2 < sum(times > 1 for times in held) / len(held) < 0.32
    pairs = list(true_pairs(made))
    assert len(pairs) == len(set(pairs)) == sum(times * (times - 1) // 2 for times in held)
    assert all(lesser < greater for lesser, greater in pairs)


def test_no_telephone_could_ring() -> None:
    phones = [record.phone for record in generate(2000).records]
    international = [phone.lstrip("+0") for phone in phones if phone[:1] == "+"]
    assert international
    assert all(phone.startswith(COUNTRY_CODES) for phone in international)
