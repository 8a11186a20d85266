import type { TokenCredential } from '@azure/identity';

/** Where the data is: a connection string (Azurite), or three https addresses with a managed identity. */
export type StorageAccount =
  | { connectionString: string }
  | {
      tables: string;
      blobs: string;
      queues: string;
      /** The storage account of the accounts queue, if it is another one. */
      accountQueues?: string;
      credential: TokenCredential;
    };

/** The part of it that tables need. */
export type TableAccount = { connectionString: string } | { tables: string; credential: TokenCredential };
