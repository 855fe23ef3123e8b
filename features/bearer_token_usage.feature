Feature: Bearer token usage

  How the UserInfo endpoint, a protected resource, rejects an invalid access token:
  RFC 6749, 7, RFC 6750, 2, 3 and 5.3, RFC 9700, 4.3.2.

  Rule: An invalid access token gives no access

    @RFC6749-7/access-token-validated @needs:userinfo
    Scenario: An access token that was never issued opens nothing
      Given the client has redeemed an authorization code
      When the client sends the UserInfo request with an unknown access token
      Then the answer to the UserInfo request gives nothing for an unknown token

    @RFC6749-10.3/access-token-modified @needs:userinfo
    Scenario: An access token with one character changed opens nothing
      Given the client has redeemed an authorization code
      When the client sends the UserInfo request with a tampered access token
      Then the answer to the UserInfo request gives nothing for a modified token

    @RFC6749-10.3/access-token-modified @needs:userinfo
    Scenario: An access token without its signature opens nothing
      Given the client has redeemed an authorization code
      When the client sends the UserInfo request with an unsigned access token
      Then the answer to the UserInfo request gives nothing for a modified token

    @RFC6749-7/access-token-expired @needs:access_token_expiry
    Scenario: An expired access token opens nothing
      Given the client has redeemed an authorization code
      And the client has received claims from the UserInfo endpoint
      And the access token has expired
      When the client sends the UserInfo request by GET
      Then the answer to the UserInfo request gives nothing for an expired token

    @RFC6749-7/access-token-scope @needs:userinfo @needs:client_scope @needs:scope_without_openid
    Scenario: An access token without the scope openid opens nothing
      Given the client has redeemed an authorization code
        | scope | (the client's own scope) |
        | nonce | (omitted)                |
      When the client sends the UserInfo request with that access token
      Then the answer to the UserInfo request gives nothing for a scope without openid

    @RFC6750-3.1/multiple-methods-400 @needs:userinfo
    Scenario: An access token that is sent in two ways is refused
      Given the client has redeemed an authorization code
      When the client sends the UserInfo request with the access token in two ways at once
      Then the answer to the UserInfo request refuses two access tokens at once

  Rule: A refusal has a WWW-Authenticate challenge of the Bearer scheme

    @RFC6750-3/challenge-without-token @needs:userinfo
    Scenario: A request without access token is answered with a challenge
      Given the client has redeemed an authorization code
      When the client sends the UserInfo request without an access token
      Then the UserInfo error response asks for an access token

    @RFC6750-3/challenge-with-invalid-token @needs:userinfo
    Scenario: A request with an invalid access token is answered with a challenge
      Given the client has redeemed an authorization code
      When the client sends the UserInfo request with an unknown access token
      Then the UserInfo error response asks for another access token

    @RFC6750-3/scheme-bearer @needs:userinfo
    Scenario: The challenge is one for a bearer token
      Given the client has redeemed an authorization code
      When the client sends the UserInfo request without an access token
      Then the UserInfo error response is a Bearer challenge

  Rule: A refusal says why the access token was rejected

    @RFC6750-3/error-with-token @needs:userinfo
    Scenario: The challenge to an invalid access token tells an error
      Given the client has redeemed an authorization code
      When the client sends the UserInfo request with an unknown access token
      Then the UserInfo error response says why the token is refused

    @RFC6750-3.1/no-error-without-token @needs:userinfo
    Scenario: The challenge to a request without access token tells no error
      Given the client has redeemed an authorization code
      When the client sends the UserInfo request without an access token
      Then the UserInfo error response has no error

    @RFC6750-3.1/invalid-token-code @needs:userinfo
    Scenario: The error of an unknown access token is invalid_token
      Given the client has redeemed an authorization code
      When the client sends the UserInfo request with an unknown access token
      Then the UserInfo error response says that the token is invalid

    @RFC6750-3.1/invalid-token-401 @needs:userinfo
    Scenario: An unknown access token is answered with the status 401
      Given the client has redeemed an authorization code
      When the client sends the UserInfo request with an unknown access token
      Then the UserInfo error response has the status of an invalid token

    @RFC6750-3.1/insufficient-scope-403
    @needs:userinfo @needs:client_scope @needs:scope_without_openid
    Scenario: An access token without the scope openid is answered with the status 403
      Given the client has redeemed an authorization code
        | scope | (the client's own scope) |
        | nonce | (omitted)                |
      When the client sends the UserInfo request with that access token
      Then the UserInfo error response says that the scope is insufficient

  Rule: An access token is short-lived and appears in no URL

    @RFC6750-5.3/lifetime-one-hour
    Scenario: An access token lives an hour at most
      When the client completes the code flow
      Then the token response has an access token valid for at most one hour

    @RFC6750-5.3/not-in-page-urls
    Scenario: No URL of the code flow carries an access token
      When the client completes the code flow
      Then the authorization response carries no access token

  Rule: An access token cannot be guessed

    @RFC6749-10.10/access-token-unguessable
    Scenario: An access token has 128 bits or more
      When the client completes the code flow
      Then the token response has an access token that is hard to guess
