@needs:contract_mosaic
Feature: Mosaic: logout

  GET /oidc/session/end, as documented in the OpenAPI document and in the guides to sessions and SSO.
  A request with prompt=none shows whether a session still exists.

  Rule: The user agent is redirected as the client requests after the logout

    @MOSAIC-endOidcSession/post-logout-redirect-uri @needs:logout
    Scenario: The user agent is redirected after the logout
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
      Then the logout request succeeds

    @MOSAIC-endOidcSession/hint-optional @needs:logout
    Scenario: The client_id suffices for the redirect
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | id_token_hint | (omitted) |
      Then the logout request succeeds

    @MOSAIC-endOidcSession/state-returned @needs:logout
    Scenario: The state comes back after the logout
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
      Then the logout response brings the state to the client

    @MOSAIC-endOidcSession/redirect-uri-omitted @needs:logout
    Scenario: The default page is shown where no URI is named
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | post_logout_redirect_uri | (omitted) |
      Then the user agent is not redirected to the client after the logout

    @MOSAIC-endOidcSession/client-omitted @needs:logout
    Scenario: The default page is shown where no client is named
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | client_id     | (omitted) |
        | id_token_hint | (omitted) |
      Then the user agent is not redirected to the client after the logout

    @MOSAIC-endOidcSession/redirect-uri-registered @needs:logout
    Scenario: A URI that nobody configured is not followed
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | post_logout_redirect_uri | https://unregistered.example/logged-out |
      Then the user agent is not redirected to the client after the logout

    @MOSAIC-endOidcSession/hint-bad @needs:logout
    Scenario: A logout with a bad hint is answered
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | id_token_hint | (the ID Token, tampered) |
      Then either answer to the logout request is lawful

  Rule: The logout ends sessions, but revokes no tokens

    @MOSAIC-endOidcSession/session-ended @needs:logout
    Scenario: The session ends with the logout
      Given a user agent without a session
      And the client has redeemed an authorization code
      And the client has sent the logout request
      When the client sends the authorization request
        | prompt | none |
      Then the authorization request is refused with "login_required" or "interaction_required"

    @MOSAIC-endOidcSession/all-sessions-ended @needs:logout
    Scenario: The session in another user agent ends as well
      Given the end-user is signed in
      And a user agent without a session
      And the client has redeemed an authorization code
      And the client has sent the logout request
      When the client sends the authorization request
        | prompt       | none    |
        | (user agent) | another |
      Then the authorization request is refused with "login_required" or "interaction_required"

    @MOSAIC-endOidcSession/access-token-survives @needs:logout
    Scenario: An access token is good after the logout
      Given a user agent without a session
      And the client has redeemed an authorization code
      And the client has sent the logout request
      When the client sends the UserInfo request by POST
      Then the UserInfo request succeeds

    @MOSAIC-endOidcSession/refresh-token-survives @needs:logout @needs:refresh_token
    Scenario: A refresh token is good after the logout
      Given a user agent without a session
      And the client holds a refresh token
      And the client has sent the logout request
      When the client sends the refresh request
      Then the refresh request succeeds
