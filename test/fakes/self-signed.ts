import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

export interface SelfSigned {
  /** PEM. */
  certificate: string;
  /** PEM, PKCS#8, without a password. */
  privateKey: string;
  publicKey: KeyObject;
}

/** Makes a minimal self-signed certificate; Node has no API that makes one. */
export function selfSigned(kind: 'rsa' | 'ec' = 'rsa'): SelfSigned {
  const { privateKey, publicKey } =
    kind === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  // sha256WithRSAEncryption and ecdsa-with-SHA256.
  const algorithm = kind === 'rsa' ? sequence(oid('2a864886f70d01010b'), part(0x05)) : sequence(oid('2a8648ce3d040302'));
  const name = sequence(part(0x31, sequence(oid('550403'), part(0x0c, Buffer.from('ALMS test')))));
  const time = (text: string) => part(0x17, Buffer.from(text));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const toSign = sequence(
    part(0x02, Buffer.from([1])),
    algorithm,
    name,
    sequence(time('260101000000Z'), time('490101000000Z')),
    name,
    spki,
  );
  const der = sequence(toSign, algorithm, part(0x03, Buffer.from([0]), sign('sha256', toSign, privateKey)));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey,
  };
}

function part(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...contents: Buffer[]) => part(0x30, ...contents);
const oid = (hex: string) => part(0x06, Buffer.from(hex, 'hex'));
