Feature: Token introspection

  What the provider says about a token to an authorized caller: RFC 7662, 2 and 4.

  Rule: The caller of the introspection endpoint must be authorized

    @RFC7662-2.1/authorization-required @needs:introspection
    Scenario: A confidential client learns nothing by its client_id alone
      Given the client has redeemed an authorization code
      And the client presents no credentials
      When the client sends the introspection request
      Then the answer to the introspection request gives no token information without authorization

    @RFC7662-2.1/authorization-required @needs:introspection @needs:public_client
    Scenario: A public client learns nothing by its client_id
      Given the client has redeemed an authorization code
      And the client has sent the introspection request
      And a client that authenticates by "none"
      And the client has redeemed an authorization code
      When the client sends the introspection request
      Then the answer to the introspection request gives no token information without authorization

    @RFC7662-2.3/invalid-credentials-401 @needs:introspection
    Scenario: An introspection request with wrong credentials is refused
      Given the client has redeemed an authorization code
      And the client presents wrong credentials
      When the client sends the introspection request
      Then the introspection request is refused with "invalid_client"

    @RFC7662-2.3/invalid-credentials-401 @needs:introspection
    Scenario: Wrong credentials are answered with the status 401 here
      Given the client has redeemed an authorization code
      And the client presents wrong credentials
      When the client sends the introspection request
      Then the introspection error response has the status 401 for invalid credentials

    @RFC7662-2.3/invalid-bearer-token-401 @needs:introspection
    Scenario: An access token that was never issued authorizes no introspection
      Given the client has redeemed an authorization code
      And the client presents a bearer token that was never issued
      When the client sends the introspection request
      Then the answer to the introspection request has the status 401 if a bearer token does not authorize the request

    @RFC7662-2.3/header-authentication-challenged
    @needs:introspection @needs:client(client_secret_basic)
    Scenario: Wrong Basic credentials at the introspection endpoint are challenged
      Given a client that authenticates by "client_secret_basic"
      And the client has redeemed an authorization code
      And the client presents wrong credentials
      When the client sends the introspection request
      Then the introspection error response challenges the client after a failed Authorization header

  Rule: An invalid token is reported as inactive, not as an error

    @RFC7662-2.2/unknown-token-inactive @needs:introspection
    Scenario: A token that was never issued is inactive
      Given the client has redeemed an authorization code
      When the client sends the introspection request
        | token | no-token-of-this-provider |
      Then the answer to the introspection request reports an unknown token as inactive

    @RFC7662-4/signature-validated @needs:introspection
    Scenario: A JWT with one character changed is inactive
      Given the client has redeemed an authorization code
      When the client sends the introspection request
        | token | (the access token, tampered) |
      Then the answer to the introspection request reports a modified token as inactive

    @RFC7662-4/signature-validated @needs:introspection
    Scenario: A JWT without a signature is inactive
      Given the client has redeemed an authorization code
      When the client sends the introspection request
        | token | (the access token, unsigned) |
      Then the answer to the introspection request reports a modified token as inactive

    @RFC7662-4/expiry-considered @needs:introspection @needs:refresh_token_expiry
    Scenario: An expired refresh token is inactive
      Given a user agent without a session
      And the client holds a refresh token
      And the client has sent the introspection request
        | token | (the refresh token) |
      And the refresh token has expired
      When the client sends the introspection request
        | token | (the refresh token) |
      Then the answer to the introspection request reports an expired token as inactive

    @RFC7662-4/expiry-considered @needs:introspection @needs:access_token_expiry
    Scenario: An expired access token is inactive
      Given the client has redeemed an authorization code
      And the client has sent the introspection request
      And the access token has expired
      When the client sends the introspection request
      Then the answer to the introspection request reports an expired token as inactive

    @RFC7662-4/revocation-considered @needs:introspection @needs:revocable_access_token
    Scenario: A revoked access token is inactive
      Given a user agent without a session
      And the client has redeemed an authorization code
      And the client has sent the introspection request
      And the client has sent the revocation request
        | token           | (the access token) |
        | token_type_hint | access_token       |
      When the client sends the introspection request
      Then the answer to the introspection request reports a revoked token as inactive

    @RFC7662-4/revocation-considered @needs:introspection @needs:revocation @needs:refresh_token
    Scenario: A revoked refresh token is inactive
      Given a user agent without a session
      And the client holds a refresh token
      And the client has sent the introspection request
        | token | (the refresh token) |
      And the client has sent the revocation request
        | token_type_hint | refresh_token |
      When the client sends the introspection request
        | token | (the refresh token) |
      Then the answer to the introspection request reports a revoked token as inactive

    @RFC7662-4/revocation-considered @needs:introspection @needs:refresh_token
    Scenario: A refresh token that has been replaced is inactive
      Given a user agent without a session
      And the client holds a refresh token
      And the client has refreshed its tokens
      And the client has sent the refresh request again
      And the client holds a refresh token
      And the client has refreshed its tokens
      When the client sends the introspection request
        | token | (the refresh token used before) |
      Then the answer to the introspection request reports a revoked token as inactive

    @RFC7662-4/revocation-considered
    @needs:introspection @needs:revocable_access_token @needs:refresh_token @needs:userinfo
    Scenario: An access token that went with its refresh token is inactive
      Given a user agent without a session
      And the client holds a refresh token
      And the client has received claims from the UserInfo endpoint
      And the client has sent the revocation request
      And the client has sent the UserInfo request in vain
      When the client sends the introspection request
        | token | (the access token) |
      Then the answer to the introspection request reports a revoked token as inactive

    @RFC7662-2.2/inactive-without-more @needs:introspection @needs:revocable_access_token
    Scenario: Nothing more is told of a token that was revoked
      Given a user agent without a session
      And the client has redeemed an authorization code
      And the client has sent the revocation request
        | token           | (the access token) |
        | token_type_hint | access_token       |
      When the client sends the introspection request
      Then the introspection response says nothing more about an inactive token

    @RFC7662-2.3/foreign-token-no-error @needs:introspection
    Scenario: A query for the token of another client is no error
      Given the client has redeemed an authorization code
      And another client
      When the client sends the introspection request
      Then the answer to the introspection request is not an error for a token that the client may not know about

  Rule: A token is found even if token_type_hint is wrong

    @RFC7662-2.1/search-extended @needs:introspection
    Scenario: An access token is found although the hint says refresh_token
      Given the client has redeemed an authorization code
      When the client sends the introspection request
        | token_type_hint | refresh_token |
      Then the introspection request succeeds

    @RFC7662-2.1/search-extended @needs:introspection @needs:refresh_token
    Scenario: A refresh token is found although the hint says access_token
      Given the client holds a refresh token
      And the client has sent the introspection request
        | token | (the refresh token) |
      When the client sends the introspection request
        | token           | (the refresh token) |
        | token_type_hint | access_token        |
      Then the introspection request succeeds

  Rule: The response is a JSON object about the token

    @RFC7662-2.2/content-type-json @needs:introspection
    Scenario: An introspection response is a JSON object
      Given the client has redeemed an authorization code
      When the client sends the introspection request
      Then the introspection response is a JSON object with the right media type

    @RFC7662-2.2/active-boolean @needs:introspection
    Scenario: It is true or false that a token is active
      Given the client has redeemed an authorization code
      When the client sends the introspection request
      Then the introspection response's "active" is well-formed

    @RFC7662-2.2/timestamps-integer @needs:introspection
    Scenario: The time of expiry is an integer
      Given the client has redeemed an authorization code
      When the client sends the introspection request
      Then the introspection response's "exp" is well-formed

    @RFC7662-2.2/exp-as-issued @needs:introspection
    Scenario: The time of expiry is the one that was told with the token
      Given the client has redeemed an authorization code
      When the client sends the introspection request
      Then the introspection response has the expiry of the access token

    @RFC7662-2.2/iat-as-issued @needs:introspection
    Scenario: The time of issue is that of the token
      Given the client has redeemed an authorization code
      When the client sends the introspection request
      Then the introspection response has the time of issue of the access token

    @RFC7662-2.2/string-members @needs:introspection
    Scenario: The scope of a token is a string
      Given the client has redeemed an authorization code
      When the client sends the introspection request
      Then the introspection response's "scope" is well-formed

    @RFC7662-2.2/scope-as-granted @needs:introspection
    Scenario: The scope of a token is no wider than the one granted
      Given the client has redeemed an authorization code
      When the client sends the introspection request
      Then the introspection response has no scope that was not granted

    @RFC7662-2.2/aud-string-or-array @needs:introspection
    Scenario: The audience of a token is a string or an array of strings
      Given the client has redeemed an authorization code
      When the client sends the introspection request
      Then the introspection response's "aud" is well-formed

    @RFC7662-2.2/client-id-as-issued @needs:introspection
    Scenario: The client_id is that of the client with the token
      Given the client has redeemed an authorization code
      When the client sends the introspection request
      Then the introspection response names the client of the token

    @RFC7662-2.2/token-type-as-issued @needs:introspection
    Scenario: The token_type is the one that was told with the token
      Given the client has redeemed an authorization code
      When the client sends the introspection request
      Then the introspection response has the type of the token

    @RFC7662-2.2/iss-as-issued @needs:introspection
    Scenario: The iss is the provider itself
      Given the client has redeemed an authorization code
      When the client sends the introspection request
      Then the introspection response names the issuer of the token

    @RFC7662-2.2/sub-as-issued @needs:introspection
    Scenario: The sub is the one that stands in the token
      Given the client has redeemed an authorization code
      When the client sends the introspection request
      Then the introspection response has the subject of the access token

    @RFC7662-2.2/aud-as-issued @needs:introspection
    Scenario: The audience is no other than that of the token
      Given the client has redeemed an authorization code
      When the client sends the introspection request
      Then the introspection response has no audience that the access token does not have

    @RFC7662-2.2/jti-as-issued @needs:introspection
    Scenario: The jti is the one that stands in the token
      Given the client has redeemed an authorization code
      When the client sends the introspection request
      Then the introspection response has the jti of the access token
