import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';

/** The application's credential: Entra has the certificate, we have the key. */
export interface BotCertificate {
  /** SHA-256 of the certificate, in hexadecimal: by it Entra finds the certificate. */
  thumbprint: string;
  /** RSA, as PEM without a password. A secret. */
  privateKey: string;
}

/**
 * Reads what Key Vault holds for a certificate of the content type PEM: certificates (the bot's own and perhaps those that
 * signed it) and one private key, in any order. On its way through a setting such a text often loses its line ends, so
 * they do not matter. A `problem` is in words and quotes nothing.
 */
export function readCertificate(text: string): BotCertificate | { problem: string } {
  if (/^\s*@Microsoft\.KeyVault\(/i.test(text)) return { problem: 'a Key Vault reference that was not resolved' };
  const parts = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \1-----/g)].map(([, label = '', body = '']) => ({
    label,
    pem: `-----BEGIN ${label}-----\n${body.replace(/\\[rn]|\s/g, '')}\n-----END ${label}-----\n`,
  }));
  const keys = parts.filter(({ label }) => label.endsWith('PRIVATE KEY'));
  const certificates = parts.filter(({ label }) => label === 'CERTIFICATE');
  if (certificates.length === 0) return { problem: 'holds no certificate in PEM' };
  if (keys.length !== 1 || !keys[0]) return { problem: 'does not hold one private key in PEM' };
  const key = orUndefined(() => createPrivateKey(keys[0]!.pem));
  if (!key) return { problem: 'its private key is damaged, or needs a password' };
  // Entra takes no other kind for an application.
  if (key.asymmetricKeyType !== 'rsa') return { problem: 'its private key is not an RSA key' };
  const own = certificates.map(({ pem }) => orUndefined(() => new X509Certificate(pem))).find((one) => one && keyMatches(one, key));
  if (!own) return { problem: 'its certificate does not belong to its private key' };
  return {
    thumbprint: own.fingerprint256.replaceAll(':', ''),
    privateKey: key.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
}

function keyMatches(certificate: X509Certificate, key: KeyObject): boolean {
  return orUndefined(() => certificate.checkPrivateKey(key)) ?? false;
}

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
