Feature: Token endpoint

  Token requests with an authorization code, and the responses to them:
  RFC 6749, 3.2, 3.3, 4.1.2, 4.1.3, 5.1 and 5.2, and OpenID Connect Core 1.0, 3.1.3.

  Rule: The token endpoint accepts only POST requests, with each parameter once

    @RFC6749-3.2/post-only
    Scenario: A token request by GET is granted nothing
      Given the client holds an authorization code
      When the client sends the token request
        | (method) | GET |
      Then the answer to the token request grants nothing to a GET request

    @RFC6749-3.2/unrecognized-parameter-ignored
    Scenario: An unknown parameter of the token request is ignored
      Given the client holds an authorization code
      When the client sends the token request
        | unknown_parameter | value |
      Then the token request succeeds

    @RFC6749-3.2/repeated-parameter-refused
    Scenario: A token request with two copies of its code is refused
      Given the client holds an authorization code
      When the client sends the token request
        | code | (repeated) |
      Then the token request is refused with "invalid_request"

    @RFC6749-3.2/empty-parameter-omitted
    Scenario: An empty code counts as no code
      Given the client holds an authorization code
      When the client sends the token request
        | code | (empty) |
      Then the token request is refused with "invalid_request"

    @RFC6749-5.2/missing-parameter-invalid-request
    Scenario: A token request without grant_type is refused
      Given the client holds an authorization code
      When the client sends the token request
        | grant_type | (omitted) |
      Then the token request is refused with "invalid_request"

    @RFC6749-5.2/unsupported-grant-type
    Scenario: A grant type that nobody defined is refused
      Given the client holds an authorization code
      When the client sends the token request
        | grant_type | urn:example:unknown-grant-type |
      Then the token request is refused with "unsupported_grant_type"

  Rule: An authorization code works once, for its client, for a limited time

    @RFC6749-4.1.3/code-required
    Scenario: A token request without code is refused
      Given the client holds an authorization code
      When the client sends the token request
        | code | (omitted) |
      Then the token request is refused with "invalid_request"

    @RFC6749-4.1.3/code-valid
    Scenario: A code that was never issued is refused
      Given the client holds an authorization code
      When the client sends the token request
        | code | (the code, tampered) |
      Then the token request is refused with "invalid_grant"

    @RFC6749-4.1.2/code-single-use @oidf:oidcc-codereuse
    Scenario: A redeemed code is refused
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_grant"

    @RFC6749-4.1.2/code-single-use @needs:public_client
    Scenario: A redeemed code of a public client is refused
      Given a client that authenticates by "none"
      And a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the token request
      Then the token request is refused with "invalid_grant"

    @RFC6749-4.1.2/reuse-revokes-access-token @needs:userinfo @oidf:oidcc-codereuse-30seconds
    Scenario: The second use of a code ends the access token of the first
      Given a user agent without a session
      And the client has redeemed an authorization code
      And the client has received claims from the UserInfo endpoint
      And the client has sent the token request again
      When the client sends the UserInfo request by GET
      Then the UserInfo request is refused with "invalid_token"

    @RFC6749-4.1.2/reuse-revokes-refresh-token @needs:refresh_token
    Scenario: The second use of a code ends the refresh token of the first
      Given a user agent without a session
      And the client holds a refresh token
      And the client has refreshed its tokens
      And the client has sent the token request again
      When the client sends the refresh request
      Then the refresh request is refused with "invalid_grant"

    @RFC6749-4.1.2/code-expires @needs:authorization_code_expiry
    Scenario: A code is refused once its life is over
      Given a user agent without a session
      And the client has redeemed an authorization code
      And the client holds an authorization code
      And the authorization code has expired
      When the client sends the token request
      Then the token request is refused with "invalid_grant"

    @RFC6749-4.1.2/code-lifetime-ten-minutes
    Scenario: A code is refused after ten minutes
      Given the client has redeemed an authorization code
      And the client holds an authorization code
      And 601 seconds pass
      When the client sends the token request
      Then the token request is refused with "invalid_grant"

    @RFC6749-4.1.3/code-bound-to-confidential-client
    Scenario: A code is refused to another client with its own credentials
      Given the client holds an authorization code
      And another client
      When the client sends the token request
      Then the token request is refused with "invalid_grant"

    @RFC6749-4.1.3/code-bound-to-public-client @needs:second_public_client
    Scenario: A code of a public client is refused to another public client
      Given a client that authenticates by "none"
      And the client holds an authorization code
      And another client
      When the client sends the token request
      Then the token request is refused with "invalid_grant"

    @RFC6749-4.1.3/code-bound-to-public-client @needs:public_client
    Scenario: A code of a confidential client is refused to a public one
      Given the client holds an authorization code
      And a client that authenticates by "none"
      When the client sends the token request
      Then the token request is refused with "invalid_grant"

    @RFC6749-4.1.3/redirect-uri-present
    Scenario: A code is refused without the redirect_uri of its request
      Given the client holds an authorization code
      When the client sends the token request
        | redirect_uri | (omitted) |
      Then the answer to the token request grants nothing without the redirect_uri of the authorization request

    @RFC6749-4.1.3/redirect-uri-identical
    Scenario: A code is refused with a redirect_uri that differs by a slash
      Given the client holds an authorization code
      When the client sends the token request
        | redirect_uri | (the redirect_uri)/ |
      Then the token request is refused with "invalid_grant"

    @RFC6749-4.1.3/redirect-uri-identical
    Scenario: A code is refused with a redirect_uri that differs by a query
      Given the client holds an authorization code
      When the client sends the token request
        | redirect_uri | (the redirect_uri)?added=1 |
      Then the token request is refused with "invalid_grant"

    @RFC6749-4.1.3/redirect-uri-identical
    Scenario: A code is refused with its redirect_uri in another case
      Given the client holds an authorization code
      When the client sends the token request
        | redirect_uri | (the redirect_uri in another case) |
      Then the token request is refused with "invalid_grant"

    @RFC6749-4.1.3/redirect-uri-identical @needs:second_redirect_uri
    Scenario: A code is refused with another registered redirect_uri
      Given the client holds an authorization code
      When the client sends the token request
        | redirect_uri | (another redirect_uri of the client) |
      Then the token request is refused with "invalid_grant"

  Rule: A token response has the members that a client needs

    @RFC6749-5.1/status-200
    Scenario: A token response has the status 200
      When the client completes the code flow
      Then the token response has the status 200

    @RFC6749-5.1/content-type-json
    Scenario: A token response is JSON by its media type
      When the client completes the code flow
      Then the token response has the media type application/json

    @RFC6749-5.1/cache-control-no-store
    Scenario: A token response forbids caches to store it
      When the client completes the code flow
      Then the token response may not be stored by caches

    @RFC6749-5.1/pragma-no-cache
    Scenario: A token response tells caches of HTTP/1.0 to keep off
      When the client completes the code flow
      Then the token response may not be stored by HTTP/1.0 caches

    @RFC6749-5.1/access-token-present @oidf:oidcc-server
    Scenario: A token response has an access token
      When the client completes the code flow
      Then the token response's "access_token" is well-formed

    @RFC6749-5.1/token-type-present
    Scenario: A token response names the type of its token
      When the client completes the code flow
      Then the token response's "token_type" is well-formed

    @OIDCC-3.1.3.3/token-type-bearer
    Scenario: The access token is a bearer token
      When the client completes the code flow
      Then the token response has a token of the type Bearer

    @RFC6749-5.1/expires-in-present
    Scenario: A token response tells the lifetime of its token
      When the client completes the code flow
      Then the token response names the lifetime of the access token

    @RFC6749-5.1/expires-in-number @oidf:oidcc-server
    Scenario: The lifetime of the token is a number
      When the client completes the code flow
      Then the token response's "expires_in" is well-formed

    @OIDCC-3.1.3.3/id-token-present @oidf:oidcc-server
    Scenario: An authentication request brings an ID Token
      When the client completes the code flow
      Then the token response has an ID Token

  Rule: A token response says which scope was granted

    @RFC6749-3.3/scope-returned-when-different @needs:unknown_scope_ignored
    Scenario: The response tells that a scope was not granted
      When the client completes the code flow
        | scope | openid no-such-scope |
      Then the token response names the scope if it is not the requested one

    @RFC6749-3.3/scope-omitted
    Scenario: A request without scope is given a default one or refused
      Given the end-user is signed in
      When the client sends the authorization request
        | scope | (omitted) |
        | nonce | (omitted) |
      Then the answer to the authorization request falls back on a default scope or is the error invalid_scope

  Rule: A token error response says what is wrong

    @RFC6749-5.2/status-400
    Scenario: A refusal has the status that its error asks for
      Given the client holds an authorization code
      When the client sends the token request
        | redirect_uri | (omitted) |
      Then the token error response has the status that its error requires

    @RFC6749-5.2/content-type-json
    Scenario: A refusal is JSON by its media type
      Given the client holds an authorization code
      When the client sends the token request
        | redirect_uri | (omitted) |
      Then the token error response has the media type application/json

    @RFC6749-5.2/error-present
    Scenario: A refusal has an error code
      Given the client holds an authorization code
      When the client sends the token request
        | redirect_uri | (omitted) |
      Then the token error response's "error" is well-formed
