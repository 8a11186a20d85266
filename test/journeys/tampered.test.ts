import { type ActionName, actions } from '../../cards/actions';
import { headId, strangerId } from '../make';
import { draftOf, eventsOf, fillsIn, forges, makesRequest, requestIn, requestsIn } from './steps';
import { story } from './story';

const { world, sponsor } = story(['sponsor']);

const names = Object.keys(actions) as ActionName[];
/** Keys that the product itself uses inside, none of which a card may set. */
const smuggled = {
  sponsor: strangerId,
  person: headId,
  status: 'approved',
  mayDecide: true,
  isAdmin: true,
  involved: [],
  decision: { verb: 'approve', by: headId },
  answers: { firstName: 'Mallory' },
  photo: { blob: '0'.repeat(32) },
  changes: { revision: 99 },
  uploads: [{ hash: '00', until: '2099-01-01T00:00:00Z' }],
  touched: { names: 99 },
  etag: '*',
};

describe('card data of every verb', () => {
  const odd: [string, unknown][] = [
    ['nothing at all', undefined],
    ['null', null],
    ['an empty object', {}],
    ['a text', 'VR-00000000'],
    ['a list', [{ request: 'VR-00000000' }]],
    ['wrong types', { request: 7, draft: { $ne: '' }, revision: 'soon', step: ['names'], words: { a: 1 }, from: 'x' }],
    ['ids that are none', { request: "VR-1' or 1 eq 1", draft: '../../x', revision: 1, step: 'who', from: -1 }],
    ['huge numbers', { request: 'VR-00000000', draft: 'VR-00000000', revision: 1e300, step: 'who', from: 1e9 }],
    [
      'huge texts',
      {
        request: 'VR-00000000',
        draft: 'VR-00000000',
        revision: 1,
        step: 'who',
        words: 'a'.repeat(100_000),
        firstName: 'b'.repeat(50_000),
      },
    ],
    [
      'a prototype',
      JSON.parse(
        '{"__proto__":{"request":"VR-00000000","draft":"VR-00000000","revision":1,"step":"names"},"constructor":{"prototype":{"isAdmin":true}}}',
      ),
    ],
  ];
  it.each(odd)('should get a sentence and do nothing: %s', async (_what, data) => {
    await makesRequest(world, sponsor);
    await fillsIn(world, sponsor);
    const before = JSON.stringify([requestIn(world), await draftOf(world, sponsor)]);
    // Starting a draft takes no data, so nothing about it can be wrong.
    for (const name of names.filter((one) => one !== 'startDraft')) {
      const answer = await forges(world, sponsor, actions[name].verb, data);
      expect(answer.text).toMatch(/\w{3}|HTTP 400/);
      expect(answer.text).not.toMatch(/Error|undefined|\bat \w+ \(|HTTP 5/);
    }
    expect(JSON.stringify([requestIn(world), await draftOf(world, sponsor)])).toBe(before);
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
    expect(world.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it.each(['no-such-verb', 'constructor', '__proto__', 'toString', 'APPROVE', 'nextStep', 'x'.repeat(100)])(
    'should name a verb that exists: %.20s',
    async (verb) => {
      const { text } = await forges(world, sponsor, verb, { request: 'VR-00000000', revision: 1 });
      expect(text).toContain('This button no longer works.');
    },
  );
});

describe('the verb beside a visitor of a list', () => {
  it.each(['no-such-verb', 'constructor', '__proto__', 'toString', 'end'])('should be one that lists have: %s', async (does) => {
    await makesRequest(world, sponsor);
    const data = { request: requestIn(world).id, revision: 1, list: { from: 0 }, does };
    expect((await forges(world, sponsor, 'answer-in-list', data)).text).toContain('This button no longer works.');
    expect(world.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('extra keys', () => {
  it('should change nothing of a draft, at any step', async () => {
    await sponsor.says('new visitor');
    const { id } = await draftOf(world, sponsor);
    const data = {
      draft: id,
      step: 'who',
      revision: 1,
      reason: 'visiting-academic',
      firstName: 'Ines',
      lastName: 'Vale',
      department: 'history',
      employer: 'X',
      ...smuggled,
    };
    await forges(world, sponsor, 'next-step', data);
    const draft = await draftOf(world, sponsor);
    expect(draft).toMatchObject({
      id,
      sponsor: sponsor.id,
      step: 'visit',
      revision: 2,
      uploads: [],
      answers: { firstName: 'Ines', lastName: 'Vale' },
    });
    expect(draft.answers).toEqual({
      department: 'computer-science',
      reason: 'visiting-academic',
      firstName: 'Ines',
      lastName: 'Vale',
      validFrom: '2027-01-19',
      itAccess: 'none',
      idCard: true,
    });
    expect(draft).not.toHaveProperty('changes');
  });

  it('should not put a photo, a choice or an answer in that the form does not have', async () => {
    await fillsIn(world, sponsor);
    const { id, revision } = await draftOf(world, sponsor);
    await forges(world, sponsor, 'next-step', { draft: id, step: 'review', revision, ...smuggled });
    await forges(world, sponsor, 'next-step', { draft: id, step: 'visit', revision, itAccess: 'administrator', idCard: 'perhaps' });
    await forges(world, sponsor, 'next-step', { draft: id, step: 'department', revision, department: ['history'] });
    const { answers } = await draftOf(world, sponsor);
    expect(answers).toMatchObject({ itAccess: 'staff-like', idCard: false });
    expect(answers).not.toHaveProperty('photo');
    expect(answers).not.toHaveProperty('department');
  });

  it('should not make the request somebody else’s, decided or another revision', async () => {
    await fillsIn(world, sponsor);
    const { id, revision } = await draftOf(world, sponsor);
    await forges(world, sponsor, 'make-request', { draft: id, revision, ...smuggled });
    expect(requestIn(world)).toMatchObject({ id, sponsor: sponsor.id, involved: [sponsor.id], status: 'pending', revision: 1 });
    expect(requestIn(world).answers).toMatchObject({ firstName: 'Ottoline' });
    expect(requestIn(world)).not.toHaveProperty('decision');
  });

  it('should not make a decider of anybody, nor write anything but the decision', async () => {
    await makesRequest(world, sponsor);
    const before = requestIn(world);
    await forges(world, await world.somebody('stranger'), 'approve', { request: before.id, revision: 1, ...smuggled });
    expect(requestIn(world)).toEqual(before);
    await forges(world, await world.somebody('head'), 'reject', { request: before.id, revision: 1, words: 'No room.', ...smuggled });
    const { status: _1, revision: _2, events: _3, changedAt: _4, decision, ...rest } = requestIn(world);
    const { status: _6, revision: _7, events: _8, changedAt: _9, ...asBefore } = before;
    expect(rest).toEqual(asBefore);
    expect(decision).toMatchObject({ verb: 'reject', by: headId, words: 'No room.' });
  });
});

describe('another revision', () => {
  it.each([0, 2, 999])('should decide and withdraw nothing: %d', async (revision) => {
    await makesRequest(world, sponsor);
    const { id } = requestIn(world);
    const head = await world.somebody('head');
    for (const verb of ['approve', 'reject', 'return']) await forges(world, head, verb, { request: id, revision, words: 'No.' });
    await forges(world, sponsor, 'withdraw', { request: id, revision });
    expect(await eventsOf(world)).toEqual(['request']);
  });

  it('should make no request of a draft that has changed since its card was drawn', async () => {
    await fillsIn(world, sponsor);
    const { id, revision } = await draftOf(world, sponsor);
    const { text } = await forges(world, sponsor, 'make-request', { draft: id, revision: revision - 1 });
    expect(text).toContain('Check and make the request');
    expect(requestsIn(world).all()).toEqual([]);
  });

  it('should make no request of an incomplete draft, whatever the button', async () => {
    await fillsIn(world, sponsor, { access: { itAccess: 'none', idCard: 'no' } });
    const { id, revision } = await draftOf(world, sponsor);
    const { text } = await forges(world, sponsor, 'make-request', { draft: id, revision });
    expect(text).toContain('so no visitor account is needed');
    expect(requestsIn(world).all()).toEqual([]);
  });
});
