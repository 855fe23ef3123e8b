Feature: JWK Set

  The keys with which clients verify the provider's signatures: RFC 7517, 4 and 5, RFC 7518, 3 and 6,
  OpenID Connect Discovery 1.0, 3.

  Rule: The JWK Set is a set of public keys

    @RFC7517-5/keys-array @oidf:oidcc-discovery-endpoint-verification
    Scenario: The JWK Set holds an array of keys
      When the client fetches the JWK Set
      Then the JWK Set holds an array of keys

    @RFC7517-5/member-names-unique
    Scenario: No member of the JWK Set occurs twice
      When the client fetches the JWK Set
      Then the JWK Set names no member of the set twice

    @OIDCD-3/jwks-no-private-values @oidf:oidcc-discovery-endpoint-verification
    Scenario: No private value is published
      When the client fetches the JWK Set
      Then the JWK Set holds no private values

    @OIDCD-3/jwks-no-symmetric-keys
    Scenario: No symmetric key is published
      When the client fetches the JWK Set
      Then the JWK Set holds no symmetric keys

    @OIDCD-3/jwks-keys-not-shared
    Scenario: No key is for both signatures and encryption
      When the client fetches the JWK Set
      Then the JWK Set has no key for two uses

    @OIDCD-3/jwks-uri-cors
    Scenario: Scripts of browser-based clients read the JWK Set
      When the client fetches the JWK Set
      Then the JWK Set can be read by scripts of other origins

  Rule: A key has its type and a name of its own

    @RFC7517-4.1/kty-present @oidf:oidcc-discovery-endpoint-verification
    Scenario: Every key has a type
      When the client fetches the JWK Set
      Then the JWK Set gives every key a kty

    @RFC7517-4/member-names-unique
    Scenario: No member of a key occurs twice
      When the client fetches the JWK Set
      Then the JWK Set names no member of a key twice

    @RFC7517-4.5/kid-distinct @oidf:oidcc-discovery-endpoint-verification
    Scenario: Different keys have different names
      When the client fetches the JWK Set
      Then the JWK Set gives different keys a different kid

  Rule: An RSA key is complete and long enough

    @RFC7518-6.3.1/rsa-n-present
    Scenario: An RSA key has its modulus
      When the client fetches the JWK Set
      Then the JWK Set gives every RSA key its n

    @RFC7518-6.3.1/rsa-e-present
    Scenario: An RSA key has its exponent
      When the client fetches the JWK Set
      Then the JWK Set gives every RSA key its e

    @RFC7518-3.3/rsa-key-2048-bits
    Scenario: An RSA key has 2048 bits or more
      When the client fetches the JWK Set
      Then the JWK Set has no RSA key of less than 2048 bits

    @RFC7518-6.3.1.1/n-base64url-uint
    Scenario: The modulus of an RSA key has no leading zero octet
      When the client fetches the JWK Set
      Then the JWK Set encodes the n of RSA keys in the fewest octets

  Rule: An EC key is complete

    @RFC7518-6.2.1/ec-crv-present
    Scenario: An EC key names its curve
      When the client fetches the JWK Set
      Then the JWK Set gives every EC key its crv

    @RFC7518-6.2.1.2/x-full-length
    Scenario: The x of an EC key has the full length
      When the client fetches the JWK Set
      Then the JWK Set encodes the x of EC keys in full length

    @RFC7518-6.2.1.3/y-full-length
    Scenario: The y of an EC key has the full length
      When the client fetches the JWK Set
      Then the JWK Set encodes the y of EC keys in full length
