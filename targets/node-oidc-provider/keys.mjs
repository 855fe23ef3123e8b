// The provider's own signing keys: one for each algorithm, generated at every start.

import { generateKeyPairSync } from 'node:crypto';

export function signingKeys() {
  return [
    privateKey('RS256', 'rsa', { modulusLength: 2048 }),
    privateKey('PS256', 'rsa', { modulusLength: 2048 }),
    privateKey('ES256', 'ec', { namedCurve: 'P-256' }),
    privateKey('EdDSA', 'ed25519'),
  ];
}

function privateKey(alg, type, options) {
  return { ...generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' }), alg, use: 'sig' };
}
