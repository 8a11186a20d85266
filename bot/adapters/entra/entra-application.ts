import { ConfidentialClientApplication, type INetworkModule } from '@azure/msal-node';

/** How a SingleTenant bot proves to Entra who it is. */
export interface ApplicationProof {
  appId: string;
  tenantId: string;
  /** A secret. */
  password?: string;
  /** Instead of a password. `thumbprint` is SHA-256 in hexadecimal, `privateKey` PEM and a secret. */
  certificate?: { thumbprint: string; privateKey: string };
}

/**
 * The application that the bot is, in its one tenant. Throws when it has neither certificate nor password.
 *
 * @param network replaces MSAL's own HTTP client.
 */
export function entraApplication(bot: ApplicationProof, network?: INetworkModule): ConfidentialClientApplication {
  return new ConfidentialClientApplication({
    auth: { clientId: bot.appId, authority: `https://login.microsoftonline.com/${bot.tenantId}`, ...proofOf(bot) },
    ...(network && { system: { networkClient: network } }),
  });
}

function proofOf({ certificate, password }: ApplicationProof) {
  if (certificate) return { clientCertificate: { thumbprintSha256: certificate.thumbprint, privateKey: certificate.privateKey } };
  if (password) return { clientSecret: password };
  throw new Error('A SingleTenant bot needs its password or its certificate.');
}
