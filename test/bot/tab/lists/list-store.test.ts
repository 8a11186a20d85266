import type { ListAsk, ListName, ListPage } from '../../../../bot/channels/tab/list-contract';
import { ApiProblem } from '../../../../bot/tab/api';
import { listStore } from '../../../../bot/tab/lists/list-store';
import { lettersOf, page } from './rows';

interface Asked {
  name: ListName;
  ask: ListAsk;
  answer(one: ListPage | ApiProblem): Promise<void>;
}

function stage() {
  const asked: Asked[] = [];
  const waiting: (() => void)[] = [];
  const lists = {
    list: (name: ListName, ask: ListAsk) =>
      new Promise<ListPage>((resolve, reject) => {
        asked.push({
          name,
          ask,
          async answer(one) {
            if (one instanceof ApiProblem) reject(one);
            else resolve(one);
            await new Promise(setImmediate);
          },
        });
      }),
    count: async () => ({ total: 120, isMore: false }),
  } satisfies Parameters<typeof listStore>[0];
  const store = listStore(lists, (run) => void waiting.push(run));
  return { asked, store, follow: () => waiting.splice(0).forEach((run) => run()) };
}

const mine = { page: 'mine' } as const;
const pending = { page: 'requests', filter: { status: 'pending' } } as const;
const busy = new ApiProblem({ title: 'Too busy.', status: 503, code: 'busy' });

describe('the lists that the tab keeps', () => {
  it('should be read once, and be there when somebody comes back', async () => {
    const { asked, store } = stage();
    store.show(mine);
    store.show(mine);
    await asked[0]?.answer(page('AB', 'next'));
    store.show(pending);
    store.show(mine);
    expect(asked.map(({ name, ask }) => [name, ask])).toEqual([
      ['mine', {}],
      ['requests', { filter: { status: 'pending' } }],
    ]);
    expect(lettersOf(store.state(mine).rows)).toBe('AB');
  });

  it('should look twice more after a change, as the lists may follow late', async () => {
    const { asked, store, follow } = stage();
    store.show(mine);
    await asked[0]?.answer(page('A'));
    store.changed();
    await asked[1]?.answer(page('A'));
    follow();
    await asked[2]?.answer(page('A'));
    follow();
    await asked[3]?.answer(page('AB'));
    expect(lettersOf(store.state(mine).rows)).toBe('AB');
    follow();
    expect(asked).toHaveLength(4);
  });

  it('should have each row take the revision that one verb led to, so that the next is not refused while the list is behind', async () => {
    const { asked, store, follow } = stage();
    const all = { page: 'requests', filter: {} } as const;
    const behind = {
      ...page('AB'),
      rows: page('AB').rows.map((one) => ({ ...one, may: ['resend', 'reassign-sponsor'] as const })),
    } as ListPage;
    store.show(all);
    await asked[0]?.answer(behind);
    const [first, second] = behind.rows;
    const results = [
      { request: first?.request ?? '', isDone: true, revision: 7, sentence: '' },
      { request: second?.request ?? '', isDone: false, sentence: '' },
    ];
    const shown = () => store.state(all).rows?.map(({ revision, may }) => [revision, may]);
    const expected = [
      [7, ['reassign-sponsor']],
      [second?.revision, ['resend', 'reassign-sponsor']],
    ];
    store.acted('resend', results);
    expect(shown()).toEqual(expected);
    store.changed();
    await asked.at(-1)?.answer(behind);
    follow();
    await asked.at(-1)?.answer(behind);
    expect(shown()).toEqual(expected);
    // Once the list has followed, it is right in everything.
    follow();
    await asked.at(-1)?.answer({ ...behind, rows: behind.rows.map((one) => ({ ...one, revision: 8 })) });
    expect(shown()?.[0]).toEqual([8, ['resend', 'reassign-sponsor']]);
  });

  it('should not show what was decided as waiting again, until the lists have followed', async () => {
    const { asked, store, follow } = stage();
    const waiting = { page: 'waiting' } as const;
    store.show(waiting);
    await asked[0]?.answer(page('ABC'));
    const [first] = store.state(waiting).rows ?? [];
    store.settled(waiting, [first?.request ?? '']);
    expect(lettersOf(store.state(waiting).rows)).toBe('BC');
    store.changed();
    // The list behind the API is a moment behind.
    await asked[1]?.answer(page('ABC'));
    expect(lettersOf(store.state(waiting).rows)).toBe('BC');
    follow();
    await asked[2]?.answer(page('ABC'));
    // The negative control: from then on the API's word counts.
    expect(lettersOf(store.state(waiting).rows)).toBe('ABC');
  });

  it('should ask for one next page at a time, and for none behind the end', async () => {
    const { asked, store } = stage();
    store.show(mine);
    await asked[0]?.answer(page('AB', 'next'));
    store.more(mine);
    store.more(mine);
    expect(asked.map(({ ask }) => ask.cursor)).toEqual([undefined, 'next']);
    await asked[1]?.answer(page('C'));
    store.more(mine);
    expect(asked).toHaveLength(2);
    expect(lettersOf(store.state(mine).rows)).toBe('ABC');
  });

  it('should try again what failed', async () => {
    const { asked, store } = stage();
    store.show(mine);
    await asked[0]?.answer(busy);
    expect(store.state(mine).trouble).toMatchObject({ reading: 'first', problem: { title: 'Too busy.' } });
    store.show(mine);
    expect(asked).toHaveLength(1);
    store.again(mine);
    await asked[1]?.answer(page('A', 'next'));
    store.more(mine);
    await asked[2]?.answer(busy);
    store.again(mine);
    expect(asked[3]?.ask).toEqual({ cursor: 'next' });
  });

  it('should read as many rows again as are shown, at most four pages', async () => {
    const { asked, store } = stage();
    store.show(mine);
    await asked[0]?.answer(page('ABCDEFGHI', 'after-I'));
    store.refresh(mine);
    for (const [index, letters] of ['AB', 'CD', 'EF', 'GH'].entries()) await asked[index + 1]?.answer(page(letters, `after-${letters}`));
    expect(asked.map(({ ask }) => ask.cursor)).toEqual([undefined, undefined, 'after-AB', 'after-CD', 'after-EF']);
    expect(lettersOf(store.state(mine).rows)).toBe('ABCDEFGHI');
    expect(store.state(mine).cursor).toBe('after-I');
  });

  it('should read the list that is shown again when something was done, and the others when they are shown', async () => {
    const { asked, store } = stage();
    store.show(mine);
    await asked[0]?.answer(page('A'));
    store.show(pending);
    await asked[1]?.answer(page('A'));
    store.changed();
    await asked[2]?.answer(page(''));
    expect(asked.map(({ name }) => name)).toEqual(['mine', 'requests', 'requests']);
    expect(lettersOf(store.state(pending).rows)).toBe('');
    store.show(mine);
    expect(asked[3]?.name).toBe('mine');
  });

  it('should read once more when something was done while the list was being read', async () => {
    const { asked, store } = stage();
    store.show(mine);
    await asked[0]?.answer(page('AB', 'next'));
    store.more(mine);
    store.changed();
    await asked[1]?.answer(page('C'));
    expect(asked).toHaveLength(3);
    await asked[2]?.answer(page('BC'));
    expect(lettersOf(store.state(mine).rows)).toBe('BC');
    expect(asked).toHaveLength(3);
  });

  it('should make up for a quiet reading that the next page overtook', async () => {
    const { asked, store } = stage();
    store.show(mine);
    await asked[0]?.answer(page('AB', 'next'));
    store.refresh(mine);
    store.more(mine);
    await asked[1]?.answer(page('XB', 'next'));
    expect(lettersOf(store.state(mine).rows)).toBe('AB');
    await asked[2]?.answer(page('C'));
    await asked[3]?.answer(page('XBC'));
    expect(lettersOf(store.state(mine).rows)).toBe('XBC');
  });

  it('should not go on asking when a quiet reading fails', async () => {
    const { asked, store } = stage();
    store.show(mine);
    await asked[0]?.answer(page('A'));
    store.changed();
    await asked[1]?.answer(busy);
    expect(asked).toHaveLength(2);
    expect(store.state(mine)).not.toHaveProperty('trouble');
    store.show(mine);
    expect(asked).toHaveLength(3);
  });

  it('should keep the last dozen lists and forget the others', async () => {
    const { asked, store } = stage();
    for (let month = 1; month <= 13; month += 1) {
      store.show({ page: 'requests', filter: { search: `S${month}` } });
      await asked[month - 1]?.answer(page('A'));
    }
    expect(store.state({ page: 'requests', filter: { search: 'S1' } }).rows).toBeUndefined();
    expect(store.state({ page: 'requests', filter: { search: 'S2' } }).rows).toHaveLength(1);
  });
});
