/** Stops the servers that `azurite.ts` started. */
export default async function stop(): Promise<void> {
  const servers = globalThis.azurite ?? [];
  globalThis.azurite = undefined;
  for (const server of servers) await server.close();
}
