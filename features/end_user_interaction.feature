Feature: End-user interaction

  When the end-user is asked to log in or to consent, and how these pages are protected.
  OpenID Connect Core 1.0, 3.1.2.1 to 3.1.2.4 and 15.1; RFC 6749, 10.14; RFC 9700, 4.2.4, 4.11 to 4.16.

  Rule: An end-user who is not logged in is asked to log in

    @RFC6749-3.1/end-user-authenticated-first
    Scenario: The end-user logs in before anything is granted
      Given a user agent without a session
      When the client sends the authorization request
        | display | popup |
      Then the end-user is asked to log in

    @RFC9700-4.11.2/end-user-authenticated-before-redirect
    Scenario: The end-user logs in before an error is redirected
      Given a user agent without a session
      When the client sends the authorization request
        | response_type | unknown |
      Then the end-user is asked to log in

  Rule: The prompt parameter controls whether the end-user is prompted

    @OIDCC-3.1.2.3/prompt-none-unauthenticated @oidf:oidcc-prompt-none-not-logged-in
    Scenario: No page is shown to an unknown end-user with prompt=none
      Given a user agent without a session
      When the client sends the authorization request
        | prompt | none |
      Then the authorization request is refused with an error
      And the end-user is not asked to log in

    @OIDCC-15.1/prompt-none-supported @oidf:oidcc-prompt-none-logged-in
    Scenario: A request with prompt=none is granted silently
      Given the end-user is signed in
      When the client sends the authorization request
        | prompt | none |
      Then the authorization request succeeds
      And the end-user is not asked to log in

    @OIDCC-3.1.2.1/prompt-none-no-consent-page @needs:scope(phone)
    Scenario: Nobody is asked to consent with prompt=none
      Given a user agent without a session
      And another client
      And the end-user is signed in
      When the client sends the authorization request
        | prompt | none         |
        | scope  | openid phone |
      Then the end-user is not asked to consent

    @OIDCC-3.1.2.1/prompt-none-combined
    Scenario: A prompt of none and another value is refused
      Given the end-user is signed in
      When the client sends the authorization request
        | prompt | none login |
      Then the authorization request is refused with an error

    @OIDCC-3.1.2.3/prompt-login-reauthenticates @oidf:oidcc-prompt-login
    Scenario: The end-user logs in again with prompt=login
      Given the end-user is signed in
      When the client sends the authorization request
        | prompt | login |
      Then the end-user is asked to log in
      And the authorization request succeeds

    @OIDCC-3.1.2.1/prompt-consent-asks
    Scenario: The end-user consents again with prompt=consent
      Given the end-user is signed in
      When the client sends the authorization request
        | prompt | consent |
      Then the end-user is asked to consent
      And the authorization request succeeds

    @OIDCC-3.1.2.1/prompt-select-account-asks @needs:prompt_select_account
    Scenario: The end-user selects an account with prompt=select_account
      Given the end-user is signed in
      When the client sends the authorization request
        | prompt | select_account |
      Then the authorization response comes after an interaction if an account has to be selected

  Rule: An authentication is not older than max_age

    @OIDCC-3.1.2.1/max-age-reauthenticates @oidf:oidcc-max-age-1
    Scenario: The end-user logs in again once max_age has elapsed
      Given a user agent without a session
      And the end-user is signed in
      And 3 seconds pass
      When the client sends the authorization request
        | max_age | 1 |
      Then the end-user is asked to log in

    @OIDCC-3.1.2.1/max-age-zero-reauthenticates
    Scenario: The end-user logs in again with a max_age of 0
      Given the end-user is signed in
      And 2 seconds pass
      When the client sends the authorization request
        | max_age | 0 |
      Then the end-user is asked to log in

  Rule: The end-user is the one that the request identifies

    @OIDCC-3.1.2.1/id-token-hint-same-user @oidf:oidcc-id-token-hint
    Scenario: A request with the end-user's own ID Token is granted
      Given the client has redeemed an authorization code
      When the client sends the authorization request
        | id_token_hint | (the ID Token) |
        | prompt        | none           |
      Then the authorization request succeeds

    @OIDCC-3.1.2.1/id-token-hint-other-user @needs:second_user
    Scenario: A request with another end-user's ID Token is refused
      Given the end-user is signed in
      When the client sends the authorization request
        | id_token_hint | (another end-user's ID Token) |
        | prompt        | none                          |
      Then the authorization request is refused with an error

    @OIDCC-3.1.2.2/id-token-hint-issuer-validated
    Scenario: A hint that the provider did not sign is refused
      Given the client has redeemed an authorization code
      When the client sends the authorization request
        | id_token_hint | (the ID Token, tampered) |
        | prompt        | none                     |
      Then the authorization request is refused with an error

    @OIDCC-3.1.2.2/id-token-hint-issuer-validated
    Scenario: A hint without signature is refused
      Given the client has redeemed an authorization code
      When the client sends the authorization request
        | id_token_hint | (the ID Token, unsigned) |
        | prompt        | none                     |
      Then the authorization request is refused with an error

    @OIDCC-3.1.2.2/expired-id-token-hint-accepted
    Scenario: An expired ID Token still serves as a hint
      Given a user agent without a session
      And the client has redeemed an authorization code
      And 90000 seconds pass
      When the client sends the authorization request
        | id_token_hint | (the ID Token) |
      Then the authorization request succeeds

    @OIDCC-3.1.2.2/requested-sub-other-user @needs:second_user @needs:claims_parameter
    Scenario: A request for another end-user's sub is refused
      Given the end-user is signed in
      When the client sends the authorization request
        | claims | {"id_token": {"sub": {"value": "(another end-user's sub)"}}} |
        | prompt | none                                                         |
      Then the authorization request is refused with an error

  Rule: The end-user may refuse

    @RFC6749-4.1.2.1/access-denied @needs:refusal
    Scenario: The client is told that the end-user refuses
      Given the end-user is signed in
      When the end-user refuses the authorization request
      Then the authorization request is refused with "access_denied"

  Rule: The pages are protected against attacks

    @RFC9700-4.16/clickjacking-prevented
    Scenario: The login page cannot be put into a frame
      Given a user agent without a session
      When the client sends the authorization request
      Then the end-user's page cannot be framed by other origins

    @RFC9700-4.16/clickjacking-prevented @needs:consent_page
    Scenario: The consent page cannot be put into a frame
      Given the end-user is signed in
      When the client sends the authorization request
        | prompt | consent |
      Then the end-user's page cannot be framed by other origins

    @RFC9700-4.16/csp-used
    Scenario: The login page has a policy on frames
      Given a user agent without a session
      When the client sends the authorization request
      Then the end-user's page has a policy on who may frame it

    @RFC9700-4.16/csp-combined
    Scenario: The login page is protected in older browsers
      Given a user agent without a session
      When the client sends the authorization request
      Then the end-user's page is protected in older browsers as well

    @RFC9700-4.2.4/no-third-party-resources
    Scenario: The login page loads nothing from third parties
      Given a user agent without a session
      When the client sends the authorization request
      Then the end-user's page loads nothing from third parties

    @RFC9700-4.2.4/no-external-links
    Scenario: The login page has no links to other sites
      Given a user agent without a session
      When the client sends the authorization request
      Then the end-user's page links to no other site

    @RFC6749-10.14/received-values-sanitized
    Scenario: Markup in a request is shown as text
      Given a user agent without a session
      When the client sends the authorization request
        | login_hint | "><i class="coatcheck">mark</i> |
      Then the end-user's page shows what it received as text

  Rule: The redirect after the login does not repeat the end-user's credentials

    @RFC9700-4.12/no-307-after-credentials
    Scenario: The redirect after the login does not repeat the form
      Given a user agent without a session
      When the client sends the authorization request
        | prompt | consent |
      Then the redirect after the login does not have the status 307

    @RFC9700-4.12/303-after-credentials
    Scenario: The redirect after the login has the status 303
      Given a user agent without a session
      When the client sends the authorization request
        | prompt | consent |
      Then the redirect after the login has the status 303
