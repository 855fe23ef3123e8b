"""What the provider as a whole claims, by its metadata."""

from coatcheck.capabilities import announced, decision as by, stated
from coatcheck.capabilities.registry import claimed, declare

declare(
    authorization_server_metadata=announced.server_metadata,
    userinfo=announced.present("userinfo_endpoint"),
    introspection=announced.present("introspection_endpoint"),
    par=announced.present("pushed_authorization_request_endpoint"),
    request_uri_expiry=by.all_of(claimed("par"), stated.lifetime("request_uri")),
    resource=stated.resources(1),
    second_resource=by.all_of(claimed("resource"), stated.resources(2)),
)
