"""From a document to schemas and their index."""

from pathlib import Path
from typing import Any

import pytest

from coatcheck.base.errors import ContractError
from coatcheck.contract import Contract
from tests.contract.messages import broken, derived, documented, exchange, get, post

FORM = "application/x-www-form-urlencoded"


def form(name: str, *values: str, **properties: Any) -> dict[str, Any]:
    """A form told apart by the values of a member."""
    own = {name: {"type": "string", "enum": list(values)}, **properties}
    return {"type": "object", "required": [name, *properties], "properties": own}


def posted(schema: Any, answer: Any = None, **components: Any) -> dict[str, Any]:
    responses = {"200": {"content": {"application/json": {"schema": answer}}}} if answer else {}
    operation = {
        "operationId": "op",
        "requestBody": {"required": True, "content": {FORM: {"schema": schema}}},
        "responses": responses,
    }
    return documented({"/op": {"post": operation}}, components={"schemas": components})


def chosen(folder: Path, schema: Any, **components: Any) -> dict[str, Any]:
    """The index of a request's schemas."""
    index = derived(folder, posted(schema, **components)).index
    found: dict[str, Any] = index["operations"][0]["body"]["media_types"][FORM]
    return found


def test_forms_are_told_apart_by_a_member_of_one_value(tmp_path: Path) -> None:
    a, b = form("grant_type", "urn:x:a"), form("grant_type", "b")
    assert chosen(tmp_path, {"oneOf": [a, b]}) == {
        "by": "grant_type",
        "schemas": {"urn:x:a": "op.request.a.schema.json", "b": "op.request.b.schema.json"},
    }


def test_forms_of_one_value_are_joined(tmp_path: Path) -> None:
    a, other = form("kind", "a", x={"type": "string"}), form("kind", "a", y={"type": "string"})
    made = derived(tmp_path, posted({"oneOf": [a, other, form("kind", "b")]}))
    assert len(made.schemas["op.request.a.schema.json"]["anyOf"]) == 2


def test_values_of_one_ending_have_files_of_their_own(tmp_path: Path) -> None:
    found = chosen(tmp_path, {"oneOf": [form("k", "urn:x:a"), form("k", "urn:y:A")]})
    assert list(found["schemas"].values()) == [
        "op.request.a.schema.json",
        "op.request.A-2.schema.json",
    ]


def test_a_discriminator_tells_forms_apart(tmp_path: Path) -> None:
    loose = {"type": "object", "properties": {"kind": {"type": "string"}}}
    schema = {
        "oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}],
        "discriminator": {"propertyName": "kind", "mapping": {"bee": "#/components/schemas/B"}},
    }
    assert list(chosen(tmp_path, schema, A=loose, B=loose)["schemas"]) == ["A", "bee"]


def test_heirs_are_told_apart_by_the_discriminator_of_their_base(tmp_path: Path) -> None:
    base = {
        "type": "object",
        "properties": {"kind": {"type": "string"}},
        "discriminator": {
            "propertyName": "kind",
            "mapping": {"one": "#/components/schemas/Heir", "two": "Heir", "three": "Other"},
        },
    }
    parts = [{"$ref": "#/components/schemas/Base"}, {"type": "object", "required": ["x"]}]
    components = {"Base": base, "Heir": {"allOf": parts}, "Other": {"type": "object"}}
    schema = {"$ref": "#/components/schemas/Base"}
    assert list(chosen(tmp_path, schema, **components)["schemas"]) == ["one", "two", "three"]
    contract = Contract("api", derived(tmp_path, posted(schema, schema, **components)))
    assert "x is missing" in contract.request_breaches(exchange(post("/op", kind="two")))[0]
    assert contract.request_breaches(exchange(post("/op", kind="three"))) == []


def test_forms_that_nothing_tells_apart_are_joined(tmp_path: Path) -> None:
    pair = [{"type": "object", "properties": {"a": {}}}, {"type": "object", "properties": {}}]
    made = derived(tmp_path, posted({"oneOf": pair}))
    assert [*made.schemas["op.request.schema.json"]][2:] == ["anyOf"]


def test_what_holds_of_all_forms_is_kept(tmp_path: Path) -> None:
    schema = {"required": ["id"], "oneOf": [form("k", "a"), form("k", "b")]}
    made = derived(tmp_path, posted(schema))
    assert made.schemas["op.request.a.schema.json"]["allOf"][0] == {"required": ["id"]}


def test_conditions_stay_exclusive(tmp_path: Path) -> None:
    schema = {"type": "object", "oneOf": [{"required": ["a"]}, {"required": ["b"]}]}
    made = derived(tmp_path, posted(schema))
    assert "oneOf" in made.schemas["op.request.schema.json"]


ANSWER = {"oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}]}
A = {"type": "object", "required": ["a"], "properties": {"a": {}}}
B = {"type": "object", "required": ["b"], "properties": {"b": {}}}


def note(**changes: Any) -> dict[str, Any]:
    row = {"operation": "op", "status": "200", "by": "k", "forms": {"one": ["A"]}, "reason": "-"}
    return {"answers": [{**row, **changes}]}


def test_an_answer_has_the_form_that_belongs_to_its_request(tmp_path: Path) -> None:
    made = derived(tmp_path, posted({"type": "object"}, ANSWER, A=A, B=B), note())
    contract = Contract("api", made)
    assert broken(contract, exchange(post("/op", k="one"), 200, {"a": 1})) == {}
    assert broken(contract, exchange(post("/op", k="one"), 200, {"b": 1})).keys() == {
        "members",
        "unknown-members",
    }
    assert broken(contract, exchange(post("/op", k="other"), 200, {"b": 1})) == {}


@pytest.mark.parametrize("changes", [{"operation": "no"}, {"forms": {"one": ["C"]}}])
def test_a_note_that_fits_nothing_is_refused(changes: Any, tmp_path: Path) -> None:
    with pytest.raises(ContractError, match=r"corrections\.yaml"):
        derived(tmp_path, posted({"type": "object"}, ANSWER, A=A, B=B), note(**changes))


def defect(**changes: Any) -> dict[str, Any]:
    row = {"at": ["/info"], "was": {"version": "1"}, "is": {"version": "2"}, "reason": "-"}
    return {"defects": [{**row, **changes}]}


@pytest.mark.parametrize(
    "changes",
    [{"at": ["/nowhere"]}, {"at": ["/info/title"]}, {"was": {"version": "0"}}, {"was": {}},
     {"was": {"other": 1}}],
)  # fmt: skip
def test_a_correction_that_does_not_find_its_defect_is_refused(
    changes: Any, tmp_path: Path
) -> None:
    data = documented({"/x": {"get": {"responses": {}}}})
    derived(tmp_path, data, defect())
    with pytest.raises(ContractError, match="does not fit its document"):
        derived(tmp_path, data, defect(**changes))


def test_parameters_serve_in_place_of_a_required_one(tmp_path: Path) -> None:
    schema = form("k", "a", secret={"type": "string"})
    rows = [{"for": "secret", "by": ["assertion", "kind"], "reason": "-"}]
    contract = Contract("api", derived(tmp_path, posted(schema), {"substitutes": rows}))
    for sent in ({"secret": "s"}, {"assertion": "j", "kind": "jwt"}):
        assert contract.request_breaches(exchange(post("/op", k="a", **sent))) == []
    [stated] = contract.request_breaches(exchange(post("/op", k="a", assertion="j")))
    assert "secret is missing" in stated


def test_answers_by_range_and_by_default(tmp_path: Path) -> None:
    def json_of(kind: str) -> dict[str, Any]:
        return {"content": {"application/*": {"schema": {"type": kind}}}}

    responses = {"404": json_of("null"), "4XX": json_of("string"), "default": json_of("object")}
    made = derived(tmp_path, documented({"/x": {"get": {"responses": responses}}}))
    contract = Contract("api", made)
    for status, body in ((404, None), (400, '"text"'), (500, {}), (200, {})):
        assert broken(contract, exchange(get("/x"), status, body)) == {}
        assert "members" in broken(contract, exchange(get("/x"), status, [1]))


def test_media_types_have_schemas_of_their_own(tmp_path: Path) -> None:
    content = {
        "application/json": {"schema": {"type": "object"}},
        "application/problem+json; charset=utf-8": {"schema": {"type": "array"}},
        "text/html": {},
    }
    made = derived(
        tmp_path, documented({"/x": {"get": {"responses": {"200": {"content": content}}}}})
    )
    contract = Contract("api", made)
    assert broken(contract, exchange(get("/x"), 200, [], "application/problem+json")) == {}
    assert "members" in broken(contract, exchange(get("/x"), 200, []))
    assert broken(contract, exchange(get("/x"), 200, "<p>", "text/html")) == {}
    assert "status" in broken(contract, exchange(get("/x"), 200, "x", "text/plain"))


def test_the_same_document_gives_the_same_schemas(tmp_path: Path) -> None:
    data = posted({"oneOf": [form("k", "a"), form("k", "b")]}, ANSWER, A=A, B=B)
    assert derived(tmp_path, data) == derived(tmp_path, data)


def test_a_list_of_no_forms_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match="non-empty"):
        derived(tmp_path, posted({"oneOf": []}))
