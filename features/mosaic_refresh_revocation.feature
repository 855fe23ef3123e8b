@needs:contract_mosaic
Feature: Mosaic: refreshing and revoking tokens

  Refresh tokens at POST /oidc/token, which are replaced at each use, and revocation at
  POST /oidc/token/revocation, as documented in the OpenAPI document and in the guides to offline
  access and logout.

  Rule: A refresh request returns tokens and a replacement refresh token

    @MOSAIC-oidcToken/refresh-token @needs:refresh_token
    Scenario: A refresh token brings tokens
      Given the client holds a refresh token
      When the client sends the refresh request
      Then the refresh request succeeds

    @MOSAIC-oidcToken/client-assertion @needs:refresh_token @needs:client(private_key_jwt)
    Scenario: A refresh token brings tokens by an assertion in the place of the secret
      Given the client holds a refresh token
      And the client has sent the refresh request
      And a client that authenticates by "private_key_jwt"
      And the client holds a refresh token
      When the client sends the refresh request
      Then the refresh request succeeds

    @MOSAIC-oidcToken/refresh-token-rotated @needs:refresh_token
    Scenario: A refresh token is replaced by its use
      Given the client holds a refresh token
      When the client sends the refresh request
      Then the token response has another refresh token than the request

    @MOSAIC-oidcToken/refresh-token-rotated @needs:refresh_token
    Scenario: The refresh token that replaced another is replaced by its use
      Given the client holds a refresh token
      And the client has refreshed its tokens
      When the client sends the refresh request
      Then the token response has another refresh token than the request

    @MOSAIC-oidcToken/refresh-token-required @needs:refresh_token
    Scenario: A refresh request without refresh_token is refused
      Given the client holds a refresh token
      When the client sends the refresh request
        | refresh_token | (omitted) |
      Then the refresh request is refused with "invalid_request" or "invalid_grant"

    @MOSAIC-oidcToken/refresh-token-verified @needs:refresh_token
    Scenario: A refresh token that was never issued is refused
      Given the client holds a refresh token
      When the client sends the refresh request
        | refresh_token | no-refresh-token-of-this-provider |
      Then the refresh request is refused with "invalid_grant" or "invalid_request"

    @MOSAIC-oidcToken/client-secret-required @needs:refresh_token
    Scenario: A refresh token is refused without the client's secret
      Given the client holds a refresh token
      And the client presents no credentials
      When the client sends the refresh request
      Then the refresh request is refused with "invalid_client" or "invalid_request"

    @MOSAIC-oidcToken/refresh-token-lives @needs:refresh_token_expiry
    Scenario: A refresh token is good until it expires
      Given a user agent without a session
      And the client holds a refresh token
      And the refresh token has nearly expired
      When the client sends the refresh request
      Then the refresh request succeeds

    @MOSAIC-oidcToken/refresh-token-expires @needs:refresh_token_expiry
    Scenario: A refresh token is refused once it has expired
      Given a user agent without a session
      And the client holds a refresh token
      And the refresh token has expired
      When the client sends the refresh request
      Then the refresh request is refused with "invalid_grant" or "invalid_request"

  Rule: A client can revoke its tokens

    @MOSAIC-oidcRevokeToken/refresh-token-revoked @needs:revocation @needs:refresh_token
    Scenario: A revoked refresh token is refused
      Given a user agent without a session
      And the client holds a refresh token
      And the client has sent the revocation request
        | token_type_hint | refresh_token |
      When the client sends the refresh request
      Then the refresh request is refused with "invalid_grant" or "invalid_request"

    @MOSAIC-oidcRevokeToken/access-token-revoked @needs:revocable_access_token @needs:userinfo
    Scenario: A revoked access token opens nothing
      Given a user agent without a session
      And the client has redeemed an authorization code
      And the client has sent the revocation request
        | token           | (the access token) |
        | token_type_hint | access_token       |
      When the client sends the UserInfo request by GET
      Then the UserInfo request is refused with an error

    @MOSAIC-oidcRevokeToken/token-type-hint-optional @needs:revocation @needs:refresh_token
    Scenario: A refresh token is revoked without a hint at its type
      Given a user agent without a session
      And the client holds a refresh token
      When the client sends the revocation request
      Then the revocation request succeeds

    @MOSAIC-oidcRevokeToken/client-assertion @needs:revocation @needs:client(private_key_jwt)
    Scenario: A token is revoked by an assertion in the place of the secret
      Given a user agent without a session
      And the client has redeemed an authorization code
      And the client has sent the revocation request
      And a client that authenticates by "private_key_jwt"
      And the client has redeemed an authorization code
      When the client sends the revocation request
      Then the revocation request succeeds

    @MOSAIC-oidcRevokeToken/token-required @needs:revocation
    Scenario: A revocation request without token is refused
      Given the client has redeemed an authorization code
      When the client sends the revocation request
        | token | (omitted) |
      Then the revocation request is refused with "invalid_request" or "unsupported_token_type"

    @MOSAIC-oidcRevokeToken/client-id-required @needs:revocation
    Scenario: A revocation request without client_id is refused
      Given the client has redeemed an authorization code
      When the client sends the revocation request
        | client_id | (empty) |
      Then the revocation request is refused with "invalid_client" or "invalid_request"

    @MOSAIC-oidcRevokeToken/client-secret-required @needs:revocation
    Scenario: A revocation request without the client's secret is refused
      Given the client has redeemed an authorization code
      And the client presents no credentials
      When the client sends the revocation request
      Then the revocation request is refused with "invalid_client" or "invalid_request"

    @MOSAIC-oidcRevokeToken/client-secret-verified @needs:revocation
    Scenario: A revocation request with a wrong secret is refused
      Given the client has redeemed an authorization code
      And the client presents wrong credentials
      When the client sends the revocation request
      Then the revocation request is refused with "invalid_client" or "invalid_request"
