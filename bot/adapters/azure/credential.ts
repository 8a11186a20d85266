import { DefaultAzureCredential, ManagedIdentityCredential, type TokenCredential } from '@azure/identity';

/** As whom the deployed product asks Azure. `clientId`: of its managed identity; absent where there is only one. */
export function appCredential(clientId?: string): TokenCredential {
  return new ManagedIdentityCredential(clientId === undefined ? {} : { clientId });
}

/** As whom a command asks Azure: whoever is signed in (`az login`), or the identity of the machine. */
export function operatorCredential(): TokenCredential {
  return new DefaultAzureCredential();
}
