@needs:contract_mosaic
Feature: Mosaic: discovery and keys

  GET /oidc/.well-known/openid-configuration and GET /oidc/jwks, as documented in
  the OpenAPI document and in the guide to token validation.

  Rule: The discovery document lists the endpoints

    @MOSAIC-getOidcConfiguration/endpoints
    Scenario: Discovery has the address of the authorization endpoint
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata has the documented "authorization_endpoint"

    @MOSAIC-getOidcConfiguration/endpoints
    Scenario: Discovery has the address of the token endpoint
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata has the documented "token_endpoint"

    @MOSAIC-getOidcConfiguration/endpoints
    Scenario: Discovery has the address of the keys
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata has the documented "jwks_uri"

  Rule: The published keys verify the provider's signatures

    @MOSAIC-oidcGetKeys/rsa
    Scenario: The keys are RSA keys
      When the client fetches the JWK Set
      Then the JWK Set has only RSA keys

    @MOSAIC-oidcGetKeys/for-signatures
    Scenario: The keys are for signatures
      When the client fetches the JWK Set
      Then the JWK Set has only keys for signatures

    @MOSAIC-oidcGetKeys/key-of-id-token
    Scenario: An ID Token verifies with the key that it names
      When the client completes the code flow
      Then the ID Token verifies with the key that it names

    @MOSAIC-oidcGetKeys/key-of-access-token
    Scenario: An access token verifies with the key that it names
      When the client completes the code flow
      Then the access token verifies with the key that it names
