import { Temporal } from 'temporal-polyfill';
import { acceptPhoto, readOpenDraft } from '../../../../bot/asking/photo/accept-photo';
import { addUpload, newUpload } from '../../../../bot/asking/photo/upload-token';
import type { Draft, PhotoOwner } from '../../../../bot/domain/request/records';
import type { PhotoImage } from '../../../../bot/ports/photos';
import type { WorkMessage } from '../../../../bot/ports/queue';

const now = Temporal.ZonedDateTime.from('2027-02-03T10:00[Europe/London]');
const later = now.add({ minutes: 5 });
const sponsor = '0f8b7a52-6d1c-4c1e-9a55-3b1f0e9d2c41';
const id = 'VR-7K3M9QXA';
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 1);
const sent = Uint8Array.of(1, 2, 3);

/** One draft with two open links, in a store that counts its tags, and everything around it in memory. */
function world(change: Partial<Draft> = {}) {
  let seed = 0;
  const random = { bytes: (count: number) => Uint8Array.from({ length: count }, (_, index) => (index + (seed += 7)) & 255) };
  const [first, second] = [newUpload(random, now), newUpload(random, now)];
  const draft: Draft = {
    id,
    sponsor,
    revision: 3,
    step: 'review',
    answers: { itAccess: 'none', idCard: true, firstName: 'Ines' },
    touched: { visitor: 2 },
    uploads: addUpload(addUpload([], first, now), second, now),
    cardActivity: '1:card',
    touchedAt: '2027-02-03T09:00:00Z',
    ...change,
  };
  const state = {
    draft: draft as Draft | undefined,
    etag: 1,
    blobs: new Map<string, Uint8Array>(),
    owners: [] as unknown[],
    queued: [] as { message: WorkMessage; delaySeconds: number }[],
    logged: [] as unknown[],
    pictures: 0,
  };
  const save = async (value: Draft, etag?: string): Promise<'saved' | 'lost'> => {
    if (etag !== String(state.etag) || !state.draft) return 'lost';
    state.draft = structuredClone(value);
    state.etag += 1;
    return 'saved';
  };
  const note = (...line: unknown[]) => void state.logged.push(line);
  const deps = {
    drafts: {
      read: async (who: string, which: string) =>
        state.draft && who === sponsor && which === id ? { value: structuredClone(state.draft), etag: String(state.etag) } : undefined,
      list: async () => [],
      save,
      delete: async () => {},
    },
    photos: {
      put: async (blob: string, bytes: Uint8Array, owner?: PhotoOwner) => {
        state.blobs.set(blob, bytes);
        state.owners.push(owner);
      },
      get: async (blob: string) => state.blobs.get(blob),
      delete: async (blob: string) => void state.blobs.delete(blob),
    },
    images: {
      prepare: (async () => {
        state.pictures += 1;
        return { jpeg, thumbnail: 'data:image/jpeg;base64,AAAA' };
      }) as PhotoImage['prepare'],
    },
    queue: {
      enqueue: async (message: WorkMessage, delaySeconds: number) => void state.queued.push({ message, delaySeconds }),
    },
    random,
    clock: { now: () => later },
    log: { info: note, warn: note, error: note },
  };
  const ref = { sponsor, draft: id, token: first.token };
  /** What is stored must be what is named, and nothing else: no orphan, no dead pointer. */
  const named = () => (state.draft?.answers.photo ? [state.draft.answers.photo.blob] : []);
  return { state, deps, ref, save, other: { ...ref, token: second.token }, named };
}

describe('accepting a photo', () => {
  it('should keep the picture under a random name, note it in the draft and have the card redrawn', async () => {
    const { state, deps, ref } = world();
    expect(await acceptPhoto(ref, sent, undefined, deps)).toEqual({ kind: 'accepted' });
    expect(state.draft).toEqual({
      id,
      sponsor,
      revision: 4,
      step: 'review',
      answers: { itAccess: 'none', idCard: true, firstName: 'Ines', photo: { blob: expect.stringMatching(/^[0-9a-f]{32}$/) } },
      touched: { visitor: 2, photo: 4 },
      uploads: [],
      thumbnail: 'data:image/jpeg;base64,AAAA',
      cardActivity: '1:card',
      touchedAt: '2027-02-03T10:05:00Z',
    });
    expect([...state.blobs]).toEqual([[state.draft?.answers.photo?.blob, jpeg]]);
    // By this the night finds out whether anything still names it.
    expect(state.owners).toEqual([{ request: id, sponsor }]);
    expect(state.queued).toEqual([{ message: { kind: 'draft', id, sponsor }, delaySeconds: 0 }]);
  });

  it('should end every link of the draft with the first accepted picture', async () => {
    const { state, deps, ref, other } = world();
    await acceptPhoto(ref, sent, undefined, deps);
    expect(await acceptPhoto(ref, sent, undefined, deps)).toEqual({ kind: 'link-over' });
    expect(await acceptPhoto(other, sent, undefined, deps)).toEqual({ kind: 'link-over' });
    expect(state.blobs.size).toBe(1);
  });

  it('should not open a picture that waited while another one used up the link', async () => {
    const { state, deps, ref, other } = world();
    const prepare: PhotoImage['prepare'] = async (_person, bytes, crop, isWanted = async () => true) => {
      expect(await isWanted()).toBe(true);
      await acceptPhoto(other, bytes, crop, deps);
      return (await isWanted()) ? { problem: 'damaged' } : { unwanted: true };
    };
    expect(await acceptPhoto(ref, sent, undefined, { ...deps, images: { prepare } })).toEqual({ kind: 'link-over' });
    expect([...state.blobs.keys()]).toEqual([state.draft?.answers.photo?.blob]);
  });

  it('should leave the link as it was when the picture is refused', async () => {
    const { state, deps, ref } = world();
    const before = structuredClone(state.draft);
    const images: PhotoImage = { prepare: async () => ({ problem: 'too-small' }) };
    expect(await acceptPhoto(ref, sent, undefined, { ...deps, images })).toEqual({ kind: 'refused', reason: 'too-small' });
    expect([state.draft, state.blobs.size, state.queued]).toEqual([before, 0, []]);
    expect(await acceptPhoto(ref, sent, undefined, deps)).toEqual({ kind: 'accepted' });
  });

  it('should not look at a picture that comes with a wrong, old or foreign link', async () => {
    const { state, deps, ref } = world();
    const wrong = [
      { ...ref, token: 'AAAAAAAAAAAAAAAAAAAAAA' },
      { ...ref, draft: 'VR-00000000' },
      { ...ref, sponsor: '11111111-1111-1111-1111-111111111111' },
    ];
    for (const link of wrong) expect(await acceptPhoto(link, sent, undefined, deps)).toEqual({ kind: 'link-over' });
    const clock = { now: () => now.add({ minutes: 30 }) };
    expect(await acceptPhoto(ref, sent, undefined, { ...deps, clock })).toEqual({ kind: 'link-over' });
    expect(state.pictures).toBe(0);
  });

  it('should have the picture that this draft took before looked at later, as a request being made may take it along', async () => {
    const { state, deps, ref } = world({ answers: { itAccess: 'none', idCard: true, photo: { blob: 'old' } }, touched: { photo: 2 } });
    state.blobs.set('old', jpeg);
    await acceptPhoto(ref, sent, undefined, deps);
    expect(state.blobs.has('old')).toBe(true);
    expect(state.queued).toContainEqual({ message: { kind: 'photo', id, sponsor, blob: 'old' }, delaySeconds: 600 });
  });

  it('should have the picture that a change to a returned request took before looked at later', async () => {
    const changes = { revision: 2, department: 'computer-science', photo: 'theirs' };
    const { state, deps, ref } = world({
      answers: { itAccess: 'none', idCard: true, photo: { blob: 'old' } },
      changes,
      touched: { photo: 2 },
    });
    state.blobs.set('old', jpeg).set('theirs', jpeg);
    await acceptPhoto(ref, sent, undefined, deps);
    expect(state.queued.map(({ message }) => message)).toContainEqual({ kind: 'photo', id, sponsor, blob: 'old' });
  });

  it.each([
    ['a returned request', { changes: { revision: 2, department: 'computer-science', photo: 'theirs' }, touched: { photo: 2 } }],
    ['an earlier request', { touched: {} }],
  ])('should not delete a picture that still belongs to %s', async (_whose, change) => {
    const { state, deps, ref } = world({ answers: { itAccess: 'none', idCard: true, photo: { blob: 'theirs' } }, ...change });
    state.blobs.set('theirs', jpeg);
    expect(await acceptPhoto(ref, sent, undefined, deps)).toEqual({ kind: 'accepted' });
    expect(state.blobs.has('theirs')).toBe(true);
    expect(state.queued.map(({ message }) => message.kind)).toEqual(['draft']);
  });
});

describe('two at once', () => {
  it('should take one of two pictures sent by one link, and keep nothing of the other', async () => {
    const { state, deps, ref, named } = world();
    const outcomes = await Promise.all([acceptPhoto(ref, sent, undefined, deps), acceptPhoto(ref, sent, undefined, deps)]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['accepted', 'link-over']);
    expect([...state.blobs.keys()]).toEqual(named());
    expect(state.draft?.revision).toBe(4);
  });

  it('should keep what somebody typed into the draft meanwhile', async () => {
    const { state, deps, ref } = world();
    const put = async (blob: string, bytes: Uint8Array) => {
      state.blobs.set(blob, bytes);
      await deps.drafts.save(
        { ...(state.draft as Draft), revision: 9, answers: { itAccess: 'none', idCard: true, lastName: 'Vale' } },
        String(state.etag),
      );
    };
    expect(await acceptPhoto(ref, sent, undefined, { ...deps, photos: { ...deps.photos, put } })).toEqual({ kind: 'accepted' });
    expect(state.draft).toMatchObject({ revision: 10, touched: { photo: 10 }, answers: { lastName: 'Vale', photo: {} } });
  });

  it('should read the draft once where nobody writes it meanwhile', async () => {
    const { deps, ref } = world();
    let reads = 0;
    const read: typeof deps.drafts.read = async (who, which) => ((reads += 1), deps.drafts.read(who, which));
    expect(await acceptPhoto(ref, sent, undefined, { ...deps, drafts: { ...deps.drafts, read } })).toEqual({ kind: 'accepted' });
    expect(reads).toBe(1);
  });

  it.each([
    [4, 0],
    [5, 1],
  ])('should not read the draft again %d seconds after its link was asked about, and else once: %d', async (seconds, reads) => {
    const { deps, ref } = world();
    const asked = (await readOpenDraft(ref, { ...deps, clock: { now: () => later.subtract({ seconds }) } }))!;
    const read = jest.fn(deps.drafts.read);
    expect(await acceptPhoto(ref, sent, undefined, { ...deps, drafts: { ...deps.drafts, read } }, asked)).toEqual({ kind: 'accepted' });
    expect(read).toHaveBeenCalledTimes(reads);
  });

  it('should take no second picture of those who asked about the link before the first came', async () => {
    const { state, deps, ref, named } = world();
    const asked = [await readOpenDraft(ref, deps), await readOpenDraft(ref, deps)];
    const outcomes = [];
    for (const one of asked) outcomes.push((await acceptPhoto(ref, sent, undefined, deps, one)).kind);
    expect(outcomes).toEqual(['accepted', 'link-over']);
    expect([...state.blobs.keys()]).toEqual(named());
  });

  it('should not take a picture whose link came to its end on the way', async () => {
    const { state, deps, ref } = world();
    const asked = await readOpenDraft(ref, { ...deps, clock: { now: () => now.add({ minutes: 29, seconds: 58 }) } });
    const clock = { now: () => now.add({ minutes: 30, seconds: 1 }) };
    expect(await acceptPhoto(ref, sent, undefined, { ...deps, clock }, asked)).toEqual({ kind: 'link-over' });
    expect(state.blobs.size).toBe(0);
  });

  it('should keep nothing when the draft was dropped meanwhile', async () => {
    const { state, deps, ref } = world();
    const put = async (blob: string, bytes: Uint8Array) => {
      state.blobs.set(blob, bytes);
      state.draft = undefined;
    };
    expect(await acceptPhoto(ref, sent, undefined, { ...deps, photos: { ...deps.photos, put } })).toEqual({ kind: 'link-over' });
    expect(state.blobs.size).toBe(0);
  });
});

describe('a fault on the way', () => {
  const fault = async () => {
    throw new Error('out of reach');
  };

  it('should leave no orphan when the draft cannot be saved, and the link as it was', async () => {
    const { state, deps, ref } = world();
    const before = structuredClone(state.draft);
    await expect(acceptPhoto(ref, sent, undefined, { ...deps, drafts: { ...deps.drafts, save: fault } })).rejects.toThrow('out of reach');
    const lost = async () => 'lost' as const;
    await expect(acceptPhoto(ref, sent, undefined, { ...deps, drafts: { ...deps.drafts, save: lost } })).rejects.toThrow('kept changing');
    expect([state.draft, state.blobs.size, state.queued]).toEqual([before, 0, []]);
  });

  it('should leave no orphan when the picture was stored but the answer was lost', async () => {
    const { state, deps, ref } = world();
    const put = async (blob: string, bytes: Uint8Array) => {
      state.blobs.set(blob, bytes);
      throw new Error('out of reach');
    };
    await expect(acceptPhoto(ref, sent, undefined, { ...deps, photos: { ...deps.photos, put } })).rejects.toThrow();
    expect(state.blobs.size).toBe(0);
  });

  it.each([
    ['is answered as lost', 'lost'],
    ['is answered by a fault', 'fault'],
  ])('should keep the picture when a save that worked %s', async (_how, how) => {
    const { state, deps, ref, save, named } = world();
    const savedUnheard = async (draft: Draft, etag?: string) => {
      await save(draft, etag);
      if (how === 'fault') throw new Error('out of reach');
      return 'lost' as const;
    };
    const drafts = { ...deps.drafts, save: savedUnheard };
    expect(await acceptPhoto(ref, sent, undefined, { ...deps, drafts })).toEqual({ kind: 'accepted' });
    expect(named()).toHaveLength(1);
    expect([...state.blobs.keys()]).toEqual(named());
    expect(state.queued).toHaveLength(1);
  });

  it('should keep the picture rather than a dead pointer when nobody can tell whether the save worked', async () => {
    const { state, deps, ref, named } = world();
    let reads = 0;
    const read = async (who: string, which: string) => ((reads += 1) > 1 ? fault() : deps.drafts.read(who, which));
    const unheard = async (draft: Draft, etag?: string) => {
      await deps.drafts.save(draft, etag);
      return fault();
    };
    await expect(acceptPhoto(ref, sent, undefined, { ...deps, drafts: { ...deps.drafts, read, save: unheard } })).rejects.toThrow();
    expect([...state.blobs.keys()]).toEqual(named());
  });

  it('should accept all the same when the card cannot be redrawn or the old picture not deleted, and log no secret', async () => {
    const { state, deps, ref } = world({ answers: { itAccess: 'none', idCard: true, photo: { blob: 'old' } }, touched: { photo: 2 } });
    const broken = { ...deps, queue: { enqueue: fault }, photos: { ...deps.photos, delete: fault } };
    expect(await acceptPhoto(ref, sent, undefined, broken)).toEqual({ kind: 'accepted' });
    expect(state.logged).toHaveLength(2);
    const log = JSON.stringify(state.logged);
    for (const secret of [ref.token, sponsor, 'Ines']) expect(log).not.toContain(secret);
  });
});
