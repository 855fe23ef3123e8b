Feature: Authorization server metadata

  The metadata that the authorization server publishes at /.well-known/oauth-authorization-server:
  RFC 8414, 2 and 3, RFC 9700, 2.6.

  Rule: The metadata is published at an address derived from the issuer

    @RFC9700-2.6/metadata-published
    Scenario: Authorization server metadata is published
      When the client fetches the authorization server metadata
      Then the authorization server metadata is published

    @RFC8414-3/document-available @needs:authorization_server_metadata
    Scenario: The metadata is available at its well-known location
      When the client fetches the authorization server metadata
      Then the authorization server metadata is available at its well-known location

    @RFC8414-3.2/content-type-json @needs:authorization_server_metadata
    Scenario: The metadata has the media type of JSON
      When the client fetches the authorization server metadata
      Then the authorization server metadata has the media type application/json

    @RFC8414-3.2/json-object @needs:authorization_server_metadata
    Scenario: The metadata is one JSON object
      When the client fetches the authorization server metadata
      Then the authorization server metadata is a JSON object

    @RFC8414-3.3/issuer-equals-configured @needs:authorization_server_metadata
    Scenario: The metadata names the issuer that it was asked for
      When the client fetches the authorization server metadata
      Then the authorization server metadata names the issuer that its location belongs to

  Rule: The metadata lists what the server supports

    @RFC8414-2/authorization-endpoint-present @needs:authorization_server_metadata
    Scenario: The metadata names the authorization endpoint
      When the client fetches the authorization server metadata
      Then the authorization server metadata's "authorization_endpoint" is well-formed

    @RFC8414-2/token-endpoint-present @needs:authorization_server_metadata
    Scenario: The metadata names the token endpoint
      When the client fetches the authorization server metadata
      Then the authorization server metadata's "token_endpoint" is well-formed

    @RFC8414-2/response-types-supported-present @needs:authorization_server_metadata
    Scenario: The metadata lists the response types
      When the client fetches the authorization server metadata
      Then the authorization server metadata's "response_types_supported" is well-formed

    @RFC8414-2/token-endpoint-auth-signing-alg-values-present @needs:authorization_server_metadata
    Scenario: The metadata lists the algorithms of client assertions
      When the client fetches the authorization server metadata
      Then the authorization server metadata lists the algorithms of client assertions
