Feature: UserInfo

  UserInfo requests, and the claims about the end-user in their responses:
  OpenID Connect Core 1.0, 5.1 and 5.3, RFC 6750, 2.

  Rule: The UserInfo endpoint accepts requests by GET and by POST

    @OIDCC-5.3/get-supported @needs:userinfo @oidf:oidcc-userinfo-get
    Scenario: A UserInfo request by GET brings claims
      Given the client has redeemed an authorization code
      When the client sends the UserInfo request by GET
      Then the UserInfo request succeeds

    @OIDCC-5.3/post-supported @needs:userinfo @oidf:oidcc-userinfo-post-header
    Scenario: A UserInfo request by POST brings claims
      Given the client has redeemed an authorization code
      When the client sends the UserInfo request by POST
      Then the UserInfo request succeeds

    @OIDCC-5.3/cors-supported @needs:userinfo
    Scenario: A page of another origin may read the claims
      Given the client has redeemed an authorization code
      When the client sends the UserInfo request from a page of another origin
      Then the UserInfo response may be read by a page of another origin

  Rule: A UserInfo response is a JSON object about the end-user

    @OIDCC-5.3.2/json-object @needs:userinfo @oidf:oidcc-userinfo-get
    Scenario: A UserInfo response is a JSON object
      Given the client has redeemed an authorization code
      When the client sends the UserInfo request by GET
      Then the UserInfo response is a JSON object

    @OIDCC-5.3.2/utf-8 @needs:userinfo @needs:scope(profile)
    Scenario: A UserInfo response is encoded as UTF-8
      Given the client has redeemed an authorization code
        | scope | openid profile |
      When the client sends the UserInfo request by GET
      Then the UserInfo response is encoded as UTF-8

    @OIDCC-5.3.2/sub-present @needs:userinfo @oidf:oidcc-userinfo-get
    Scenario: A UserInfo response names the end-user
      Given the client has redeemed an authorization code
      When the client sends the UserInfo request by GET
      Then the UserInfo response names the end-user

    @OIDCC-5.3.2/sub-equals-id-token @needs:userinfo @oidf:oidcc-userinfo-get
    Scenario: A UserInfo response is about the end-user of the ID Token
      Given the client has redeemed an authorization code
      When the client sends the UserInfo request by GET
      Then the UserInfo response is about the end-user of the ID Token

    @OIDCC-5.3.2/absent-claims-omitted @needs:userinfo @needs:scope(profile)
    Scenario: A claim without a value is left out of the UserInfo response
      Given the client has redeemed an authorization code
        | scope | openid profile |
      When the client sends the UserInfo request by GET
      Then the UserInfo response has no claim without a value

  Rule: A standard claim has the type and the format that the specification defines

    @OIDCC-5.1/string-claims @needs:userinfo @needs:scope(profile) @oidf:oidcc-scope-profile
    Scenario: The end-user's nickname is a string
      Given the client has redeemed an authorization code
        | scope | openid profile |
      When the client sends the UserInfo request by GET
      Then the UserInfo response's "nickname" is well-formed

    @OIDCC-5.1/zoneinfo-iana @needs:userinfo @needs:scope(profile) @oidf:oidcc-scope-profile
    Scenario: The end-user's time zone is one of the time zone database
      Given the client has redeemed an authorization code
        | scope | openid profile |
      When the client sends the UserInfo request by GET
      Then the UserInfo response has a time zone of the IANA database, if any

    @OIDCC-5.1/updated-at-number @needs:userinfo @needs:scope(profile) @oidf:oidcc-scope-profile
    Scenario: The time of the last update is a number of seconds
      Given the client has redeemed an authorization code
        | scope | openid profile |
      When the client sends the UserInfo request by GET
      Then the UserInfo response's "updated_at" is well-formed

    @OIDCC-5.1/email-addr-spec @needs:userinfo @needs:scope(email) @oidf:oidcc-scope-email
    Scenario: The end-user's e-mail address has the syntax of one
      Given the client has redeemed an authorization code
        | scope | openid email |
      When the client sends the UserInfo request by GET
      Then the UserInfo response's "email" is well-formed

    @OIDCC-5.1/email-verified-boolean @needs:userinfo @needs:scope(email) @oidf:oidcc-scope-email
    Scenario: It is true or false that the e-mail address was verified
      Given the client has redeemed an authorization code
        | scope | openid email |
      When the client sends the UserInfo request by GET
      Then the UserInfo response's "email_verified" is well-formed

    @OIDCC-5.1/address-object @needs:userinfo @needs:scope(address) @oidf:oidcc-scope-address
    Scenario: The end-user's address is a JSON object
      Given the client has redeemed an authorization code
        | scope | openid address |
      When the client sends the UserInfo request by GET
      Then the UserInfo response's "address" is well-formed

    @OIDCC-5.1/verified-phone-number-e164 @needs:userinfo @needs:scope(phone) @oidf:oidcc-scope-phone
    Scenario: A verified telephone number is an international one
      Given the client has redeemed an authorization code
        | scope | openid phone |
      When the client sends the UserInfo request by GET
      Then the UserInfo response has an international telephone number if it is verified

    @OIDCC-5.1/phone-number-e164 @needs:userinfo @needs:scope(phone) @needs:second_user
    Scenario: A telephone number that is not verified is an international one too
      Given the client has redeemed an authorization code
        | scope      | openid phone |
        | (end-user) | another      |
      When the client sends the UserInfo request by GET
      Then the UserInfo response has an international telephone number
