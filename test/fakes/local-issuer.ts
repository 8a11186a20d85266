import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, type GenerateKeyPairResult, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';

export const connectorIssuer = 'https://api.botframework.com';

/**
 * Published keys, by what they are endorsed for: `unreadable` in a form that means nothing. `forged` is published under no
 * name and signs with the first one's.
 */
export type SigningKey = 'msteams' | 'webchat' | 'unendorsed' | 'unreadable' | 'forged';

export interface TokenWishes {
  iss?: string;
  aud?: string;
  serviceurl?: string | null;
  /** Seconds from now. */
  expiresIn?: number;
  alg?: 'RS256' | 'none' | 'HS256';
  key?: SigningKey;
  claims?: Record<string, unknown>;
}

export interface LocalIssuer {
  metadataUrl: string;
  jwksUrl: string;
  mint(wishes?: TokenWishes): Promise<string>;
  /** How often the keys were fetched. */
  fetches(): number;
  stop(): Promise<void>;
}

const names = ['msteams', 'webchat', 'unendorsed', 'unreadable', 'forged'] as const satisfies SigningKey[];

/** Made once in a process, as making them takes longer than all else. */
let keyPairs: Promise<Record<SigningKey, GenerateKeyPairResult>> | undefined;

async function makeKeyPairs(): Promise<Record<SigningKey, GenerateKeyPairResult>> {
  const made = names.map(async (name) => [name, await generateKeyPair('RS256', { extractable: true })] as const);
  return Object.fromEntries(await Promise.all(made)) as Record<SigningKey, GenerateKeyPairResult>;
}

/** Signs tokens as the Bot Connector does, and publishes its keys as its OpenID metadata does. Loopback only. */
export async function startIssuer(defaults: { aud: string; serviceurl?: string }): Promise<LocalIssuer> {
  const pairs = await (keyPairs ??= makeKeyPairs());
  const published = await Promise.all(
    names
      .filter((name) => name !== 'forged')
      .map(async (name) => ({
        ...(await exportJWK(pairs[name].publicKey)),
        kid: name,
        use: 'sig',
        ...(name === 'unendorsed' ? {} : { endorsements: name === 'unreadable' ? 'webchat' : [name] }),
      })),
  );
  let fetches = 0;
  /** Signing takes longer than what is signed for, and the same once more comes out the same. */
  const minted = new Map<string, Promise<string>>();
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/keys') {
      fetches += 1;
      response.end(JSON.stringify({ keys: published }));
    } else if (request.url === '/metadata') {
      response.end(JSON.stringify({ issuer: connectorIssuer, jwks_uri: `${url}/keys` }));
    } else {
      response.writeHead(404).end('{}');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function mint(wishes: TokenWishes = {}): Promise<string> {
    const key = wishes.key ?? 'msteams';
    const now = Math.floor(Date.now() / 1000);
    const serviceurl = wishes.serviceurl === undefined ? defaults.serviceurl : wishes.serviceurl;
    const payload = {
      iss: wishes.iss ?? connectorIssuer,
      aud: wishes.aud ?? defaults.aud,
      iat: now - 5_000,
      nbf: now - 5_000,
      exp: now + (wishes.expiresIn ?? 600),
      ...(typeof serviceurl === 'string' ? { serviceurl } : {}),
      ...wishes.claims,
    };
    if (wishes.alg === 'none') return new UnsecuredJWT(payload).encode();
    const header = { alg: wishes.alg ?? 'RS256', typ: 'JWT', kid: key === 'forged' ? 'msteams' : key };
    // The old confusion of algorithms: the published key taken for a shared secret.
    const secret = wishes.alg === 'HS256' ? new TextEncoder().encode(JSON.stringify(published[0])) : pairs[key].privateKey;
    const wanted = JSON.stringify([key, header, payload]);
    const signed = minted.get(wanted) ?? new SignJWT(payload).setProtectedHeader(header).sign(secret);
    minted.set(wanted, signed);
    return await signed;
  }

  return {
    metadataUrl: `${url}/metadata`,
    jwksUrl: `${url}/keys`,
    mint,
    fetches: () => fetches,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
