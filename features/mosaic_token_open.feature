@needs:contract_mosaic
Feature: Mosaic: undocumented behaviour of the token endpoint

  Requests to POST /oidc/token, and effects of revocation, that the documents leave open. Either
  answer passes, and the report says which one came. A server error does not pass.

  Rule: Unusual requests are granted or refused

    @MOSAIC-oidcToken/parameter-repeated
    Scenario: A repeated parameter of a token request is answered
      Given the client holds an authorization code
      When the client sends the token request
        | redirect_uri | (repeated) |
      Then either answer to the token request is lawful

    @MOSAIC-oidcToken/json-body @needs:client_credentials
    Scenario: A token request in JSON is answered
      When the client sends the client credentials request
        | (media type) | application/json |
      Then either answer to the client credentials request is lawful

    @MOSAIC-oidcToken/by-get @needs:client_credentials
    Scenario: A token request by GET is answered
      When the client sends the client credentials request
        | (method) | GET |
      Then either answer to the client credentials request is lawful

    @MOSAIC-oidcToken/resource-unknown @needs:client_credentials
    Scenario: A resource that is not configured is answered
      When the client sends the client credentials request
        | resource | https://resource.example/of-nobody |
      Then either answer to the client credentials request is lawful

    @MOSAIC-oidcToken/scope-unknown @needs:password
    Scenario: An unknown scope of a password request is answered
      When the client sends the password request
        | scope | openid no-such-scope |
      Then either answer to the password request is lawful

  Rule: A code or token that was used before is accepted or refused

    @MOSAIC-oidcToken/code-used
    Scenario: A code that was redeemed is answered
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the token request
      Then either answer to the token request is lawful

    @MOSAIC-oidcToken/refresh-token-used @needs:refresh_token
    Scenario: A refresh token that was replaced is answered
      Given a user agent without a session
      And the client holds a refresh token
      And the client has refreshed its tokens
      When the client sends the refresh request
        | refresh_token | (the refresh token used before) |
      Then either answer to the refresh request is lawful

    @MOSAIC-oidcToken/auth-req-id-used @needs:ciba
    Scenario: An auth_req_id that has brought tokens is answered
      Given the client has sent the backchannel authentication request
      And the end-user approves the backchannel authentication request
      And the client has sent the CIBA token request
      When the client sends the CIBA token request
      Then either answer to the CIBA token request is lawful

    @MOSAIC-oidcToken/device-code-used @needs:device
    Scenario: A device_code that has brought tokens is answered
      Given a user agent without a session
      And the client has sent the device authorization request
      And the end-user approves the device authorization request
      And the client has sent the device token request
      When the client sends the device token request
      Then either answer to the device token request is lawful

  Rule: A revocation ends related tokens or leaves them valid

    @MOSAIC-oidcRevokeToken/token-unknown @needs:revocation
    Scenario: The revocation of a token that was never issued is answered
      Given the client has redeemed an authorization code
      When the client sends the revocation request
        | token | no-token-of-this-provider |
      Then either answer to the revocation request is lawful

    @MOSAIC-oidcRevokeToken/access-tokens-of-refresh-token
    @needs:revocation @needs:refresh_token @needs:userinfo
    Scenario: The access token of a revoked refresh token is answered
      Given a user agent without a session
      And the client holds a refresh token
      And the client has sent the revocation request
      When the client sends the UserInfo request by GET
      Then either answer to the UserInfo request is lawful

    @MOSAIC-oidcRevokeToken/refresh-token-of-access-token
    @needs:revocable_access_token @needs:refresh_token
    Scenario: The refresh token of a revoked access token is answered
      Given a user agent without a session
      And the client holds a refresh token
      And the client has sent the revocation request
        | token | (the access token) |
      When the client sends the refresh request
      Then either answer to the refresh request is lawful
