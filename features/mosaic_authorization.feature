@needs:contract_mosaic
Feature: Mosaic: authorization

  GET /oidc/auth as documented in the OpenAPI document and in the guides to OIDC, PKCE, MFA, consent
  and SSO.
  Where the documents leave the answer open, either one passes, and the report says which one came.

  Rule: A complete request is answered with a code

    @MOSAIC-oidcAuthenticate/code-in-query
    Scenario: An authentication brings a code to the redirect URI
      When the client sends the authorization request
      Then the authorization response has its code in the query

    @MOSAIC-oidcAuthenticate/state-returned
    Scenario: The state comes back with the code
      Given the end-user is signed in
      When the client sends the authorization request
      Then the authorization response brings the state to the client

    @MOSAIC-oidcAuthenticate/nonce-in-id-token
    Scenario: The nonce comes back in the ID Token
      When the client completes the code flow
      Then the ID Token has the nonce of its request

    @MOSAIC-oidcAuthenticate/optional-parameters
    Scenario: The documented optional parameters do no harm
      Given the end-user is signed in
      When the client sends the authorization request
        | login_hint     | (the end-user's username) |
        | custom_message | Welcome to Acme           |
        | ui_locales     | en nb                     |
        | createNewUser  | false                     |
      Then the authorization request succeeds

  Rule: A request without a required parameter is not granted

    @MOSAIC-oidcAuthenticate/client-id-required
    Scenario: A request without client_id is not granted
      Given the end-user is signed in
      When the client sends the authorization request
        | client_id | (omitted) |
      Then the authorization request is not granted

    @MOSAIC-oidcAuthenticate/redirect-uri-required
    Scenario: A request without redirect_uri is not granted
      Given the end-user is signed in
      When the client sends the authorization request
        | redirect_uri | (omitted) |
      Then the authorization request is not granted

    @MOSAIC-oidcAuthenticate/scope-required
    Scenario: A request without scope is not granted
      Given the end-user is signed in
      When the client sends the authorization request
        | scope | (omitted) |
      Then the authorization request is not granted

    @MOSAIC-oidcAuthenticate/scope-openid
    Scenario: A request whose scope has no openid is not granted
      Given the end-user is signed in
      When the client sends the authorization request
        | scope | email |
      Then the authorization request is not granted

    @MOSAIC-oidcAuthenticate/response-type-code
    Scenario: A request for an ID Token in place of a code is not granted
      Given the end-user is signed in
      When the client sends the authorization request
        | response_type | id_token |
      Then the authorization request is not granted

    @MOSAIC-oidcAuthenticate/code-challenge-method-s256
    Scenario: A code_challenge by the method plain is not granted
      Given the end-user is signed in
      When the client sends the authorization request
        | code_challenge_method | plain |
      Then the authorization request is not granted

    @MOSAIC-oidcAuthenticate/code-challenge-method-required
    Scenario: A code_challenge without its method is not granted
      Given the end-user is signed in
      When the client sends the authorization request
        | code_challenge_method | (omitted) |
      Then the authorization request is not granted

    @MOSAIC-oidcAuthenticate/redirect-uri-registered
    Scenario: A redirect URI that nobody configured is not followed
      Given the end-user is signed in
      When the client sends the authorization request
        | redirect_uri | https://unregistered.example/callback |
      Then the user agent is not redirected to the client

    @MOSAIC-oidcAuthenticate/malformed-400
    Scenario: A request of an unknown client is answered in JSON
      Given the end-user is signed in
      When the client sends the authorization request
        | client_id | no-client-of-this-provider |
      Then the authorization server's page refuses a malformed request in JSON with the status 400

  Rule: The session and the prompt parameter decide whether a page is shown

    @MOSAIC-oidcAuthenticate/login-required
    Scenario: Silent authentication without a session ends in login_required
      Given a user agent without a session
      When the client sends the authorization request
        | prompt | none |
      Then the authorization request is refused with "login_required"

    @MOSAIC-oidcAuthenticate/prompt-none-silent
    Scenario: Silent authentication with a session shows no page
      Given the end-user is signed in
      When the client sends the authorization request
        | prompt | none |
      Then the authorization request succeeds
      And the end-user is not asked to log in

    @MOSAIC-oidcAuthenticate/silent-acr-unmet
    Scenario: A session that does not meet the acr_values is refused silently
      Given the end-user is signed in
      When the client sends the authorization request
        | prompt     | none                     |
        | acr_values | urn:transmit:line_direct |
      Then the authorization request is refused with an error

    @MOSAIC-oidcAuthenticate/prompt-consent-other-client
    Scenario: With prompt=consent a session is good for another client
      Given the end-user is signed in
      And another client
      When the client sends the authorization request
        | prompt | consent |
      Then the authorization request succeeds
      And the end-user is not asked to log in

    @MOSAIC-oidcAuthenticate/prompt-login
    Scenario: With prompt=login the end-user authenticates again
      Given the end-user is signed in
      When the client sends the authorization request
        | prompt | login |
      Then the end-user is asked to log in

  Rule: An unmet requirement or a refusal has its own error

    @MOSAIC-oidcAuthenticate/mfa-required
    Scenario: A missing second factor ends in mfa_required
      Given the end-user is signed in
      When the client sends the authorization request
        | acr_values | mfa |
      Then the authorization request is refused with "mfa_required"

    @MOSAIC-oidcAuthenticate/mfa-required-description
    Scenario: The error tells by which methods a second factor can be shown
      Given the end-user is signed in
      When the client sends the authorization request
        | acr_values | mfa |
      Then the authorization error response lists the methods for a second factor

    @MOSAIC-oidcAuthenticate/access-denied @needs:refusal
    Scenario: Declined consent ends in access_denied
      Given the end-user is signed in
      When the end-user refuses the authorization request
      Then the authorization request is refused with "access_denied"

    @MOSAIC-oidcAuthenticate/access-denied-description @needs:refusal
    Scenario: The error tells that consent was declined
      Given the end-user is signed in
      When the end-user refuses the authorization request
      Then the authorization error response says that the end-user declined

    @MOSAIC-oidcAuthenticate/acr-met
    Scenario: The ID Token tells which requirements were met
      When the client completes the code flow
        | prompt     | login                    |
        | acr_values | urn:transmit:centralized |
      Then the ID Token names the requested values that were met

  Rule: Where the documents leave it open, a request is granted or refused

    @MOSAIC-oidcAuthenticate/response-type-omitted
    Scenario: A request without response_type is answered
      Given the end-user is signed in
      When the client sends the authorization request
        | response_type | (omitted) |
      Then either answer to the authorization request is lawful

    @MOSAIC-oidcAuthenticate/scope-unknown
    Scenario: A request for an unknown scope is answered
      Given the end-user is signed in
      When the client sends the authorization request
        | scope | openid none-of-these |
      Then either answer to the authorization request is lawful

    @MOSAIC-oidcAuthenticate/offline-access-without-consent
    Scenario: A request for offline_access without consent is answered
      Given the end-user is signed in
      When the client sends the authorization request
        | scope | openid offline_access |
      Then either answer to the authorization request is lawful

    @MOSAIC-oidcAuthenticate/acr-unsupported
    Scenario: A request for an undocumented acr is answered
      Given the end-user is signed in
      When the client sends the authorization request
        | acr_values | urn:example:none-of-these |
      Then either answer to the authorization request is lawful

    @MOSAIC-oidcAuthenticate/resource-unknown
    Scenario: A request for an unknown resource is answered
      Given the end-user is signed in
      When the client sends the authorization request
        | resource | https://nobody-knows-this-resource.example/ |
      Then either answer to the authorization request is lawful

    @MOSAIC-oidcAuthenticate/parameter-repeated
    Scenario: A request with two copies of its nonce is answered
      Given the end-user is signed in
      When the client sends the authorization request
        | nonce | (repeated) |
      Then either answer to the authorization request is lawful

    @MOSAIC-oidcAuthenticate/claims-userinfo
    Scenario: A request for claims of the UserInfo endpoint is answered
      Given the end-user is signed in
      When the client sends the authorization request
        | claims | {"userinfo": {"email": null}} |
      Then either answer to the authorization request is lawful

    @MOSAIC-oidcAuthenticate/prompt-combined
    Scenario: A prompt of none and another word is answered
      Given the end-user is signed in
      When the client sends the authorization request
        | prompt | none consent |
      Then either answer to the authorization request is lawful
