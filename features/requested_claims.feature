Feature: Requested claims

  A client requests claims with scopes or with the claims parameter:
  OpenID Connect Core 1.0, 5.4 and 5.5.

  Rule: A scope requests a set of claims

    @OIDCC-5.4/profile-claims-returned @needs:userinfo @needs:scope(profile) @oidf:oidcc-scope-profile
    Scenario: The scope profile brings the end-user's profile
      Given the client has redeemed an authorization code
        | scope | openid profile |
      When the client sends the UserInfo request by GET
      Then the UserInfo response has the claims of the scope profile

    @OIDCC-5.4/email-claims-returned @needs:userinfo @needs:scope(email) @oidf:oidcc-scope-email
    Scenario: The scope email brings the end-user's e-mail address
      Given the client has redeemed an authorization code
        | scope | openid email |
      When the client sends the UserInfo request by GET
      Then the UserInfo response has the claims of the scope email

    @OIDCC-5.4/address-claim-returned @needs:userinfo @needs:scope(address) @oidf:oidcc-scope-address
    Scenario: The scope address brings the end-user's postal address
      Given the client has redeemed an authorization code
        | scope | openid address |
      When the client sends the UserInfo request by GET
      Then the UserInfo response has the claim of the scope address

    @OIDCC-5.4/phone-claims-returned @needs:userinfo @needs:scope(phone) @oidf:oidcc-scope-phone
    Scenario: The scope phone brings the end-user's telephone number
      Given the client has redeemed an authorization code
        | scope | openid phone |
      When the client sends the UserInfo request by GET
      Then the UserInfo response has the claims of the scope phone

  Rule: The claims parameter requests individual claims

    @OIDCC-5.5/userinfo-claim-returned @needs:claims_parameter @oidf:oidcc-claims-essential
    Scenario: A claim that is requested from the UserInfo endpoint is returned there
      Given the client has redeemed an authorization code
        | claims | {"userinfo": {"name": {"essential": true}, "nickname": null}} |
      When the client sends the UserInfo request by GET
      Then the UserInfo response has the claims requested for it

    @OIDCC-5.5/id-token-claim-returned @needs:claims_parameter
    Scenario: A claim that is requested in the ID Token is returned in it
      When the client completes the code flow
        | claims | {"id_token": {"email": {"essential": true}}} |
      Then the ID Token has the claims requested for it

    @OIDCC-5.5.1/claim-value-mismatch-omitted @needs:claims_parameter
    Scenario: A claim whose value is not the requested one is left out
      Given the client has redeemed an authorization code
        | claims | {"userinfo": {"email": {"value": "nobody@nowhere.example"}}} |
      When the client sends the UserInfo request by GET
      Then the UserInfo response has no claim with another value than requested

    @OIDCC-5.5.2/other-language-tagged @needs:claims_parameter
    Scenario: A claim in another language than the requested one has a tag
      Given the client has redeemed an authorization code
        | claims | {"userinfo": {"name#tlh": null}} |
      When the client sends the UserInfo request by GET
      Then the UserInfo response tags claims in another language than the requested one

  Rule: A request for claims fails only where the specification says so

    @OIDCC-5.5/unknown-top-level-member-ignored @needs:claims_parameter
    Scenario: An unknown member of the claims parameter is ignored
      Given the end-user is signed in
      When the client sends the authorization request
        | claims | {"userinfo": {"name": null}, "elsewhere": {"name": null}} |
      Then the authorization request succeeds

    @OIDCC-5.5.1/unknown-qualifier-ignored @needs:claims_parameter
    Scenario: An unknown qualifier of a requested claim is ignored
      Given the end-user is signed in
      When the client sends the authorization request
        | claims | {"userinfo": {"name": {"capitals": true}}} |
      Then the authorization request succeeds

    @OIDCC-5.5.1/unavailable-claim-no-error @needs:claims_parameter
    Scenario: An essential claim that nobody has is no error
      Given the end-user is signed in
      When the client sends the authorization request
        | claims | {"userinfo": {"https://client.example/shoe_size": {"essential": true}}} |
      Then the authorization request succeeds

  Rule: An authentication context class can be requested

    @OIDCC-5.5.1.1/essential-acr-returned @needs:claims_parameter @needs:reachable_acr
    Scenario: An essential authentication context class that was reached is returned
      When the client completes the code flow
        | claims | {"id_token": {"acr": {"essential": true, "values": ["(a supported acr)"]}}} |
      Then the ID Token has one of the essential values as its acr

    @OIDCC-5.5.1.1/essential-acr-unmet-fails @needs:claims_parameter @needs:acr
    Scenario: An essential authentication context class that cannot be reached is an error
      Given the end-user is signed in
      When the client sends the authorization request
        | prompt | none                                                                 |
        | claims | {"id_token": {"acr": {"essential": true, "value": "urn:example:no"}}} |
      Then the authorization request is refused with "login_required" or "interaction_required" or "access_denied" or "unmet_authentication_requirements"

    @OIDCC-5.5.1.1/voluntary-acr-unmet-returned @needs:claims_parameter @needs:acr
    Scenario: A voluntary authentication context class is told as it was reached
      When the client completes the code flow
        | claims | {"id_token": {"acr": {"value": "urn:example:no"}}} |
      Then the ID Token has the acr that was reached
