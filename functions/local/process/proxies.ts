/** All that local mode calls is on this machine, where a proxy only gets in the way. */
export function dropProxies(env: NodeJS.ProcessEnv = process.env): void {
  for (const name of Object.keys(env)) if (/^(https?|all)_proxy$/i.test(name)) delete env[name];
}
