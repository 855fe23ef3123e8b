@needs:contract_mosaic
Feature: Mosaic: the claims of tokens

  The claims of ID Tokens and of access tokens, as documented in the reference of each.

  Rule: Every ID Token has the default claims

    @MOSAIC-idToken/sub
    Scenario: The sub of an ID Token is the user ID
      When the client completes the code flow
        | scope | openid email |
      Then the ID Token has the documented "sub"

    @MOSAIC-idToken/tid
    Scenario: The tid of an ID Token is the tenant
      When the client completes the code flow
      Then the ID Token has the documented "tid"

    @MOSAIC-idToken/aud
    Scenario: The aud of an ID Token is the client
      When the client completes the code flow
      Then the ID Token has only the client in its audience

    @MOSAIC-idToken/iss
    Scenario: The iss of an ID Token is the issuer of the region
      When the client completes the code flow
      Then the ID Token is from the issuer in the target file

    @MOSAIC-idToken/exp
    Scenario: The exp of an ID Token is a number
      When the client completes the code flow
      Then the ID Token has the documented "exp"

    @MOSAIC-idToken/iat
    Scenario: The iat of an ID Token is a number
      When the client completes the code flow
      Then the ID Token has the documented "iat"

    @MOSAIC-idToken/auth-time
    Scenario: The auth_time of an ID Token is a number
      When the client completes the code flow
      Then the ID Token has the documented "auth_time"

    @MOSAIC-idToken/amr
    Scenario: The amr of an ID Token is an array of documented methods
      When the client completes the code flow
      Then the ID Token has the documented "amr"

    @MOSAIC-idToken/acr
    Scenario: The acr of an ID Token is a string
      When the client completes the code flow
        | prompt     | login                    |
        | acr_values | urn:transmit:centralized |
      Then the ID Token has the documented "acr"

  Rule: An ID Token has the claims that the claims parameter requests

    @MOSAIC-idToken/requested-returned
    Scenario: Claims that the end-user has are returned
      When the client completes the code flow
        | claims | {"id_token": {"username": null, "roles": null}} |
      Then the ID Token has the requested claims of the end-user

    @MOSAIC-idToken/requested-fields
    Scenario: An object is narrowed to the fields requested
      When the client completes the code flow
        | claims | {"id_token": {"custom_data": {"fields": ["theme"]}}} |
      Then the ID Token has only the requested fields of an object

    @MOSAIC-idToken/requested-strings
    Scenario: A requested name is a string
      When the client completes the code flow
        | claims | {"id_token": {"fname": null, "lname": null}} |
      Then the ID Token has the documented "fname"

    @MOSAIC-idToken/requested-booleans
    Scenario: It is true or false that the end-user is a new one
      When the client completes the code flow
        | claims | {"id_token": {"new_user": null}} |
      Then the ID Token has the documented "new_user"

    @MOSAIC-idToken/requested-numbers
    Scenario: The time at which the end-user was created is a number
      When the client completes the code flow
        | claims | {"id_token": {"created_at": null}} |
      Then the ID Token has the documented "created_at"

    @MOSAIC-idToken/requested-arrays
    Scenario: The roles of the end-user are an array
      When the client completes the code flow
        | claims | {"id_token": {"roles": null}} |
      Then the ID Token has the documented "roles"

    @MOSAIC-idToken/requested-objects
    Scenario: The custom data of the end-user are an object
      When the client completes the code flow
        | claims | {"id_token": {"custom_data": null}} |
      Then the ID Token has the documented "custom_data"

    @MOSAIC-idToken/requested-birthday
    Scenario: The birthday of the end-user is a date
      When the client completes the code flow
        | claims | {"id_token": {"birthday": null}} |
      Then the ID Token has the documented "birthday"

  Rule: An access token is a JWT with the documented claims

    @MOSAIC-accessToken/jwt
    Scenario: An access token is a JWT
      When the client completes the code flow
      Then the token response has an access token that is a JWT

    @MOSAIC-accessToken/sub
    Scenario: The sub of an access token is a string
      When the client completes the code flow
      Then the access token has the documented "sub"

    @MOSAIC-accessToken/sub-is-user
    Scenario: The sub of an access token is the user ID
      When the client completes the code flow
        | scope | openid email |
      Then the access token is about the end-user

    @MOSAIC-accessToken/iss
    Scenario: The iss of an access token is the issuer of the region
      When the client completes the code flow
      Then the access token is from the issuer in the target file

    @MOSAIC-accessToken/aud-default
    Scenario: The aud of an access token is userid-api
      When the client completes the code flow
      Then the access token is for the provider's own API

    @MOSAIC-accessToken/aud-resource @needs:resource
    Scenario: The aud of an access token is the resource requested
      When the client completes the code flow
        | resource | (a resource) |
      Then the access token is for the requested resource

    @MOSAIC-accessToken/client-id
    Scenario: The client_id of an access token is the client's
      When the client completes the code flow
      Then the access token names the client to which it was issued

    @MOSAIC-accessToken/iat
    Scenario: The iat of an access token is a number
      When the client completes the code flow
      Then the access token has the documented "iat"

    @MOSAIC-accessToken/exp
    Scenario: The exp of an access token is a number
      When the client completes the code flow
      Then the access token has the documented "exp"

    @MOSAIC-accessToken/scope
    Scenario: The scope of an access token is a string
      When the client completes the code flow
      Then the access token has the documented "scope"

    @MOSAIC-accessToken/tid
    Scenario: The tid of an access token is the tenant
      When the client completes the code flow
      Then the access token has the documented "tid"

    @MOSAIC-accessToken/app-id
    Scenario: The app_id of an access token is a string
      When the client completes the code flow
      Then the access token has the documented "app_id"

    @MOSAIC-accessToken/app-name
    Scenario: The app_name of an access token is a string
      When the client completes the code flow
      Then the access token has the documented "app_name"

    @MOSAIC-accessToken/jti
    Scenario: The jti of an access token is a string
      When the client completes the code flow
      Then the access token has the documented "jti"

    @MOSAIC-accessToken/roles
    Scenario: The roles of an access token are an array
      When the client completes the code flow
      Then the access token has the documented "roles"

    @MOSAIC-accessToken/sub-is-client @needs:client_credentials
    Scenario: The sub of a client's own token is the client_id
      When the client sends the client credentials request
      Then the access token is about the client itself
