/** Local mode calls this machine only, where a proxy would interfere. */
export function dropProxies(env: NodeJS.ProcessEnv = process.env): void {
  for (const name of Object.keys(env)) if (/^(https?|all)_proxy$/i.test(name)) delete env[name];
}
