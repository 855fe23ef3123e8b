"""What a JWK Set must be like as a whole."""

from typing import Any

from coatcheck.expect.answer import repeated_names
from coatcheck.expect.rule import applicable, expect, rule
from coatcheck.protocol.messages import JwksResponse

Jwk = dict[str, Any]

PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "priv"})
"""Members that hold private values (RFC 7518, 6.2.2 and 6.3.2; RFC 8037, 2)."""

SIGNING = ("RS", "PS", "ES", "HS", "Ed")
ENCRYPTING = ("RSA", "ECDH", "A1", "A2", "dir", "PBES2")


def named(key: Jwk) -> str:
    """Return a key in words for a report, without its values."""
    members = [f"{name} {key[name]!r}" for name in ("kid", "kty", "use", "alg") if name in key]
    return f"the key with {', '.join(members)}" if members else "a key without members"


def material(key: Jwk) -> tuple[Any, ...]:
    """Return the public values by which a key is the same as another."""
    return tuple(repr(key.get(name)) for name in ("kty", "n", "crv", "x", "y"))


def purpose(key: Jwk) -> str | None:
    """Return what a key is for, sig or enc, as far as its use or its alg tells."""
    if "use" in key:
        return key["use"] if key["use"] in ("sig", "enc") else None
    alg = str(key.get("alg", ""))
    if alg.startswith(ENCRYPTING):
        return "enc"
    return "sig" if alg.startswith(SIGNING) else None


@rule(JwksResponse, "RFC7517-5/keys-array", "holds an array of keys")
def array_of_keys(message: JwksResponse) -> None:
    """The set is an object whose member keys is an array of JWKs (RFC 7517, 5)."""
    keys = message.members.get("keys")
    sound = isinstance(keys, list) and all(isinstance(key, dict) for key in keys)
    answer = f"{message.exchange.summary} {message.reply.text}"
    expect(sound, "a JSON object with keys, an array of objects", answer)


@rule(JwksResponse, "RFC7517-5/member-names-unique", "names no member of the set twice")
def set_members_unique(message: JwksResponse) -> None:
    """The member names within a JWK Set are unique (RFC 7517, 5)."""
    applicable(message.readable, "the response is not a JWK Set")
    *_, repeated = repeated_names(message.reply.text)
    expect(not repeated, "each member of the set once", ", ".join(sorted(repeated)))


@rule(JwksResponse, "RFC7517-4/member-names-unique", "names no member of a key twice")
def key_members_unique(message: JwksResponse) -> None:
    """The member names within a JWK are unique (RFC 7517, 4)."""
    applicable(message.keys, "the JWK Set holds no keys")
    *keys, _ = repeated_names(message.reply.text)
    repeated = sorted({name for names in keys for name in names})
    expect(not repeated, "each member of a key once", ", ".join(repeated))


@rule(JwksResponse, "RFC7517-4.5/kid-distinct", "gives different keys a different kid")
def kid_distinct(message: JwksResponse) -> None:
    """Different keys of one type have different kid (RFC 7517, 4.5)."""
    keys = [key for key in message.keys if "kid" in key]
    applicable(keys, "no key of the JWK Set has a kid")
    holders: dict[tuple[str, str], set[tuple[Any, ...]]] = {}
    for key in keys:
        name = (repr(key.get("kty")), repr(key["kid"]))
        holders.setdefault(name, set()).add(material(key))
    shared = [kid for (_, kid), held in holders.items() if len(held) > 1]
    expect(not shared, "a kid of its own for each key", f"several keys named {', '.join(shared)}")


@rule(JwksResponse, "OIDCD-3/jwks-no-private-values", "holds no private values")
def no_private_values(message: JwksResponse) -> None:
    """The JWK Set does not contain private key values (OIDC Discovery 3)."""
    applicable(message.keys, "the JWK Set holds no keys")
    private = [f"{named(key)}: {', '.join(sorted(PRIVATE & set(key)))}"
            for key in message.keys if PRIVATE & set(key)]  # fmt: skip
    expect(not private, "public values only", "; ".join(private))


@rule(JwksResponse, "OIDCD-3/jwks-no-symmetric-keys", "holds no symmetric keys")
def no_symmetric_keys(message: JwksResponse) -> None:
    """The JWK Set does not contain symmetric key values (OIDC Discovery 3)."""
    applicable(message.keys, "the JWK Set holds no keys")
    symmetric = [named(key) for key in message.keys if key.get("kty") == "oct" or "k" in key]
    expect(not symmetric, "no symmetric keys", "; ".join(symmetric))


@rule(JwksResponse, "OIDCD-3/jwks-use-when-mixed", "gives every key a use if it has both kinds")
def use_when_mixed(message: JwksResponse) -> None:
    """Where there are keys to sign and to encrypt, each has use (OIDC Discovery 3)."""
    kinds = {purpose(key) for key in message.keys}
    applicable("enc" in kinds and len(kinds) > 1, "the JWK Set holds keys of one kind only")
    silent = [named(key) for key in message.keys if "use" not in key]
    expect(not silent, "a use in every key", "; ".join(silent))


@rule(JwksResponse, "OIDCD-3/jwks-keys-not-shared", "has no key for two uses")
def keys_not_shared(message: JwksResponse) -> None:
    """No key is for both signatures and encryption (OIDC Discovery 3)."""
    applicable(message.keys, "the JWK Set holds no keys")
    uses: dict[tuple[Any, ...], set[str | None]] = {}
    for key in message.keys:
        uses.setdefault(material(key), set()).add(purpose(key))
    shared = [named(key) for key in message.keys if {"sig", "enc"} <= uses[material(key)]]
    expect(not shared, "a key for one use", "; ".join(shared))
