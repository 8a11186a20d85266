import type { AttentionPage } from '../../../../bot/channels/tab/attention-contract';
import { attentionStore } from '../../../../bot/tab/lists/attention-store';

const matter = (request: string): AttentionPage['items'][number] => ({
  kind: 'unreached',
  request,
  key: request,
  visitor: 'Ottoline Fairweather',
  age: 'for 1 day',
});

/** Three pages of one matter each; `gone` has been taken off. */
function api(gone: Set<string> = new Set()) {
  const all = ['VR-00000001', 'VR-00000002', 'VR-00000003'];
  return {
    async attention({ cursor = '' }: { cursor?: string }): Promise<AttentionPage> {
      const rest = all.filter((one) => one > cursor && !gone.has(one));
      const [first] = rest;
      const departments = cursor === '' ? [{ id: 'music', name: 'Music', sentence: 'No head.' }] : [];
      return {
        groups: [],
        departments,
        items: first === undefined ? [] : [matter(first)],
        ...(first !== undefined && rest.length > 1 && { cursor: first }),
      };
    },
  };
}

const seen = (store: ReturnType<typeof attentionStore>) =>
  store
    .state()
    .value?.items.map(({ request }) => request.slice(-1))
    .join('');

describe('what needs attention', () => {
  it('should grow by a page each time that more is asked for, up to the end', async () => {
    const store = attentionStore(api());
    await store.read();
    expect([seen(store), store.state().value?.cursor]).toEqual(['1', 'VR-00000001']);
    await store.more();
    expect([seen(store), store.state().value?.departments.length]).toEqual(['12', 1]);
    await store.more();
    expect([seen(store), store.state().value?.cursor]).toEqual(['123', undefined]);
  });

  it('should keep the pages that are shown when a matter is taken off', async () => {
    const gone = new Set<string>();
    const store = attentionStore(api(gone));
    await store.read();
    await store.more();
    gone.add('VR-00000001');
    await store.read();
    expect(seen(store)).toBe('23');
  });

  it('should tell who shows its count when the reader has changed it, and no more after they stopped', async () => {
    const gone = new Set<string>();
    const store = attentionStore(api(gone));
    let told = 0;
    const stop = store.subscribeChanges(() => {
      told += 1;
    });
    await store.read();
    expect(told).toBe(0);
    gone.add('VR-00000001');
    await store.changed();
    expect([told, seen(store)]).toEqual([1, '2']);
    stop();
    await store.changed();
    expect(told).toBe(1);
  });
});
