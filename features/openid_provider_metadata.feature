Feature: OpenID Provider metadata

  The metadata that the provider publishes at /.well-known/openid-configuration:
  OpenID Connect Discovery 1.0, 3 and 4, RFC 6749, 3, RFC 7636, 7.2, RFC 9207, 3, RFC 9700, 2.

  Rule: The metadata is published at an address derived from the issuer

    @OIDCD-4/document-available @oidf:oidcc-discovery-endpoint-verification
    Scenario: The metadata is available below the issuer
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata is available below the issuer

    @OIDCD-4.2/status-200 @oidf:oidcc-discovery-endpoint-verification
    Scenario: The metadata comes with the status 200
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata has the status 200

    @OIDCD-4.2/content-type-json @oidf:oidcc-discovery-endpoint-verification
    Scenario: The metadata has the media type of JSON
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata has the media type application/json

    @OIDCD-4.2/json-object @oidf:oidcc-discovery-endpoint-verification
    Scenario: The metadata is one JSON object
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata is a JSON object

    @OIDCD-4/cors
    Scenario: Scripts of browser-based clients read the metadata
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata can be read by scripts of other origins

    @OIDCD-3/issuer-present @oidf:oidcc-discovery-endpoint-verification
    Scenario: The metadata names an issuer
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata's "issuer" is well-formed

    @OIDCD-4.3/issuer-equals-configured @oidf:oidcc-discovery-endpoint-verification
    Scenario: The metadata names the issuer that it was asked for
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata names the issuer that its location belongs to

    @OIDCD-4.2/no-empty-arrays
    Scenario: The metadata leaves out what it has no values of
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata has no empty arrays

  Rule: The metadata names the endpoints

    @OIDCD-3/authorization-endpoint-present @oidf:oidcc-discovery-endpoint-verification
    Scenario: The metadata names the authorization endpoint
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata's "authorization_endpoint" is well-formed

    @OIDCD-3/authorization-endpoint-https @oidf:oidcc-discovery-endpoint-verification
    Scenario: The authorization endpoint is protected by TLS
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata has an https authorization_endpoint

    @RFC6749-3.1/endpoint-without-fragment
    Scenario: The authorization endpoint has no fragment
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata has no fragment in its authorization_endpoint

    @OIDCD-3/token-endpoint-present @oidf:oidcc-discovery-endpoint-verification
    Scenario: The metadata names the token endpoint
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata's "token_endpoint" is well-formed

    @OIDCD-3/token-endpoint-https @oidf:oidcc-discovery-endpoint-verification
    Scenario: The token endpoint is protected by TLS
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata has an https token_endpoint

    @RFC6749-3.2/endpoint-without-fragment
    Scenario: The token endpoint has no fragment
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata has no fragment in its token_endpoint

    @OIDCD-3/userinfo-endpoint-present @oidf:oidcc-discovery-endpoint-verification
    Scenario: The metadata names the UserInfo endpoint
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata has userinfo_endpoint

    @OIDCD-3/userinfo-endpoint-https @needs:userinfo @oidf:oidcc-discovery-endpoint-verification
    Scenario: The UserInfo endpoint is protected by TLS
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata has an https userinfo_endpoint

    @OIDCD-3/jwks-uri-present @oidf:oidcc-discovery-endpoint-verification
    Scenario: The metadata names the JWK Set
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata's "jwks_uri" is well-formed

    @OIDCD-3/jwks-uri-https @oidf:oidcc-discovery-endpoint-verification
    Scenario: The JWK Set is protected by TLS
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata has an https jwks_uri

  Rule: The metadata lists what the provider supports

    @OIDCD-3/response-types-supported-present @oidf:oidcc-discovery-endpoint-verification
    Scenario: The metadata lists the response types
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata's "response_types_supported" is well-formed

    @OIDCD-3/subject-types-supported-present @oidf:oidcc-discovery-endpoint-verification
    Scenario: The metadata lists the subject types
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata's "subject_types_supported" is well-formed

    @OIDCD-3/subject-types-supported-values @oidf:oidcc-discovery-endpoint-verification
    Scenario: The subject types are those of OpenID Connect
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata lists the subject type public or pairwise

    @OIDCD-3/id-token-signing-alg-values-present @oidf:oidcc-discovery-endpoint-verification
    Scenario: The metadata lists the algorithms of ID Tokens
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata's "id_token_signing_alg_values_supported" is well-formed

    @OIDCD-3/id-token-signing-alg-values-rs256 @oidf:oidcc-discovery-endpoint-verification
    Scenario: RS256 is among the algorithms of ID Tokens
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata lists RS256 for ID Tokens

    @OIDCD-3/token-endpoint-auth-signing-alg-values-not-none
    Scenario: Unsigned client assertions are not offered
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata accepts no unsigned client assertions

    @OIDCD-3/scopes-supported-present @oidf:oidcc-discovery-endpoint-verification
    Scenario: The metadata lists the scopes
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata has scopes_supported

    @OIDCD-3/scopes-supported-openid @oidf:oidcc-discovery-endpoint-verification
    Scenario: The scope openid is among the scopes
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata lists the scope openid

    @OIDCD-3/claims-supported-present @oidf:oidcc-discovery-endpoint-verification
    Scenario: The metadata lists the claims
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata has claims_supported

    @RFC9700-2.1.1/challenge-methods-published
    Scenario: The support for PKCE is published
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata has code_challenge_methods_supported

  Rule: The metadata matches what the provider does

    @OIDCD-3/response-type-listed @oidf:oidcc-discovery-endpoint-verification
    Scenario: The response type of a granted request is listed
      When the client completes the code flow
      Then the authorization response is for a listed response type

    @OIDCD-3/grant-type-listed @oidf:oidcc-discovery-endpoint-verification
    Scenario: The grant of a token response is listed
      When the client completes the code flow
      Then the token response is for a listed grant

    @OIDCD-3/token-endpoint-auth-method-listed
    Scenario: The method by which a client authenticates is listed
      When the client completes the code flow
      Then the token response is for a client with a listed authentication method

    @OIDCD-3/id-token-signing-alg-listed @needs:client(client_secret_post)
    Scenario: The algorithm of an ID Token is listed
      Given a client that authenticates by "client_secret_post"
      When the client completes the code flow
      Then the ID Token is signed as the metadata says
