import { type Bicep, Computed, type Value } from './parse-bicep';

/**
 * Every place of a file where a secure value, or what is made of one, leaves the protection of `@secure()`: a module's
 * parameter without it, and an output, which cannot have it in a root file. Each as `module.parameter` or `output name`.
 * A deployment keeps what is passed there, and shows it to whoever may read the deployments.
 */
export function shownSecrets({ declarations }: Bicep, moduleOf: (path: string) => Bicep): string[] {
  const secure = new Set(declarations.filter(({ kind, isSecure }) => kind === 'parameter' && isSecure).map(({ symbol }) => symbol));
  const isTainted = (value: Value | undefined) => [...namesIn(value)].some((name) => secure.has(name));
  const variables = declarations.filter(({ kind }) => kind === 'variable');
  // A variable may be made of another, in whichever order they stand.
  for (let before = -1; before !== secure.size; ) {
    before = secure.size;
    for (const { symbol, body } of variables) if (isTainted(body)) secure.add(symbol);
  }
  return declarations.flatMap(({ kind, symbol, type, body }) => {
    if (kind === 'output') return isTainted(body) ? [`output ${symbol}`] : [];
    if (kind !== 'module') return [];
    const asked = moduleOf(type).declarations.filter((one) => one.kind === 'parameter');
    const passed = Object.entries((body as { params?: Record<string, Value> }).params ?? {});
    return passed
      .filter(([name, value]) => isTainted(value) && asked.find((one) => one.symbol === name)?.isSecure !== true)
      .map(([name]) => `${symbol}.${name}`);
  });
}

/** Every name that an expression may take its value from; one too many does no harm. */
function namesIn(value: Value | undefined): Set<string> {
  if (value instanceof Computed) return new Set(value.text.match(/[A-Za-z_]\w*/g));
  if (typeof value === 'object') return new Set(Object.values(value).flatMap((one) => [...namesIn(one)]));
  return new Set();
}
