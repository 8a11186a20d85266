import { loadFunctions, productOf } from './load';

const namesOf = (set?: string) =>
  loadFunctions(productOf({}), set)
    .functions.map(({ name }) => name)
    .sort();
const ofPublic = ['backup', 'poison', 'reconcile', 'sweep', 'web', 'work'];
const ofAccounts = ['accounts', 'accountsPoison'];

describe('the functions that an app registers', () => {
  it('should be those of its set', () => {
    expect(namesOf('public')).toEqual(ofPublic);
    expect(namesOf('accounts')).toEqual(ofAccounts);
    for (const all of ['all', undefined, 'mistyped']) expect(namesOf(all)).toEqual([...ofAccounts, ...ofPublic]);
  });

  it('should let nobody in by HTTP where accounts are made, nor any timer run', () => {
    const { functions } = loadFunctions(productOf({}), 'accounts');
    expect(functions.flatMap(({ bindings }) => Object.values(bindings).map(({ type }) => type))).toEqual(['queueTrigger', 'queueTrigger']);
  });

  it('should hand the messages of accounts to what makes them, and what fails too often to the admins’ list', async () => {
    const seen: unknown[] = [];
    const product = productOf({
      accounts: async (one) => void seen.push(['accounts', one]),
      setAside: async (one) => void seen.push(['set aside', one]),
    });
    const host = loadFunctions(product, 'accounts');
    const message = { kind: 'accounts', id: 'VR-7K3M9QXA' };
    await host.queue('accounts', { string: JSON.stringify(message) });
    await host.queue('accounts-poison', { string: JSON.stringify(message) });
    expect(seen).toEqual([
      ['accounts', message],
      ['set aside', message],
    ]);
    await expect(host.queue('work', { string: JSON.stringify(message) })).rejects.toThrow('No function takes');
  });
});
