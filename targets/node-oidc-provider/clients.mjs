// The clients: test values throughout, equal in kind to those of coatcheck's reference provider.

import { readFileSync } from 'node:fs';

const CALLBACK = 'https://client.example/callback';
const OTHER_CALLBACK = 'https://other.example/callback';
const LOGGED_OUT = 'https://client.example/logged-out';
const OTHER_LOGGED_OUT = 'https://other.example/logged-out';

const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';
const CIBA = 'urn:openid:params:grant-type:ciba';

// The device codes and auth_req_ids of this client expire so soon that a test can wait for it.
export const HASTY_CLIENT = 'client-basic-2';

export const clients = [
  confidential('client-basic', 'client_secret_basic', 'RS256', {
    redirect_uris: [CALLBACK, 'https://client.example/other', `${CALLBACK}?tenant=a`],
  }),
  confidential(HASTY_CLIENT, 'client_secret_basic', 'RS256', {
    redirect_uris: [OTHER_CALLBACK],
    post_logout_redirect_uris: [OTHER_LOGGED_OUT],
  }),
  confidential('client-post', 'client_secret_post', 'ES256', { redirect_uris: [CALLBACK] }),
  confidential('client-secret-jwt', 'client_secret_jwt', 'RS256', { redirect_uris: [CALLBACK] }),
  confidential('client-private-key-jwt', 'private_key_jwt', 'PS256', {
    jwks: { keys: clientKeys().map(publicPart) },
    redirect_uris: [CALLBACK],
  }),
  publicClient('client-public', [CALLBACK], [LOGGED_OUT]),
  publicClient('client-public-2', [OTHER_CALLBACK], [OTHER_LOGGED_OUT]),
];

function confidential(clientId, method, idTokenAlg, metadata) {
  return {
    client_id: clientId,
    token_endpoint_auth_method: method,
    id_token_signed_response_alg: idTokenAlg,
    grant_types: ['authorization_code', 'refresh_token', 'client_credentials', DEVICE_CODE, CIBA],
    backchannel_token_delivery_mode: 'poll',
    post_logout_redirect_uris: [LOGGED_OUT],
    scope: 'openid profile email address phone offline_access api:read api:write',
    ...(metadata.jwks ? {} : { client_secret: `secret-of-${clientId}-for-tests-only-0123456789` }),
    ...metadata,
  };
}

function publicClient(clientId, redirectUris, postLogoutRedirectUris) {
  return {
    client_id: clientId,
    token_endpoint_auth_method: 'none',
    id_token_signed_response_alg: 'EdDSA',
    grant_types: ['authorization_code', 'refresh_token', DEVICE_CODE],
    scope: 'openid profile email address phone offline_access',
    redirect_uris: redirectUris,
    post_logout_redirect_uris: postLogoutRedirectUris,
  };
}

function clientKeys() {
  return JSON.parse(readFileSync(new URL('client_keys.json', import.meta.url), 'utf8')).keys;
}

function publicPart({ d, p, q, dp, dq, qi, ...members }) {
  return members;
}
