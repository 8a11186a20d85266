import { DefaultAzureCredential, ManagedIdentityCredential, type TokenCredential } from '@azure/identity';

/** As whom the deployed product asks Azure. `clientId`: of its managed identity; absent where there is only one. */
export function appCredential(clientId?: string): TokenCredential {
  // Whoever asks has a time limit, and asks again.
  const retryOptions = { maxRetries: 1, retryDelayInMs: 200 };
  return new ManagedIdentityCredential({ ...(clientId !== undefined && { clientId }), retryOptions });
}

/** As whom a command asks Azure: whoever is signed in (`az login`), or the identity of the machine. */
export function operatorCredential(): TokenCredential {
  return new DefaultAzureCredential();
}
