import json

import jsonschema
import msgspec
import pytest

from parsers.model import Publication
from parsers.schema import publication_schema
from parsers.specimens import publications


@pytest.fixture(scope="module")
def validator():
    schema = publication_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_schema_is_plain_json():
    schema = publication_schema()
    assert json.loads(json.dumps(schema)) == schema


def test_specimens_follow_the_schema(validator):
    for publication in publications(count=40):
        validator.validate(json.loads(msgspec.json.encode(publication)))
        assert (
            msgspec.json.decode(msgspec.json.encode(publication), type=Publication) == publication
        )


@pytest.mark.parametrize(
    "change",
    [
        {"office": "usa"}, {"right": "trademark"}, {"date": "21.4.2015"}, {"unheard_of": 1},
        {"title": [{"text": "no language"}]}, {"number": None},
    ],
)  # fmt: skip
def test_the_schema_refuses_what_the_model_refuses(validator, change):
    good = json.loads(msgspec.json.encode(next(publications(count=1))))
    assert validator.is_valid(good)
    assert not validator.is_valid(good | change)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(good | change, Publication)
