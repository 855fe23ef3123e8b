Feature: Authorization response

  The parameters that the client's redirection URI receives, and how they are delivered.
  RFC 6749, 3.1.2, 4.1.2 and 10.10; RFC 9207; RFC 9700, 2.6; OpenID Connect Core 1.0, 3.1.2.5.

  Rule: A code is delivered in the query of the redirection URI

    @RFC6749-4.1.2/code-in-query
    Scenario: The response has a code
      When the client completes the code flow
      Then the authorization response's "code" is well-formed

    @RFC6749-4.1.2/code-in-query @needs:second_redirect_uri
    Scenario: The response goes to another redirection URI where the client asks so
      Given the end-user is signed in
      When the client sends the authorization request
        | redirect_uri | (another redirect_uri of the client) |
      Then the authorization response goes to the redirection URI

    @RFC6749-3.1.2/redirect-uri-query-retained @needs:redirect_uri_with_query
    Scenario: The query of a redirection URI is kept
      Given the end-user is signed in
      When the client sends the authorization request
        | redirect_uri | (a redirect_uri with a query) |
      Then the authorization response keeps the query of the redirection URI

    @RFC6749-3.1/response-parameter-once
    Scenario: The response repeats no parameter
      When the client completes the code flow
      Then the authorization response repeats no parameter

    @OIDCC-16.22/no-307-to-redirect-uri
    Scenario: The redirect to the client is none that repeats a form
      Given the end-user is signed in
      When the client sends the authorization request
      Then the authorization response does not have the status 307

    @RFC9700-2.6/authorization-endpoint-no-cors
    Scenario: A script of another origin cannot read the answers
      Given the end-user is signed in
      When the client sends the authorization request
        | (origin) | https://elsewhere.example |
      Then the authorization dialogue cannot be read by scripts of other origins

  Rule: A code cannot be guessed

    @RFC6749-10.10/code-unguessable @oidf:oidcc-server
    Scenario: A code has 128 bits or more
      When the client completes the code flow
      Then the authorization response has a code that is hard to guess

    @RFC6749-10.10/credentials-unguessable-160
    Scenario: A code has 160 bits or more
      When the client completes the code flow
      Then the authorization response has a code of at least 160 bits

  Rule: The response repeats the state of the request

    @RFC6749-4.1.2/state-returned
    Scenario: The response has the state of the request
      Given the end-user is signed in
      When the client sends the authorization request
        | state | a + b / %20 & "c" = d |
      Then the authorization response has the state of the request

    @RFC6749-4.1.2.1/state-returned
    Scenario: The error response has the state of the request
      Given the end-user is signed in
      When the client sends the authorization request
        | state         | a + b / %20 & "c" = d |
        | response_type | unknown               |
      Then the authorization error response has the state of the request

  Rule: The response names its issuer

    @RFC9207-2/iss-in-response @needs:iss_parameter
    Scenario: The response names its issuer
      When the client completes the code flow
      Then the authorization response names its issuer

    @RFC9207-2/iss-in-error-response @needs:iss_parameter
    Scenario: The error response names its issuer
      Given the end-user is signed in
      When the client sends the authorization request
        | response_type | unknown |
      Then the authorization error response names its issuer

    @RFC9207-2.3/iss-equals-metadata-issuer @needs:iss_parameter
    Scenario: The issuer named is that of the metadata
      When the client completes the code flow
      Then the authorization response names the right issuer

    @RFC9207-2.3/support-advertised
    Scenario: The metadata announces that the issuer is named
      When the client completes the code flow
      Then the authorization response has iss only if the metadata announces it

  Rule: An error is delivered in the query of the redirection URI

    @RFC6749-4.1.2.1/error-in-query
    Scenario: The error response has an error
      Given the end-user is signed in
      When the client sends the authorization request
        | response_type | unknown |
      Then the authorization error response's "error" is well-formed

    @RFC6749-4.1.2.1/error-characters
    Scenario: The error is free of characters out of the request
      Given the end-user is signed in
      When the client sends the authorization request
        | response_type | "quoted\\ü" |
      Then the authorization error response has an error of allowed characters

    @RFC6749-4.1.2.1/error-description-characters
    Scenario: The description is free of characters out of the request
      Given the end-user is signed in
      When the client sends the authorization request
        | response_type | "quoted\\ü" |
      Then the authorization error response's "error_description" is well-formed

    @OIDCC-3.1.2.6/no-other-parameters
    Scenario: The error response has no parameter that nobody defined
      Given the end-user is signed in
      When the client sends the authorization request
        | response_type | unknown |
      Then the authorization error response has no undefined parameter
