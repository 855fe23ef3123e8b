// The clients: test values throughout, equal in kind to those of coatcheck's reference provider.

import { readFileSync } from 'node:fs';

const CALLBACK = 'https://client.example/callback';
const OTHER_CALLBACK = 'https://other.example/callback';

export const clients = [
  confidential('client-basic', 'client_secret_basic', 'RS256', {
    redirect_uris: [CALLBACK, 'https://client.example/other', `${CALLBACK}?tenant=a`],
  }),
  confidential('client-basic-2', 'client_secret_basic', 'RS256', { redirect_uris: [OTHER_CALLBACK] }),
  confidential('client-post', 'client_secret_post', 'ES256', { redirect_uris: [CALLBACK] }),
  confidential('client-secret-jwt', 'client_secret_jwt', 'RS256', { redirect_uris: [CALLBACK] }),
  confidential('client-private-key-jwt', 'private_key_jwt', 'PS256', {
    jwks: { keys: clientKeys().map(publicPart) },
    redirect_uris: [CALLBACK],
  }),
  publicClient('client-public', [CALLBACK]),
  publicClient('client-public-2', [OTHER_CALLBACK]),
];

function confidential(clientId, method, idTokenAlg, metadata) {
  return {
    client_id: clientId,
    token_endpoint_auth_method: method,
    id_token_signed_response_alg: idTokenAlg,
    grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
    scope: 'openid profile email address phone offline_access api:read api:write',
    ...(metadata.jwks ? {} : { client_secret: `secret-of-${clientId}-for-tests-only-0123456789` }),
    ...metadata,
  };
}

function publicClient(clientId, redirectUris) {
  return {
    client_id: clientId,
    token_endpoint_auth_method: 'none',
    id_token_signed_response_alg: 'EdDSA',
    grant_types: ['authorization_code', 'refresh_token'],
    scope: 'openid profile email address phone offline_access',
    redirect_uris: redirectUris,
  };
}

function clientKeys() {
  return JSON.parse(readFileSync(new URL('client_keys.json', import.meta.url), 'utf8')).keys;
}

function publicPart({ d, p, q, dp, dq, qi, ...members }) {
  return members;
}
