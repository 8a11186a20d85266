import type { DraftAnswer, SaveBody } from '../../../../bot/channels/tab/draft-contract';
import { ApiProblem } from '../../../../bot/tab/api';
import { draftStore } from '../../../../bot/tab/draft/draft-store';
import { draft, field, view } from './fields';

const offline = new ApiProblem({ title: 'Away.', status: 0, code: 'offline' });

/** An API that saves what it is given, and timers that run when the test says. */
function stage(first = view(1, { first: '', last: '' })) {
  const values: Record<string, string> = {};
  const bodies: SaveBody[] = [];
  const sent: number[] = [];
  const timers = new Set<{ run: () => void; milliseconds: number }>();
  let revision = first.revision;
  let compared = 0;
  const api = {
    isAway: false,
    hold: undefined as Promise<void> | undefined,
    draft: async (): Promise<DraftAnswer> => draft(first, { choices: { department: [] } }),
    async saveDraft(_reference: string, body: SaveBody): Promise<DraftAnswer> {
      bodies.push(body);
      await api.hold;
      if (api.isAway) throw offline;
      revision += 1;
      for (const [name, { is }] of Object.entries(body.fields)) values[name] = is;
      return draft(view(revision, { first: '', last: '', ...values }));
    },
    async sendDraft(_reference: string, seen: { revision: number }): Promise<DraftAnswer> {
      sent.push(seen.revision);
      return { kind: 'request', request: 'VR-00000042' };
    },
    nameSponsor: async (): Promise<DraftAnswer> => {
      if (api.isAway) throw offline;
      return { kind: 'waiting', draft: 'VR-00000042', title: 'Waiting', sentence: 'You asked Xavier Iqbal.' };
    },
    takeDraftBack: async (): Promise<DraftAnswer> => draft(view(revision + 1, { first: 'Ada', last: '' })),
    async duplicates() {
      compared += 1;
      return { title: '', found: [], goOn: '' };
    },
  };
  const store = draftStore(api, 'VR-00000042', (run, milliseconds) => {
    const timer = { run, milliseconds };
    timers.add(timer);
    return () => void timers.delete(timer);
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    api,
    store,
    bodies,
    sent,
    comparisons: () => compared,
    waits: () => [...timers].map(({ milliseconds }) => milliseconds),
    async passes() {
      for (const timer of [...timers]) {
        timers.delete(timer);
        timer.run();
      }
      await settle();
    },
    settle,
  };
}

describe('a draft that is open in the tab', () => {
  it('should save once, a moment after the last key, and what is chosen at once', async () => {
    const { store, bodies, passes, settle } = stage();
    await store.read();
    for (const text of ['A', 'Ad', 'Ada']) store.type('first', text, false);
    expect(bodies).toEqual([]);
    await passes();
    expect(bodies).toEqual([{ fields: { first: { was: ['', 'Ada'], is: 'Ada' } } }]);
    store.type('last', 'x', true);
    await settle();
    expect(bodies).toHaveLength(2);
  });

  it('should save one thing at a time, and then what was typed meanwhile', async () => {
    const { api, store, bodies, passes, settle } = stage();
    await store.read();
    let open: () => void = () => undefined;
    api.hold = new Promise((resolve) => {
      open = resolve;
    });
    store.type('first', 'A', true);
    store.type('first', 'AB', true);
    store.type('last', 'C', true);
    await settle();
    expect(bodies).toHaveLength(1);
    api.hold = undefined;
    open();
    await settle();
    await passes();
    expect(bodies[1]).toEqual({ fields: { first: { was: ['A', 'AB'], is: 'AB' }, last: { was: ['', 'C'], is: 'C' } } });
  });

  it('should try again by itself, ever more slowly, and keep what was typed', async () => {
    const { api, store, waits, passes, bodies } = stage();
    await store.read();
    api.isAway = true;
    store.type('first', 'Ada', false);
    await passes();
    const slower = [];
    for (let time = 0; time < 5; time += 1) {
      slower.push(waits()[0]);
      await passes();
    }
    expect(slower).toEqual([2_000, 5_000, 15_000, 30_000, 30_000]);
    expect(store.state().trouble?.code).toBe('offline');
    api.isAway = false;
    await passes();
    expect([store.state().trouble, waits(), bodies.at(-1)?.fields.first?.is]).toEqual([undefined, [], 'Ada']);
  });

  it('should send what was typed last, and only once', async () => {
    const { store, sent } = stage(view(7, { first: 'Ada', last: 'V' }));
    await store.read();
    store.type('last', 'Vale', false);
    await Promise.all([store.send(), store.send()]);
    expect([sent, store.state().became]).toEqual([[8], 'VR-00000042']);
  });

  it('should not send what could not be saved', async () => {
    const { api, store, sent } = stage();
    await store.read();
    api.isAway = true;
    store.type('last', 'Vale', false);
    await store.send();
    expect([sent, store.state().notice?.text, store.state().isSending]).toEqual([[], expect.objectContaining({ code: 'offline' }), false]);
  });

  it('should look for the same visitor when it is opened, and when what tells a visitor is saved', async () => {
    const compared = view(1, {});
    compared.sections[1]?.fields.push(field('last', '', { isCompared: true }), field('title'));
    const { api, store, settle, comparisons } = stage(compared);
    await store.read();
    expect(comparisons()).toBe(1);
    api.saveDraft = async () => draft({ ...compared, revision: compared.revision + 1 });
    store.type('title', 'Dr', true);
    await settle();
    expect(comparisons()).toBe(1);
    store.type('last', 'Vale', true);
    await settle();
    expect(comparisons()).toBe(2);
  });

  it('should end where another device has discarded it, and not try again', async () => {
    const { api, store, waits, settle } = stage();
    await store.read();
    api.saveDraft = async () => {
      throw new ApiProblem({ title: 'Nothing here.', status: 403, code: 'forbidden' });
    };
    store.type('first', 'Ada', true);
    await settle();
    expect([store.state().stage, waits(), await store.read()]).toEqual(['over', [], false]);
  });

  it('should save nothing more once it is discarded', async () => {
    const { store, bodies, passes } = stage();
    await store.read();
    store.type('first', 'Ada', false);
    store.close();
    await passes();
    await store.flush();
    expect(bodies).toEqual([]);
  });
});

const gone = new ApiProblem({ title: 'It is with a colleague.', status: 403, code: 'forbidden' });
const waiting: DraftAnswer = { kind: 'waiting', draft: 'VR-00000042', title: 'Waiting', sentence: 'You asked Xavier.' };

describe('a draft that goes to somebody else while it is open', () => {
  it('should keep in sight what was typed and cannot be saved, and try no more', async () => {
    const { api, store, passes, waits } = stage();
    await store.read();
    store.type('first', 'Ada', false);
    api.saveDraft = async () => Promise.reject(gone);
    await passes();
    expect(store.state()).toMatchObject({ stage: 'over', typed: { first: 'Ada' }, trouble: { title: 'It is with a colleague.' } });
    expect(waits()).toEqual([]);
    expect(await store.read()).toBe(false);
    expect(store.state().typed).toEqual({ first: 'Ada' });
  });

  it('should show nothing where nothing was typed', async () => {
    const { api, store } = stage();
    await store.read();
    api.draft = async () => Promise.reject(gone);
    expect(await store.read()).toBe(false);
    expect(store.state().stage).toBe('absent');
  });

  it('should say with whom it is, and be taken back', async () => {
    const { api, store } = stage();
    api.draft = async () => waiting;
    expect(await store.read()).toBe(true);
    expect(store.state()).toMatchObject({ stage: 'waiting', waiting: { sentence: 'You asked Xavier.' } });
    await store.takeBack();
    expect(store.state()).toMatchObject({ stage: 'open', isSending: false, view: { revision: 2 } });
  });

  it('should stay where it is, and say so, when it cannot be taken back now', async () => {
    const { api, store } = stage();
    api.draft = async () => waiting;
    await store.read();
    api.takeDraftBack = async () => Promise.reject(offline);
    await store.takeBack();
    expect(store.state()).toMatchObject({ stage: 'waiting', isSending: false, notice: { text: { title: 'Away.' } } });
  });
});

describe('asking a colleague', () => {
  it('should lead to waiting for them, and throw what the dialog has to show', async () => {
    const { api, store } = stage();
    await store.read();
    const named = { revision: 1, to: '3648245e-dafa-4a38-bf00-6745f3194a3b' };
    api.isAway = true;
    await expect(store.nameSponsor(named)).rejects.toBe(offline);
    expect(store.state()).toMatchObject({ stage: 'open', isSending: false });
    api.isAway = false;
    await store.nameSponsor(named);
    expect(store.state()).toMatchObject({ stage: 'waiting', waiting: { sentence: 'You asked Xavier Iqbal.' } });
  });
});

describe('what is said of the saving', () => {
  it('should begin with the first key', async () => {
    const { store } = stage();
    await store.read();
    expect(store.state().wasTyped).toBe(false);
    store.type('first', 'A', false);
    expect(store.state().wasTyped).toBe(true);
  });
});
