"""What the provider as a whole claims, by its metadata."""

from coatcheck.capabilities import decision as by
from coatcheck.capabilities.registry import claimed, declare

declare(
    authorization_server_metadata=by.server_metadata,
    userinfo=by.present("userinfo_endpoint"),
    introspection=by.present("introspection_endpoint"),
    par=by.present("pushed_authorization_request_endpoint"),
    request_uri_expiry=by.all_of(claimed("par"), by.lifetime("request_uri")),
    resource=by.resources(1),
    second_resource=by.all_of(claimed("resource"), by.resources(2)),
)
