/** A copy of `value` without `key`, which has to be optional where the copy is used as `T`. */
export function omit<T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> & T {
  const { [key]: _omitted, ...rest } = value;
  return rest as Omit<T, K> & T;
}
