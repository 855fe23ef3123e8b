Feature: Client credentials

  A client gets an access token for itself, without an end-user:
  RFC 6749, 4.4.

  Rule: A client authenticates to get a token for itself

    @RFC6749-4.4/confidential-clients-only @needs:client_credentials @needs:public_client
    Scenario: A public client is given no token for itself
      Given a client that authenticates by "none"
      And the client has redeemed an authorization code
      When the client sends the client credentials request
      Then the client credentials request is refused with "unauthorized_client" or "invalid_client" or "invalid_request"

    @RFC6749-4.4.2/client-authentication-required @needs:client_credentials
    Scenario: A client credentials request without credentials is refused
      Given the client presents no credentials
      When the client sends the client credentials request
      Then the client credentials request is refused with "invalid_client"

    @RFC6749-4.4.2/client-authentication-verified @needs:client_credentials
    Scenario: A client credentials request with wrong credentials is refused
      Given the client presents wrong credentials
      When the client sends the client credentials request
      Then the client credentials request is refused with "invalid_client"

  Rule: The response is a token response without a refresh token

    @RFC6749-4.4.3/no-refresh-token @needs:client_credentials
    Scenario: A client that acts for itself is given no refresh token
      When the client sends the client credentials request
      Then the token response has no refresh token for client credentials

    @RFC6749-3.2/unrecognized-parameter-ignored @needs:client_credentials
    Scenario: An unknown parameter of a client credentials request is ignored
      When the client sends the client credentials request
        | unknown_parameter | value |
      Then the token request succeeds

    @RFC6749-3.2/empty-parameter-omitted @needs:client_credentials
    Scenario: An empty scope of a client credentials request counts as none
      When the client sends the client credentials request
        | scope | (empty) |
      Then the token request succeeds

  Rule: An invalid scope is ignored or refused with invalid_scope

    @RFC6749-5.2/invalid-scope @needs:client_credentials
    Scenario: A malformed scope of a client credentials request is ignored or refused
      When the client sends the client credentials request
        | scope | no"such"scope |
      Then the answer to the token request ignores a scope that is malformed or unknown, or has the error invalid_scope

    @RFC6749-5.2/invalid-scope @needs:client_credentials
    Scenario: An unknown scope of a client credentials request is ignored or refused
      When the client sends the client credentials request
        | scope | no-such-scope |
      Then the answer to the token request ignores a scope that is malformed or unknown, or has the error invalid_scope
