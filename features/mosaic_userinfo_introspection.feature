@needs:contract_mosaic
Feature: Mosaic: UserInfo and introspection

  GET and POST /oidc/me, and POST /oidc/token/introspection, as documented in the guides.

  Rule: The UserInfo endpoint answers requests with a valid access token

    @MOSAIC-oidcUserInfoGet/access-token-in-header @needs:userinfo
    Scenario: The access token in the header brings claims
      Given the client has redeemed an authorization code
        | scope | openid email |
      When the client sends the UserInfo request by GET
      Then the UserInfo request succeeds

    @MOSAIC-oidcUserInfoPost/access-token-in-form @needs:userinfo
    Scenario: The access token in a form brings claims
      Given the client has redeemed an authorization code
      When the client sends the UserInfo request by POST with the access token in a form
      Then the UserInfo request succeeds

    @MOSAIC-oidcUserInfoGet/access-token-required @needs:userinfo
    Scenario: No access token brings no claims
      Given the client has redeemed an authorization code
      When the client sends the UserInfo request without an access token
      Then the UserInfo request is refused with an error

  Rule: Introspection tells an authenticated client whether a token is active

    @MOSAIC-oidcIntrospectToken/access-token @needs:introspection
    Scenario: An access token is active
      Given the client has redeemed an authorization code
      When the client sends the introspection request
      Then the introspection request succeeds

    @MOSAIC-oidcIntrospectToken/refresh-token @needs:introspection @needs:refresh_token
    Scenario: A refresh token is active
      Given the client holds a refresh token
      When the client sends the introspection request
        | token | (the refresh token) |
      Then the introspection request succeeds

    @MOSAIC-oidcIntrospectToken/active @needs:introspection
    Scenario: The active flag is there for a token that is not active
      Given the client has redeemed an authorization code
      When the client sends the introspection request
        | token | no-token-of-this-provider |
      Then the introspection response has the documented "active"

    @MOSAIC-oidcIntrospectToken/trusted-client @needs:introspection
    Scenario: A client without credentials is told nothing
      Given the client has redeemed an authorization code
      And the client presents no credentials
      When the client sends the introspection request
      Then the answer to the introspection request gives no token information without credentials

    @MOSAIC-oidcIntrospectToken/token-unknown @needs:introspection
    Scenario: An introspection of an unknown token is answered
      Given the client has redeemed an authorization code
      When the client sends the introspection request
        | token | no-token-of-this-provider |
      Then either answer to the introspection request is lawful
