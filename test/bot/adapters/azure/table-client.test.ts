import { odata, type TableClient } from '@azure/data-tables';
import fc from 'fast-check';
import {
  deleteRow,
  encodeKey,
  encodeKeyPart,
  insertRow,
  putRow,
  queryRows,
  type Row,
  readRow,
  replaceRow,
  transact,
  unpackJson,
} from '../../../../bot/adapters/azure/table-client';
import { openTestStorage } from '../../../setup/azurite-storage';

const hostileKeys = [
  "x' or PartitionKey ne 'y",
  "O'Hara",
  "''",
  'a/b',
  'a\\b',
  'a#b',
  'a?b=c&d',
  '%',
  '%2f',
  '%00',
  '~',
  '~002f',
  '~~',
  'a b',
  ' ',
  '+',
  '\u0000',
  '\u001f',
  '\u007f',
  '\u009f',
  '\n',
  '../..',
  '\ud800',
  '\udc00',
  '\ufffd',
  'Zoë 🎓',
  '\u202e',
  '',
  'x'.repeat(512),
  'x'.repeat(513),
  'x'.repeat(100_000),
  '/'.repeat(200),
];

let table: TableClient;
beforeAll(async () => {
  table = (await openTestStorage()).rawTable('Views');
});

describe('encodeKey', () => {
  it('should leave our own keys as they are', () => {
    for (const key of ['VR-7K3M9QXA', 'wake:2027-02-03T08', 'copy:teams:5f0c1d7e-2a44:ask_1.2']) {
      expect(encodeKey(key)).toBe(key);
    }
  });

  it('should make any text a key that the service takes, and no two texts the same key', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...hostileKeys))), (texts) => {
        const keys = [...new Set(texts)].map(encodeKey);
        expect(new Set(keys).size).toBe(keys.length);
        for (const key of keys) expect(key).toMatch(/^[A-Za-z0-9:._~-]{1,512}$/);
      }),
    );
  });

  it('should never let one part of a key run into the next', () => {
    expect(encodeKeyPart('a:b')).not.toContain(':');
    expect(encodeKeyPart('a:b')).not.toBe(encodeKeyPart('a~003ab'));
  });

  it.each(hostileKeys)('should store, find, change and delete a row at %j', async (text) => {
    const row = { partitionKey: encodeKey(text), rowKey: encodeKey(text), text: text.slice(0, 100) };
    const etag = await insertRow(table, row);
    expect(await transact(table, [['update', row, 'Replace', { etag: etag! }]], 5_000)).toBe('committed');
    expect((await readRow(table, row.partitionKey, row.rowKey))?.rowKey).toBe(row.rowKey);
    const found = [];
    for await (const one of queryRows(table, odata`PartitionKey eq ${row.partitionKey}`)) found.push(one);
    expect(found).toHaveLength(1);
    expect(await deleteRow(table, row.partitionKey, row.rowKey)).toBe(true);
    expect(await deleteRow(table, row.partitionKey, row.rowKey)).toBe(false);
  });
});

describe('writing a row', () => {
  const keys = { partitionKey: 'guards', rowKey: 'x' };
  const wide = (count: number): Row => ({
    ...keys,
    ...Object.fromEntries(Array.from({ length: count }, (_, number) => [`p${number}`, number])),
  });
  const heavy = { ...keys, ...Object.fromEntries(Array.from({ length: 16 }, (_, number) => [`p${number}`, 's'.repeat(30_000)])) };
  const refused: [string, Row, string][] = [
    ['a property of too many characters', { ...keys, words: 'secret'.repeat(5001) }, 'property words has more than 30000 characters'],
    ['too many properties', wide(199), 'a row has more than 200 properties'],
    ['too much in all', heavy, 'a row is larger than 921600 bytes'],
  ];

  it.each(refused)('should refuse %s, and name no value', async (_what, row, message) => {
    const writers = [
      () => insertRow(table, row),
      () => putRow(table, row),
      () => replaceRow(table, row, '*'),
      () => transact(table, [['upsert', row, 'Replace']], 5_000),
    ];
    for (const write of writers) {
      const fault = await write().then(
        () => 'written',
        (error: Error) => error.message,
      );
      expect(fault).toBe(message);
    }
  });

  it('is left to us: the emulator takes a row that the service refuses', async () => {
    await expect(table.upsertEntity({ ...wide(260), rowKey: 'wide' })).resolves.toBeDefined();
  });

  it('should take a row at the limits', async () => {
    await putRow(table, { ...keys, words: 's'.repeat(30_000) });
    await putRow(table, wide(198));
    expect(await readRow(table, 'guards', 'x')).toMatchObject({ p197: 197 });
  });

  it('should refuse a transaction of more than a hundred rows', async () => {
    const actions = Array.from({ length: 101 }, (_, number) => ['upsert', { ...keys, rowKey: String(number) }] as ['upsert', Row]);
    await expect(transact(table, actions, 5_000)).rejects.toThrow('a transaction has more than 100 rows');
    expect(await transact(table, actions.slice(1), 5_000)).toBe('committed');
  });
});

it('should read every row of a long partition', async () => {
  for (let from = 0; from < 1100; from += 100) {
    const rows = Array.from({ length: 100 }, (_, number) => ({ partitionKey: 'long', rowKey: String(from + number) }));
    await transact(
      table,
      rows.map((row) => ['upsert', row, 'Replace']),
      5_000,
    );
  }
  let count = 0;
  for await (const row of queryRows(table, odata`PartitionKey eq ${'long'}`)) count += row.rowKey ? 1 : 0;
  expect(count).toBe(1100);
});

it('should refuse to read a row that holds no value', () => {
  expect(() => unpackJson({ etag: '', partitionKey: 'a', rowKey: 'b' })).toThrow('a row has no property json');
});
