Feature: Refresh token

  A client gets new tokens with a refresh token, which is bound to it:
  RFC 6749, 6 and 10.4, RFC 9700, 4.14.2, and OpenID Connect Core 1.0, 12.

  Rule: A refresh token works only for the client it was issued to

    @RFC6749-6/refresh-token-required @needs:refresh_token
    Scenario: A refresh request without refresh_token is refused
      Given the client holds a refresh token
      When the client sends the refresh request
        | refresh_token | (omitted) |
      Then the refresh request is refused with "invalid_request"

    @RFC6749-6/refresh-token-validated @needs:refresh_token
    Scenario: A refresh token that was never issued is refused
      Given the client holds a refresh token
      When the client sends the refresh request
        | refresh_token | no-refresh-token-of-this-provider |
      Then the refresh request is refused with "invalid_grant"

    @RFC6749-10.4/refresh-token-modified @needs:refresh_token
    Scenario: A refresh token with one character changed is refused
      Given the client holds a refresh token
      When the client sends the refresh request
        | refresh_token | (the refresh token, tampered) |
      Then the refresh request is refused with "invalid_grant"

    @RFC6749-6/refresh-token-bound-to-client @needs:second_client_refresh_token
    @oidf:oidcc-refresh-token
    Scenario: A refresh token is refused to another client
      Given a user agent without a session
      And the client holds a refresh token
      And the client has refreshed its tokens
      And another client
      When the client sends the refresh request
      Then the refresh request is refused with "invalid_grant"

    @RFC6749-6/refresh-token-bound-to-client @needs:second_public_client_refresh_token
    Scenario: A refresh token of a public client is refused to another client
      Given a client that authenticates by "none"
      And a user agent without a session
      And the client holds a refresh token
      And the client has refreshed its tokens
      And another client
      When the client sends the refresh request
      Then the refresh request is refused with "invalid_grant"

    @RFC6749-6/refresh-token-bound-to-client @needs:refresh_token
    @needs:public_client_refresh_token
    Scenario: A refresh token of a confidential client is refused to a public one
      Given a user agent without a session
      And the client holds a refresh token
      And the client has refreshed its tokens
      And a client that authenticates by "none"
      When the client sends the refresh request
      Then the refresh request is refused with "invalid_grant"

    @RFC6749-6/client-authentication-required @needs:refresh_token
    Scenario: A refresh request of a confidential client needs its credentials
      Given the client holds a refresh token
      And the client presents no credentials
      When the client sends the refresh request
      Then the refresh request is refused with "invalid_client"

    @RFC6749-6/client-authentication-verified @needs:refresh_token
    Scenario: A refresh request with wrong credentials is refused
      Given the client holds a refresh token
      And the client presents wrong credentials
      When the client sends the refresh request
      Then the refresh request is refused with "invalid_client"

    @RFC9700-4.14.2/unused-expire @needs:refresh_token_expiry
    Scenario: A refresh token is refused once its life is over
      Given the client holds a refresh token
      And the client has refreshed its tokens
      And the refresh token has expired
      When the client sends the refresh request
      Then the refresh request is refused with "invalid_grant"

  Rule: A refresh token keeps the scope that the end-user granted

    @RFC6749-6/scope-not-exceeded @needs:refresh_token
    Scenario: A refresh brings no scope that was not granted
      Given the client holds a refresh token
      When the client sends the refresh request
        | scope | openid profile |
      Then the answer to the token request grants no scope beyond the original one

    @RFC6749-6/scope-omitted-equals-original @needs:refresh_token @needs:scope(profile)
    Scenario: A refresh without scope brings the scope granted at first
      Given the client holds a refresh token
        | scope | openid profile offline_access |
      When the client sends the refresh request
      Then the token response has the originally granted scope

    @RFC6749-6/new-refresh-token-scope-identical @needs:refresh_token @needs:scope(profile)
    Scenario: A narrower refresh does not narrow the next one
      Given the client holds a refresh token
        | scope | openid profile offline_access |
      And the client has refreshed its tokens
        | scope | openid |
      When the client sends the refresh request
      Then the token response has the originally granted scope despite a narrower refresh

    @RFC6749-3.2/empty-parameter-omitted @needs:refresh_token
    Scenario: A refresh with an empty scope is one without scope
      Given the client holds a refresh token
      When the client sends the refresh request
        | scope | (empty) |
      Then the token request succeeds

  Rule: A public client's refresh token is replaced at each use

    @RFC9700-4.14.2/public-client-replay-detected @needs:public_client_refresh_token
    Scenario: A replaced refresh token of a public client is refused
      Given a client that authenticates by "none"
      And a user agent without a session
      And the client holds a refresh token
      And the client has refreshed its tokens
      When the client sends the refresh request
        | refresh_token | (the refresh token used before) |
      Then the refresh request is refused with "invalid_grant"

    @RFC9700-4.14.2/replay-revokes-active-token @needs:public_client_refresh_token
    Scenario: The replay of a replaced refresh token ends the active one
      Given a client that authenticates by "none"
      And a user agent without a session
      And the client holds a refresh token
      And the client has refreshed its tokens
      And the client has sent the refresh request again
      When the client sends the refresh request
      Then the refresh request is refused with "invalid_grant"

  Rule: A refreshed ID Token keeps the claims of the first one

    @OIDCC-12.2/sub-same @needs:refresh_token @oidf:oidcc-refresh-token
    Scenario: A refreshed ID Token is about the same end-user
      Given the client holds a refresh token
      When the client sends the refresh request
      Then the token response has an ID Token of the same subject

    @OIDCC-12.2/iss-same @needs:refresh_token @oidf:oidcc-refresh-token
    Scenario: A refreshed ID Token has the same issuer
      Given the client holds a refresh token
      When the client sends the refresh request
      Then the token response has an ID Token of the same issuer

    @OIDCC-12.2/aud-same @needs:refresh_token @oidf:oidcc-refresh-token
    Scenario: A refreshed ID Token has the same audience
      Given the client holds a refresh token
      When the client sends the refresh request
      Then the token response has an ID Token of the same audience

    @OIDCC-12.2/iat-new @needs:refresh_token @oidf:oidcc-refresh-token
    Scenario: A refreshed ID Token has its own time of issue
      Given the client holds a refresh token
      And 5 seconds pass
      When the client sends the refresh request
      Then the token response has an ID Token with its own time of issue

    @OIDCC-12.2/auth-time-original @needs:refresh_token @oidf:oidcc-refresh-token
    Scenario: A refreshed ID Token has the original time of authentication
      Given the client holds a refresh token
        | max_age | 10000 |
      And 5 seconds pass
      When the client sends the refresh request
      Then the token response has an ID Token with the original time of authentication

    @OIDCC-12.2/nonce-absent @needs:refresh_token
    Scenario: A refreshed ID Token has no nonce
      Given the client holds a refresh token
      When the client sends the refresh request
      Then the token response has an ID Token without nonce

    @OIDCC-12.2/nonce-same @needs:refresh_token
    Scenario: A refreshed ID Token has no other nonce than the first
      Given the client holds a refresh token
      When the client sends the refresh request
      Then the token response has an ID Token with no other nonce

  Rule: A refresh token cannot be guessed

    @RFC6749-10.10/refresh-token-unguessable @needs:refresh_token
    Scenario: A refresh token has 128 bits or more
      When the client completes the code flow
        | scope  | openid offline_access |
        | prompt | consent               |
      Then the token response has a refresh token that is hard to guess
