Feature: Logout

  A client has the end-user logged out at the provider, and gets the user agent back:
  OpenID Connect RP-Initiated Logout 1.0. A request with prompt=none, and with the ID Token as a hint,
  as OpenID Connect Core 1.0, 3.1.2.1 recommends, shows whether the session still exists.

  Rule: The logout ends the session

    @RPLOGOUT-2/end-user-logged-out @needs:logout @oidf:oidcc-rp-initiated-logout
    Scenario: The session ends with the logout
      Given a user agent without a session
      And the client has redeemed an authorization code
      And the client has sent the authorization request
        | prompt        | none           |
        | id_token_hint | (the ID Token) |
      And the client has sent the logout request
      When the client sends the authorization request
        | prompt        | none           |
        | id_token_hint | (the ID Token) |
      Then the authorization request is not granted

    @RPLOGOUT-2/end-user-logged-out @needs:logout
    Scenario: The session ends with a logout by POST
      Given a user agent without a session
      And the client has redeemed an authorization code
      And the client has sent the authorization request
        | prompt        | none           |
        | id_token_hint | (the ID Token) |
      And the client has sent the logout request
        | (method) | POST |
      When the client sends the authorization request
        | prompt        | none           |
        | id_token_hint | (the ID Token) |
      Then the authorization request is not granted

    @RPLOGOUT-2/end-user-logged-out @needs:logout @oidf:oidcc-rp-initiated-logout-no-post-logout-redirect-uri
    Scenario: The session ends with a logout that leads nowhere
      Given a user agent without a session
      And the client has redeemed an authorization code
      And the client has sent the authorization request
        | prompt        | none           |
        | id_token_hint | (the ID Token) |
      And the client has sent the logout request
        | post_logout_redirect_uri | (omitted) |
      When the client sends the authorization request
        | prompt        | none           |
        | id_token_hint | (the ID Token) |
      Then the authorization request is not granted

    @RPLOGOUT-2/end-user-logged-out @needs:logout @oidf:oidcc-rp-initiated-logout-no-params
    Scenario: The session ends with a logout without parameters
      Given a user agent without a session
      And the client has redeemed an authorization code
      And the client has sent the authorization request
        | prompt        | none           |
        | id_token_hint | (the ID Token) |
      And the client has sent the logout request
        | id_token_hint            | (omitted) |
        | client_id                | (omitted) |
        | post_logout_redirect_uri | (omitted) |
        | state                    | (omitted) |
      When the client sends the authorization request
        | prompt        | none           |
        | id_token_hint | (the ID Token) |
      Then the authorization request is not granted

    @RPLOGOUT-2/end-user-logged-out @needs:logout @oidf:oidcc-rp-initiated-logout-only-state
    Scenario: The session ends with a logout that has only a state
      Given a user agent without a session
      And the client has redeemed an authorization code
      And the client has sent the authorization request
        | prompt        | none           |
        | id_token_hint | (the ID Token) |
      And the client has sent the logout request
        | id_token_hint            | (omitted) |
        | client_id                | (omitted) |
        | post_logout_redirect_uri | (omitted) |
      When the client sends the authorization request
        | prompt        | none           |
        | id_token_hint | (the ID Token) |
      Then the authorization request is not granted

    @RPLOGOUT-4/not-logged-in-no-error @needs:logout
    Scenario: A logout may be asked for twice
      Given a user agent without a session
      And the client has redeemed an authorization code
      And the client has sent the logout request
      When the client sends the logout request
      Then the logout request succeeds

  Rule: The end-user is asked to confirm the logout

    @RPLOGOUT-2/end-user-asked @needs:logout
    Scenario: The end-user is asked with their own ID Token as a hint
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | id_token_hint | (the ID Token) |
      Then the end-user is asked to log out

    @RPLOGOUT-2/end-user-asked-without-hint @needs:logout
    Scenario: The end-user is asked without a hint
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | id_token_hint            | (omitted) |
        | post_logout_redirect_uri | (omitted) |
      Then the end-user is asked to log out

    @RPLOGOUT-2/end-user-asked-without-hint @needs:logout
    Scenario: The end-user is asked without a hint by POST as well
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | (method)                 | POST      |
        | id_token_hint            | (omitted) |
        | post_logout_redirect_uri | (omitted) |
      Then the end-user is asked to log out

    @RPLOGOUT-2/end-user-asked-with-foreign-hint @needs:logout @needs:second_user
    Scenario: The end-user is asked with another end-user's ID Token as a hint
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | id_token_hint            | (another end-user's ID Token) |
        | post_logout_redirect_uri | (omitted)                     |
      Then the end-user is asked to log out

    @RPLOGOUT-6/confirmed-without-hint @needs:logout @needs:logout_refusal
    Scenario: The session stays where the end-user refuses a logout without a hint
      Given a user agent without a session
      And the client has redeemed an authorization code
      And the client has sent the authorization request
        | prompt        | none           |
        | id_token_hint | (the ID Token) |
      And the client has sent the logout request
        | (end-user)               | refuses   |
        | id_token_hint            | (omitted) |
        | client_id                | (omitted) |
        | post_logout_redirect_uri | (omitted) |
      When the client sends the authorization request
        | prompt        | none           |
        | id_token_hint | (the ID Token) |
      Then the authorization request succeeds

  Rule: The id_token_hint is an ID Token that the provider issued to the client

    @RPLOGOUT-2/hint-issuer-validated @needs:logout @oidf:oidcc-rp-initiated-logout-bad-id-token-hint
    Scenario: A hint that the provider did not sign leads to no redirect
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | id_token_hint | (the ID Token, tampered) |
      Then the user agent is not redirected to the client after the logout

    @RPLOGOUT-2/hint-issuer-validated @needs:logout @oidf:oidcc-rp-initiated-logout-modified-id-token-hint
    Scenario: A hint without a signature leads to no redirect
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | id_token_hint | (the ID Token, unsigned) |
      Then the user agent is not redirected to the client after the logout

    @RPLOGOUT-2/hint-issuer-validated @needs:logout
    Scenario: An access token in the place of the hint leads to no redirect
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | id_token_hint | (the access token) |
      Then the user agent is not redirected to the client after the logout

    @RPLOGOUT-2/expired-hint-accepted @needs:logout
    Scenario: An expired ID Token still serves as a hint at logout
      Given a user agent without a session
      And the client has redeemed an authorization code
      And 90000 seconds pass
      When the client sends the logout request
        | id_token_hint | (the ID Token) |
      Then the logout request succeeds

    @RPLOGOUT-2/client-id-matches-hint @needs:logout
    Scenario: A client_id of another client than the hint's leads to no redirect
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | client_id | (another client's client_id) |
      Then the user agent is not redirected to the client after the logout

    @RPLOGOUT-2/client-id-matches-hint @needs:logout
    Scenario: A hint of another client than the client_id leads to no redirect
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | id_token_hint | (another client's ID Token) |
      Then the user agent is not redirected to the client after the logout

  Rule: The user agent is redirected to the client after the logout

    @RPLOGOUT-3/redirected-to-registered-uri @needs:logout @oidf:oidcc-rp-initiated-logout
    Scenario: The user agent is redirected to the client after the logout
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
      Then the logout request succeeds

    @RPLOGOUT-2/post-supported @needs:logout
    Scenario: The user agent is redirected to the client after a logout by POST
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | (method) | POST |
      Then the logout request succeeds

    @RPLOGOUT-2/get-supported @needs:logout
    Scenario: A logout request by GET is taken
      Given a user agent without a session
      When the client sends the logout request
      Then the answer to the logout request is not a refusal of GET

    @RPLOGOUT-2/unsupported-locales-no-error @needs:logout
    Scenario: An unknown language of the pages is no error
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | ui_locales | tlh |
      Then the logout request succeeds

    @RPLOGOUT-3/target-is-parameter @needs:logout
    Scenario: The user agent is redirected to the URI of the request
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
      Then the logout response goes to the post_logout_redirect_uri of the request

    @RPLOGOUT-3/target-is-parameter @needs:logout @oidf:oidcc-rp-initiated-logout-no-post-logout-redirect-uri
    Scenario: The user agent stays where the request has no URI
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | post_logout_redirect_uri | (omitted) |
      Then the user agent is not redirected to the client after the logout

    @RPLOGOUT-2/state-returned @needs:logout @oidf:oidcc-rp-initiated-logout
    Scenario: The state comes back to the client
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
      Then the logout response has the state of the request

    @RPLOGOUT-2/state-returned @needs:logout
    Scenario: A state of unusual characters comes back as it was
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | state | 1+1=2 & "é" %41 #/? |
      Then the logout response has the state of the request

    @RPLOGOUT-2/state-returned @needs:logout @oidf:oidcc-rp-initiated-logout-no-state
    Scenario: No state comes back where none was sent
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | state | (omitted) |
      Then the logout response has the state of the request

  Rule: The user agent is never redirected to an unregistered URI

    @RPLOGOUT-3/uri-exactly-registered @needs:logout @oidf:oidcc-rp-initiated-logout-bad-post-logout-redirect-uri
    Scenario: A URI that nobody registered is not followed
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | post_logout_redirect_uri | https://attacker.example/logged-out |
      Then the user agent is not redirected to the client after the logout

    @RPLOGOUT-3/uri-exactly-registered @needs:logout
    Scenario: A URI of another client is not followed
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | post_logout_redirect_uri | (another client's post_logout_redirect_uri) |
      Then the user agent is not redirected to the client after the logout

    @RPLOGOUT-3/uri-exactly-registered @needs:logout
    Scenario: A URI that begins like a registered one is not followed
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | post_logout_redirect_uri | (the post_logout_redirect_uri)/more |
      Then the user agent is not redirected to the client after the logout

    @RPLOGOUT-3/uri-exactly-registered @needs:logout @oidf:oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri
    Scenario: A registered URI with a query added is not followed
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | post_logout_redirect_uri | (the post_logout_redirect_uri)?added=1 |
      Then the user agent is not redirected to the client after the logout

    @RPLOGOUT-3/uri-exactly-registered @needs:logout
    Scenario: A registered URI with a slash added is not followed
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | post_logout_redirect_uri | (the post_logout_redirect_uri)/ |
      Then the user agent is not redirected to the client after the logout

    @RPLOGOUT-3/uri-exactly-registered @needs:logout
    Scenario: A registered URI in capitals is not followed
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | post_logout_redirect_uri | (the post_logout_redirect_uri in capitals) |
      Then the user agent is not redirected to the client after the logout

    @RPLOGOUT-3/uri-exactly-registered @needs:logout
    Scenario: A URI by http that is registered by https is not followed
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | post_logout_redirect_uri | (the post_logout_redirect_uri by http) |
      Then the user agent is not redirected to the client after the logout

    @RPLOGOUT-3/uri-exactly-registered @needs:logout
    Scenario: A URI on a sub-domain of the registered host is not followed
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | post_logout_redirect_uri | (the post_logout_redirect_uri on a sub-domain) |
      Then the user agent is not redirected to the client after the logout

    @RPLOGOUT-3/uri-exactly-registered @needs:logout
    Scenario: A redirect_uri that is not registered for logouts is not followed
      Given a user agent without a session
      And the client has redeemed an authorization code
      When the client sends the logout request
        | post_logout_redirect_uri | (the redirect_uri, for no logout) |
      Then the user agent is not redirected to the client after the logout

    @RPLOGOUT-3/no-redirect-without-hint @needs:logout @oidf:oidcc-rp-initiated-logout-no-id-token-hint
    Scenario: A request that tells nothing of its client leads to no redirect
      Given a user agent without a session
      When the client sends the logout request
        | id_token_hint | (omitted) |
        | client_id     | (omitted) |
      Then the user agent is not redirected to the client after the logout

  Rule: The metadata has the URL of the logout endpoint

    @RPLOGOUT-2.1/end-session-endpoint-url @needs:logout
    Scenario: The metadata has end_session_endpoint as a URL
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata's "end_session_endpoint" is well-formed

    @RPLOGOUT-2.1/end-session-endpoint-https @needs:logout @oidf:oidcc-rp-initiated-logout-discovery-endpoint-verification
    Scenario: The logout endpoint is an https URL
      When the client fetches the OpenID Provider metadata
      Then the OpenID Provider metadata has an https logout endpoint
