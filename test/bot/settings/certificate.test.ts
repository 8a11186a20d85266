import { createHash, createPrivateKey } from 'node:crypto';
import { readCertificate } from '../../../bot/settings/certificate';
import { selfSigned } from '../../fakes/self-signed';

const own = selfSigned();
const other = selfSigned();
const curve = selfSigned('ec');

function thumbprintOf({ certificate }: { certificate: string }): string {
  const der = Buffer.from(certificate.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64');
  return createHash('sha256').update(der).digest('hex').toUpperCase();
}

describe('readCertificate', () => {
  it('should compute the thumbprint, by SHA-256, and keep the key', () => {
    expect(readCertificate(own.privateKey + own.certificate)).toEqual({ thumbprint: thumbprintOf(own), privateKey: own.privateKey });
  });

  it('should take the certificate that belongs to the key from among those that signed it', () => {
    expect(readCertificate(other.certificate + own.certificate + own.privateKey)).toMatchObject({ thumbprint: thumbprintOf(own) });
  });

  it.each<[string, (pem: string) => string]>([
    ['spaces', (pem) => pem.replaceAll('\n', ' ')],
    ['nothing', (pem) => pem.replaceAll('\n', '')],
    ['the letters \\n', (pem) => pem.replaceAll('\n', '\\n')],
    ['those of Windows', (pem) => pem.replaceAll('\n', '\r\n')],
  ])('should not mind line ends that became %s', (_what, spoilt) => {
    expect(readCertificate(spoilt(own.privateKey + own.certificate))).toEqual({
      thumbprint: thumbprintOf(own),
      privateKey: own.privateKey,
    });
  });

  it('should take the older form of an RSA key', () => {
    const older = createPrivateKey(own.privateKey).export({ type: 'pkcs1', format: 'pem' }).toString();
    expect(readCertificate(own.certificate + older)).toEqual({ thumbprint: thumbprintOf(own), privateKey: own.privateKey });
  });

  const locked = createPrivateKey(own.privateKey).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' });
  it.each<[string, string, string]>([
    [
      'a reference that Azure left as it is',
      '@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/bot)',
      'a Key Vault reference that was not resolved',
    ],
    ['a PFX', 'MIIKbwIBAzCCCisGCSqGSIb3DQEHAaCCChwEggoYMIIKFD', 'holds no certificate in PEM'],
    ['a key alone', own.privateKey, 'holds no certificate in PEM'],
    ['a certificate alone', own.certificate, 'does not hold one private key in PEM'],
    ['two keys', own.certificate + own.privateKey + other.privateKey, 'does not hold one private key in PEM'],
    ['a key with a password', own.certificate + locked.toString(), 'its private key is damaged, or needs a password'],
    [
      'half a key',
      own.certificate + own.privateKey.replace(/.{400}\n-----END/s, '\n-----END'),
      'its private key is damaged, or needs a password',
    ],
    ['a key of another kind', curve.certificate + curve.privateKey, 'its private key is not an RSA key'],
    ['the certificate of another key', other.certificate + own.privateKey, 'its certificate does not belong to its private key'],
    [
      'a damaged certificate',
      own.certificate.replace(/\n.{64}/, '\n') + own.privateKey,
      'its certificate does not belong to its private key',
    ],
  ])('should refuse %s', (_what, text, problem) => {
    expect(readCertificate(text)).toEqual({ problem });
  });
});
