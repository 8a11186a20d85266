import { z } from 'zod';
import { type BotCertificate, readCertificate } from './certificate';
import { guid } from './setting-kinds';
import { combined, type Mistake, setting } from './setting-table';

/** The bot's identity and its credential. */
export interface BotSettings {
  /** The Entra application (client) id of the bot. */
  appId: string;
  /** The one tenant whose people may use the product. */
  tenantId: string;
  credential:
    | { kind: 'UserAssignedMSI' }
    | { kind: 'SingleTenant'; password: string }
    | { kind: 'SingleTenant'; certificate: BotCertificate };
}

const certificate = z.string().transform((text, { addIssue }): BotCertificate => {
  const read = readCertificate(text);
  if (!('problem' in read)) return read;
  addIssue({ code: 'custom', message: read.problem });
  return z.NEVER;
});

const types = z.enum(['UserAssignedMSI', 'SingleTenant'], {
  error: ({ input }) =>
    input === 'MultiTenant'
      ? 'MultiTenant bots are not supported: the product serves one tenant'
      : 'neither UserAssignedMSI nor SingleTenant',
});

export const botSettings = combined({
  rows: {
    appId: setting('MicrosoftAppId', guid, { meaning: 'the bot’s app', infra: { value: 'identity.properties.clientId' } }),
    tenantId: setting('MicrosoftAppTenantId', guid, {
      meaning: 'the one tenant whose people are served',
      infra: { parameter: 'tenantId' },
    }),
    type: setting('MicrosoftAppType', types, {
      meaning: '`UserAssignedMSI` (no secret; what `infra/` sets up) or `SingleTenant`',
      infra: { value: "'UserAssignedMSI'" },
    }),
    password: setting('MicrosoftAppPassword', z.string().optional(), {
      meaning: 'for `SingleTenant` only: its secret, unless it has a certificate',
      without: 'a certificate, or a managed identity',
      infra: 'not set',
      isSecret: true,
    }),
    certificate: setting('ALMS_BOT_CERTIFICATE', certificate.optional(), {
      meaning: 'for `SingleTenant` only: certificate and RSA private key as PEM; see below',
      without: 'a secret, or a managed identity',
      infra: 'not set',
      isSecret: true,
    }),
  },
  mistakes({ MicrosoftAppType: type, MicrosoftAppPassword: password, ALMS_BOT_CERTIFICATE: pem }): Mistake[] {
    const [hasPassword, hasCertificate] = [password !== undefined, pem !== undefined];
    const ofPassword = (message: string) => [{ name: 'MicrosoftAppPassword', message }];
    if (type === 'SingleTenant') {
      if (hasPassword && hasCertificate) return ofPassword('present, but so is ALMS_BOT_CERTIFICATE: only one of the two');
      return hasPassword || hasCertificate ? [] : ofPassword('missing, but a SingleTenant bot needs one, or ALMS_BOT_CERTIFICATE');
    }
    if (type !== 'UserAssignedMSI') return [];
    const message = 'present, but a UserAssignedMSI bot must not have one';
    // botbuilder would take the password and never ask for the managed identity.
    return [...(hasPassword ? ofPassword(message) : []), ...(hasCertificate ? [{ name: 'ALMS_BOT_CERTIFICATE', message }] : [])];
  },
  make({ appId, tenantId, type: kind, password, certificate: pem }): BotSettings {
    if (kind === 'UserAssignedMSI') return { appId, tenantId, credential: { kind } };
    return { appId, tenantId, credential: pem ? { kind, certificate: pem } : { kind, password: password! } };
  },
});
