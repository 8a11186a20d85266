const frozen = new WeakSet<object>();

/** A deep copy that throws on every change, so a store can give it out without copying it again. Copies nothing that it has frozen before. */
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
