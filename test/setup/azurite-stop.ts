/** Closes what `azurite.ts` started. */
export default async function stop(): Promise<void> {
  for (const server of globalThis.azurite ?? []) await server.close();
}
