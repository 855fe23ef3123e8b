// The end-users: every login name is an account of its own, with a value for each standard claim.

export const claimsByScope = {
  profile: [
    'name',
    'family_name',
    'given_name',
    'middle_name',
    'nickname',
    'preferred_username',
    'profile',
    'picture',
    'website',
    'gender',
    'birthdate',
    'zoneinfo',
    'locale',
    'updated_at',
  ],
  email: ['email', 'email_verified'],
  address: ['address'],
  phone: ['phone_number', 'phone_number_verified'],
};

// Those who have an authentication device: the rest can log in, but not be reached by CIBA.
const REACHABLE = new Set(['alice', 'bob']);

export function findByLoginHint(ctx, loginHint) {
  return REACHABLE.has(loginHint) ? loginHint : undefined;
}

export function findAccount(ctx, sub) {
  return { accountId: sub, claims: () => standardClaims(sub) };
}

function standardClaims(sub) {
  return {
    sub,
    name: `${sub} Quincy Example`,
    given_name: sub,
    middle_name: 'Quincy',
    family_name: 'Example',
    nickname: sub,
    preferred_username: sub,
    profile: 'https://example.com/people/someone',
    picture: 'https://example.com/people/someone/picture.jpg',
    website: 'https://example.com/',
    gender: 'female',
    birthdate: '1980-02-29',
    zoneinfo: 'Europe/Vienna',
    locale: 'en-GB',
    updated_at: 1700000000,
    email: `${encodeURIComponent(sub)}@example.com`,
    email_verified: true,
    address: {
      formatted: '1 Example Street\nExampleton EX1 1EX\nExampleland',
      street_address: '1 Example Street',
      locality: 'Exampleton',
      region: 'Exampleshire',
      postal_code: 'EX1 1EX',
      country: 'Exampleland',
    },
    phone_number: '+1 425 555 0100',
    phone_number_verified: false,
  };
}
