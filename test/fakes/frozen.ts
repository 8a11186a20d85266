const frozen = new WeakSet<object>();

/** Returns a deep-frozen copy, which a store can return without copying. Returns a value as it is where this function has frozen it. */
export function frozenCopy<T>(value: T): T {
  return isObject(value) && !frozen.has(value) ? freeze(structuredClone(value)) : value;
}

function freeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (isObject(part)) freeze(part);
  frozen.add(value);
  return Object.freeze(value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
