"""Exchanges and documents to judge."""

import datetime
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from coatcheck.contract import Contract, contract_rows
from coatcheck.contract.corrections import Corrections
from coatcheck.contract.derivation import Derived, derive
from coatcheck.contract.document import openapi
from coatcheck.net.wire import Exchange, Reply, Request

BASE = "http://127.0.0.1:9000/mounted/somewhere"
FORM = (("Content-Type", "application/x-www-form-urlencoded"),)


def post(path: str, **parameters: str) -> Request:
    return Request("POST", BASE + path, FORM, urlencode(parameters))


def get(path: str, **parameters: str) -> Request:
    return Request("GET", f"{BASE}{path}?{urlencode(parameters)}")


def exchange(request: Request, status: int = 200, body: Any = None, kind: str = "") -> Exchange:
    """An exchange whose answer is JSON, where nothing else is said."""
    text = body if isinstance(body, str) else json.dumps(body)
    media_type = kind or "application/json; charset=utf-8"
    reply = Reply(status, (("content-type", media_type),), text.encode())
    return Exchange(7, "request", request, reply, None, datetime.datetime.now(datetime.UTC), 0.1)


def broken(contract: Contract, seen: Exchange) -> dict[str, str]:
    """What is broken by an answer: the slug of each requirement, and what was received."""
    observation = contract.judge(seen)
    assert observation.judged <= {row.id for row in contract_rows(contract)}
    assert {f.requirement for f in observation.findings} <= observation.judged
    return {f.requirement.partition("/")[2]: f.received for f in observation.findings}


def documented(operations: dict[str, Any], version: str = "3.0.3", **more: Any) -> dict[str, Any]:
    """An OpenAPI document of these paths."""
    return {
        "openapi": version,
        "info": {"title": "API", "version": "1"},
        "paths": operations,
        **more,
    }


def derived(folder: Path, data: Any, notes: dict[str, Any] | None = None) -> Derived:
    path = folder / "openapi.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return derive(openapi(path), Corrections(folder / "corrections.yaml", notes or {}))


def answered(folder: Path, schema: Any, version: str = "3.0.3", **schemas: Any) -> Any:
    """What becomes of the schema of an answer."""
    content = {"application/json": {"schema": schema}}
    paths = {"/x": {"get": {"operationId": "x", "responses": {"200": {"content": content}}}}}
    data = documented(paths, version, components={"schemas": schemas})
    made = derived(folder, data).schemas["x.200.schema.json"]
    return {name: value for name, value in made.items() if name not in ("$schema", "title")}
