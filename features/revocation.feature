Feature: Token revocation

  A client has the provider invalidate a token that it no longer needs: RFC 7009, 2.

  Rule: A revoked token is invalid

    @RFC7009-2/refresh-token-revocable @needs:revocation @needs:refresh_token
    Scenario: A revoked refresh token is refused
      Given a user agent without a session
      And the client holds a refresh token
      And the client has refreshed its tokens
      And the client has sent the revocation request
      When the client sends the refresh request
      Then the refresh request is refused with "invalid_grant"

    @RFC7009-2/refresh-token-revocable @needs:revocation @needs:public_client_refresh_token
    Scenario: A public client revokes its refresh token by its client_id
      Given a client that authenticates by "none"
      And a user agent without a session
      And the client holds a refresh token
      And the client has refreshed its tokens
      And the client has sent the revocation request
      When the client sends the refresh request
      Then the refresh request is refused with "invalid_grant"

    @RFC7009-2/access-token-revocable @needs:revocable_access_token @needs:userinfo
    Scenario: A revoked access token opens nothing
      Given a user agent without a session
      And the client has redeemed an authorization code
      And the client has received claims from the UserInfo endpoint
      And the client has sent the revocation request
        | token | (the access token) |
      When the client sends the UserInfo request by GET
      Then the UserInfo request is refused with "invalid_token"

    @RFC7009-2.1/refresh-token-ends-access-tokens
    @needs:revocable_access_token @needs:refresh_token @needs:userinfo
    Scenario: The access token goes with its refresh token
      Given a user agent without a session
      And the client has redeemed an authorization code
      And the client has sent the revocation request
        | token | (the access token) |
      And the client holds a refresh token
      And the client has received claims from the UserInfo endpoint
      And the client has sent the revocation request
      When the client sends the UserInfo request by GET
      Then the UserInfo request is refused with "invalid_token"

  Rule: A token is found even if token_type_hint is wrong

    @RFC7009-2.1/search-extended @needs:revocation @needs:refresh_token
    Scenario: A refresh token is revoked although the hint says access_token
      Given a user agent without a session
      And the client holds a refresh token
      And the client has refreshed its tokens
      And the client has sent the revocation request
        | token_type_hint | access_token |
      When the client sends the refresh request
      Then the refresh request is refused with "invalid_grant"

    @RFC7009-2.1/search-extended @needs:revocable_access_token @needs:userinfo
    Scenario: An access token is revoked although the hint says refresh_token
      Given a user agent without a session
      And the client has redeemed an authorization code
      And the client has received claims from the UserInfo endpoint
      And the client has sent the revocation request
        | token           | (the access token) |
        | token_type_hint | refresh_token      |
      When the client sends the UserInfo request by GET
      Then the UserInfo request is refused with "invalid_token"

    @RFC7009-2.2/invalid-hint-ignored @needs:revocation @needs:refresh_token
    Scenario: A hint that nobody defined is ignored
      Given a user agent without a session
      And the client holds a refresh token
      When the client sends the revocation request
        | token_type_hint | no-such-type |
      Then the revocation request succeeds

  Rule: A revocation succeeds, even if the token is already invalid

    @RFC7009-2.2/status-200 @needs:revocation @needs:refresh_token
    Scenario: A revocation is confirmed by the status 200
      Given a user agent without a session
      And the client holds a refresh token
      When the client sends the revocation request
      Then the revocation response has the status 200

    @RFC7009-2.2/invalid-token-200 @needs:revocation
    Scenario: The revocation of a token that was never issued is confirmed
      Given the client has redeemed an authorization code
      When the client sends the revocation request
        | token | no-token-of-this-provider |
      Then the revocation request succeeds

    @RFC7009-2.2/invalid-token-200 @needs:revocation @needs:refresh_token
    Scenario: The revocation of a token that has been revoked is confirmed
      Given a user agent without a session
      And the client holds a refresh token
      And the client has sent the revocation request
      When the client sends the revocation request
      Then the revocation request succeeds

    @RFC7009-2.2/invalid-token-200 @needs:revocation @needs:refresh_token
    Scenario: The revocation of a refresh token that has been replaced is confirmed
      Given a user agent without a session
      And the client holds a refresh token
      And the client has refreshed its tokens
      When the client sends the revocation request
        | token | (the refresh token used before) |
      Then the revocation request succeeds

    @RFC7009-2.2/invalid-token-200 @needs:revocation @needs:refresh_token_expiry
    Scenario: The revocation of a refresh token that has expired is confirmed
      Given a user agent without a session
      And the client holds a refresh token
      And the refresh token has expired
      When the client sends the revocation request
      Then the revocation request succeeds

  Rule: A token is revoked only by the client it was issued to

    @RFC7009-2.1/token-of-other-client-refused @needs:revocation @needs:refresh_token
    Scenario: The refresh token of another client cannot be revoked
      Given a user agent without a session
      And the client holds a refresh token
      And another client
      When the client sends the revocation request
      Then the revocation request is refused with an error

    @RFC7009-2.1/token-of-other-client-refused @needs:revocation
    Scenario: The access token of another client cannot be revoked
      Given a user agent without a session
      And the client has redeemed an authorization code
      And another client
      When the client sends the revocation request
        | token | (the access token) |
      Then the revocation request is refused with an error

    @RFC7009-2.1/token-of-other-client-kept @needs:revocation @needs:refresh_token
    Scenario: A refresh token outlives its revocation by another client
      Given a user agent without a session
      And the client holds a refresh token
      And the client has refreshed its tokens
      And another client
      And the client has sent the revocation request in vain
      And the client of the tokens
      When the client sends the refresh request
      Then the refresh request succeeds

    @RFC7009-2.1/token-of-other-client-kept
    @needs:revocation @needs:refresh_token @needs:public_client
    Scenario: A refresh token outlives its revocation by a public client
      Given a user agent without a session
      And the client holds a refresh token
      And a client that authenticates by "none"
      And the client has sent the revocation request in vain
      And the client of the tokens
      When the client sends the refresh request
      Then the refresh request succeeds

    @RFC7009-2.1/token-of-other-client-kept
    @needs:revocation @needs:public_client_refresh_token @needs:second_public_client
    Scenario: A refresh token of a public client outlives its revocation by another one
      Given a client that authenticates by "none"
      And a user agent without a session
      And the client holds a refresh token
      And another client
      And the client has sent the revocation request in vain
      And the client of the tokens
      When the client sends the refresh request
      Then the refresh request succeeds

    @RFC7009-2.1/token-of-other-client-kept @needs:revocation @needs:userinfo
    Scenario: An access token outlives its revocation by another client
      Given a user agent without a session
      And the client has redeemed an authorization code
      And the client has received claims from the UserInfo endpoint
      And another client
      And the client has sent the revocation request in vain
      When the client sends the UserInfo request by GET
      Then the UserInfo request succeeds

    @RFC7009-2.1/client-authentication-required @needs:revocation @needs:refresh_token
    Scenario: A confidential client cannot revoke by its client_id alone
      Given a user agent without a session
      And the client holds a refresh token
      And the client presents no credentials
      When the client sends the revocation request
      Then the revocation request is refused with "invalid_client"

    @RFC7009-2.1/client-authentication-verified @needs:revocation @needs:refresh_token
    Scenario: A revocation request with wrong credentials is refused
      Given a user agent without a session
      And the client holds a refresh token
      And the client presents wrong credentials
      When the client sends the revocation request
      Then the revocation request is refused with "invalid_client"

    @RFC7009-2.1/client-authentication-verified @needs:revocation @needs:refresh_token
    Scenario: A refresh token outlives a revocation with wrong credentials
      Given a user agent without a session
      And the client holds a refresh token
      And the client has refreshed its tokens
      And the client presents wrong credentials
      And the client has sent the revocation request in vain
      And the client presents its own credentials
      When the client sends the refresh request
      Then the refresh request succeeds

    @RFC7009-5/public-client-id-required @needs:revocation @needs:public_client_refresh_token
    Scenario: A public client that does not name itself revokes nothing
      Given a client that authenticates by "none"
      And a user agent without a session
      And the client holds a refresh token
      And the client presents nothing at all
      When the client sends the revocation request
      Then the revocation request is refused with "invalid_client" or "invalid_request"

  Rule: A refusal has the form of a token error response

    @RFC7009-2.1/token-required @needs:revocation
    Scenario: A revocation request without token is refused
      Given the client has redeemed an authorization code
      When the client sends the revocation request
        | token | (omitted) |
      Then the revocation request is refused with "invalid_request"

    @RFC7009-2.2.1/repeated-parameter-refused @needs:revocation
    Scenario: A revocation request with two copies of its token is refused
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the revocation request
        | token | (repeated) |
      Then the revocation request is refused with "invalid_request"

    @RFC7009-2.2.1/error-present @needs:revocation
    Scenario: A refused revocation has an error code
      Given a user agent without a session
      And the client has redeemed an authorization code
      And another client
      When the client sends the revocation request
      Then the revocation error response's "error" is well-formed

    @RFC7009-2.2.1/content-type-json @needs:revocation
    Scenario: A refused revocation is JSON by its media type
      Given the client has redeemed an authorization code
      When the client sends the revocation request
        | token | (omitted) |
      Then the revocation error response has the media type application/json

    @RFC7009-2.2.1/error-status @needs:revocation
    Scenario: A refused revocation has the status that its error asks for
      Given a user agent without a session
      And the client has redeemed an authorization code
      And another client
      When the client sends the revocation request
      Then the revocation error response has the status that its error requires

    @RFC7009-2.2.1/header-authentication-challenged @needs:revocation @needs:client(client_secret_basic)
    Scenario: Wrong Basic credentials at the revocation endpoint are challenged
      Given a client that authenticates by "client_secret_basic"
      And the client has redeemed an authorization code
      And the client presents wrong credentials
      When the client sends the revocation request
      Then the revocation error response challenges the client after a failed Authorization header
