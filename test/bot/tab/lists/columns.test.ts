import { optionalColumns, readColumns, writeColumns } from '../../../../bot/tab/lists/columns';

/** What a browser keeps. */
function browser() {
  const kept = new Map<string, string>();
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), kept };
}
const denied = (): never => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};

describe('the columns that somebody chooses', () => {
  it('should be remembered for each person and list', () => {
    const storage = browser();
    writeColumns(() => storage, 'one', 'requests', ['decidedBy', 'reason']);
    expect(readColumns(() => storage, 'one', 'requests')).toEqual(['reason', 'decidedBy']);
    expect(readColumns(() => storage, 'other', 'requests')).toEqual([]);
    expect(readColumns(() => storage, 'one', 'mine')).toEqual([]);
  });

  it('should be none where the browser keeps nothing, or something else', () => {
    expect(() => writeColumns(denied, 'one', 'mine', [...optionalColumns])).not.toThrow();
    expect(readColumns(denied, 'one', 'mine')).toEqual([]);
    const storage = browser();
    for (const wrong of ['{', '7', '{"reason":true}', '["sponsor","nothing"]', 'null']) {
      storage.kept.set('columns:one:mine', wrong);
      expect(readColumns(() => storage, 'one', 'mine')).toEqual([]);
    }
  });
});
