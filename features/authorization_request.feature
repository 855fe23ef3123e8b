Feature: Authorization request

  Which requests the authorization endpoint grants and which it refuses.
  RFC 6749, 3.1, 3.1.2 and 4.1.2.1; OpenID Connect Core 1.0, 3.1.2.1, 3.1.2.2, 6 and 15.1.

  Rule: Requests come by GET or by POST

    @RFC6749-3.1/get-supported @oidf:oidcc-server
    Scenario: A request by GET is granted
      When the client completes the code flow
      Then the authorization request succeeds

    @OIDCC-3.1.2.1/post-supported @oidf:oidcc-ensure-post-request-succeeds
    Scenario: A request by POST is granted
      Given the end-user is signed in
      When the client sends the authorization request
        | (method) | POST |
      Then the authorization request succeeds

  Rule: Parameters are parsed as OAuth 2.0 requires

    @RFC6749-3.1/unrecognized-parameter-ignored
    @oidf:oidcc-ensure-request-with-unknown-parameter-succeeds
    Scenario: An unknown parameter is ignored
      Given the end-user is signed in
      When the client sends the authorization request
        | extra | foobar |
      Then the authorization request succeeds

    @RFC6749-3.1/empty-parameter-omitted
    Scenario: An empty max_age counts as omitted
      Given the end-user is signed in
      When the client sends the authorization request
        | max_age | (empty) |
      Then the authorization request succeeds

    @RFC6749-3.1/empty-parameter-omitted
    Scenario: An empty response_mode counts as omitted
      Given the end-user is signed in
      When the client sends the authorization request
        | response_mode | (empty) |
      Then the authorization request succeeds

    @RFC6749-3.1/repeated-parameter-refused
    Scenario: A repeated response_type is refused
      Given the end-user is signed in
      When the client sends the authorization request
        | response_type | (repeated) |
      Then the authorization request is refused with "invalid_request"

    @RFC6749-3.1/repeated-parameter-refused
    Scenario: A repeated state is refused
      Given the end-user is signed in
      When the client sends the authorization request
        | state | (repeated) |
      Then the authorization request is refused with "invalid_request"

  Rule: A request has a response_type that the server supports

    @RFC6749-3.1.1/response-type-missing @oidf:oidcc-response-type-missing
    Scenario: A request without response_type is refused
      Given the end-user is signed in
      When the client sends the authorization request
        | response_type | (omitted) |
      Then the authorization request is refused with "invalid_request"

    @RFC6749-3.1.1/response-type-unknown
    Scenario: An unknown response_type is refused
      Given the end-user is signed in
      When the client sends the authorization request
        | response_type | unknown |
      Then the authorization request is refused with "unsupported_response_type" or "invalid_request"

  Rule: A request of an unknown client is never redirected

    @RFC6749-4.1.2.1/unknown-client-not-redirected
    Scenario: A request of an unknown client is not redirected
      Given the end-user is signed in
      When the client sends the authorization request
        | client_id | no-client-of-this-provider |
      Then the user agent is not redirected to the client

    @RFC6749-4.1.2.1/missing-client-id-not-redirected
    Scenario: A request without client_id is not redirected
      Given the end-user is signed in
      When the client sends the authorization request
        | client_id | (omitted) |
      Then the user agent is not redirected to the client

    @RFC6749-4.1.2.1/invalid-client-end-user-informed
    Scenario: The end-user is told of an unknown client
      Given the end-user is signed in
      When the client sends the authorization request
        | client_id | no-client-of-this-provider |
      Then the authorization server's page informs the end-user about the client

  Rule: An unregistered redirection URI never gets a redirect

    @RFC6749-3.1.2.4/invalid-redirect-uri-not-followed @oidf:oidcc-ensure-registered-redirect-uri
    Scenario: A redirection URI of nobody is not followed
      Given the end-user is signed in
      When the client sends the authorization request
        | redirect_uri | https://unregistered.example/callback |
      Then the user agent is not redirected to the client

    @RFC6749-3.1.2.4/invalid-redirect-uri-not-followed
    Scenario: A redirection URI of another client is not followed
      Given the end-user is signed in
      When the client sends the authorization request
        | redirect_uri | (another client's redirect_uri) |
      Then the user agent is not redirected to the client

    @RFC6749-3.1.2.4/invalid-redirect-uri-not-followed
    Scenario: A redirection URI of nobody is not followed with an error either
      Given the end-user is signed in
      When the client sends the authorization request
        | redirect_uri  | https://unregistered.example/callback |
        | response_type | unknown                               |
      Then the user agent is not redirected to the client

    @RFC6749-3.1.2.4/invalid-redirect-uri-end-user-informed
    Scenario: The end-user is told of an invalid redirection URI
      Given the end-user is signed in
      When the client sends the authorization request
        | redirect_uri | https://unregistered.example/callback |
      Then the authorization server's page informs the end-user about the redirection URI

    @OIDCC-3.1.2.2/redirect-uri-missing
    Scenario: A request without redirect_uri is not granted
      Given the end-user is signed in
      When the client sends the authorization request
        | redirect_uri | (omitted) |
      Then the answer to the authorization request is not a code without redirect_uri

    @RFC6749-3.1.2/redirect-uri-without-fragment
    Scenario: A redirection URI with a fragment is not followed
      Given the end-user is signed in
      When the client sends the authorization request
        | redirect_uri | (the redirect_uri)#fragment |
      Then the user agent is not redirected to the client

  Rule: A redirection URI is compared character by character

    @RFC6749-3.1.2.3/redirect-uri-simple-string-comparison
    Scenario: A redirection URI with a longer path is not followed
      Given the end-user is signed in
      When the client sends the authorization request
        | redirect_uri | (the redirect_uri)/more |
      Then the user agent is not redirected to the client

    @RFC6749-3.1.2.3/redirect-uri-simple-string-comparison
    Scenario: A redirection URI with a query of its own is not followed
      Given the end-user is signed in
      When the client sends the authorization request
        | redirect_uri | (the redirect_uri)?code=planted |
      Then the user agent is not redirected to the client

    @RFC6749-3.1.2.3/redirect-uri-simple-string-comparison
    Scenario: A redirection URI that climbs out of its path in disguise is not followed
      Given the end-user is signed in
      When the client sends the authorization request
        | redirect_uri | (the redirect_uri)/%2e%2e/elsewhere |
      Then the user agent is not redirected to the client

    @RFC6749-3.1.2.3/redirect-uri-simple-string-comparison
    Scenario: A redirection URI with a slash at its end is not followed
      Given the end-user is signed in
      When the client sends the authorization request
        | redirect_uri | (the redirect_uri)/ |
      Then the user agent is not redirected to the client

    @RFC6749-3.1.2.3/redirect-uri-simple-string-comparison
    Scenario: A redirection URI in another case is not followed
      Given the end-user is signed in
      When the client sends the authorization request
        | redirect_uri | (the redirect_uri in another case) |
      Then the user agent is not redirected to the client

    @RFC6749-3.1.2.3/redirect-uri-simple-string-comparison
    Scenario: A redirection URI of a subdomain is not followed
      Given the end-user is signed in
      When the client sends the authorization request
        | redirect_uri | (the redirect_uri of a subdomain) |
      Then the user agent is not redirected to the client

    @RFC6749-3.1.2.3/redirect-uri-simple-string-comparison
    Scenario: A redirection URI at another port is not followed
      Given the end-user is signed in
      When the client sends the authorization request
        | redirect_uri | (the redirect_uri at another port) |
      Then the user agent is not redirected to the client

  Rule: Optional parameters of OpenID Connect cause no error

    @OIDCC-15.1/display-no-error @oidf:oidcc-display-page
    Scenario: A request for the display of a page is granted
      Given the end-user is signed in
      When the client sends the authorization request
        | display | page |
      Then the authorization request succeeds

    @OIDCC-15.1/display-no-error @oidf:oidcc-display-popup
    Scenario: A request for the display of a popup is granted
      Given the end-user is signed in
      When the client sends the authorization request
        | display | popup |
      Then the authorization request succeeds

    @OIDCC-15.1/ui-locales-no-error @oidf:oidcc-ui-locales
    Scenario: A request with ui_locales is granted
      Given the end-user is signed in
      When the client sends the authorization request
        | ui_locales | se tlh |
      Then the authorization request succeeds

    @OIDCC-15.1/claims-locales-no-error @oidf:oidcc-claims-locales
    Scenario: A request with claims_locales is granted
      Given the end-user is signed in
      When the client sends the authorization request
        | claims_locales | se tlh |
      Then the authorization request succeeds

    @OIDCC-15.1/acr-values-no-error @oidf:oidcc-ensure-request-with-acr-values-succeeds
    Scenario: A request with acr_values is granted
      Given the end-user is signed in
      When the client sends the authorization request
        | acr_values | urn:example:loa:none-of-these |
      Then the authorization request succeeds

    @OIDCC-3.1.2.1/login-hint-no-error @oidf:oidcc-login-hint
    Scenario: A request with login_hint is granted
      Given the end-user is signed in
      When the client sends the authorization request
        | login_hint | (the end-user's username) |
      Then the authorization request succeeds

    @OIDCC-3.1.2.1/nonce-optional
    @oidf:oidcc-ensure-request-without-nonce-succeeds-for-code-flow
    Scenario: A request without nonce is granted
      Given the end-user is signed in
      When the client sends the authorization request
        | nonce | (omitted) |
      Then the authorization request succeeds

    @OIDCC-3.1.2.1/unknown-scope-ignored
    Scenario: An unknown scope beside openid is ignored
      Given the end-user is signed in
      When the client sends the authorization request
        | scope | openid none-of-these |
      Then the authorization request succeeds

    @OIDCC-11/offline-without-consent-ignored
    Scenario: The scope offline_access without prompt is no error
      Given the end-user is signed in
      When the client sends the authorization request
        | scope | openid offline_access |
      Then the authorization request succeeds

  Rule: An unsupported parameter is refused with its own error

    @OIDCC-6.1/request-not-supported @needs:no_request_parameter
    @oidf:oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported
    Scenario: A request object is refused
      Given the end-user is signed in
      When the client sends the authorization request
        | request | eyJhbGciOiJub25lIn0.eyJzY29wZSI6Im9wZW5pZCJ9. |
      Then the authorization request is refused with "request_not_supported"

    @OIDCC-6.2/request-uri-not-supported @needs:no_request_uri_parameter
    @oidf:oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported
    Scenario: A request by reference is refused
      Given the end-user is signed in
      When the client sends the authorization request
        | request_uri | https://client.example/request.jwt |
      Then the authorization request is refused with "request_uri_not_supported"

    @OIDCC-3.1.2.6/response-mode-unsupported
    Scenario: An unknown response_mode is answered with the status 400
      Given the end-user is signed in
      When the client sends the authorization request
        | response_mode | none-of-these |
      Then the user agent is not redirected to the client
      And the authorization server's page has the status 400
