import type { Person } from '../../../../bot/domain/organisation/organisation';
import { cardActionOn, exportCard, isNewToExport } from '../../../../bot/domain/request/export-card';
import {
  type CardState,
  cardNumberAtMost,
  cardStateOn,
  collectCard,
  correctCard,
  extendCard,
  isForCardOffice,
  issueCard,
  replaceCard,
  uncollectCard,
  unissueCard,
} from '../../../../bot/domain/request/id-card';
import { forgetPhoto } from '../../../../bot/domain/request/photo-retention';
import type { Change, Refusal } from '../../../../bot/domain/request/refusal';
import { placesOf } from '../../../../bot/domain/request/views';
import type { IssuedCard, VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { statuses } from '../../../../bot/domain/statuses/table';
import { headId, makePerson, makeRequest, noon, strangerId } from '../../../make';

const office = makePerson({ id: strangerId, isCardOffice: true });
const now = noon('2027-03-01');
const today = now.toPlainDate();
const issued: IssuedCard = { by: strangerId, at: '2027-02-05T09:00:00Z', channel: 'tab', number: '4711', until: '2027-08-31' };
const collected = { by: strangerId, at: '2027-02-20T09:00:00Z', channel: 'tab' } as const;
const without = { ...makeRequest().answers, idCard: false };
const active = (more: Partial<VisitorRequest> = {}) => makeRequest({ status: 'active', ...more });
const press = { actor: { id: strangerId, channel: 'tab' as const }, now, seen: 1 };
const standing = (person: Person = office) => ({
  person,
  deciders: { ask: [], may: [headId], as: 'department' as const },
  isSponsorGone: false,
});
const refusalOf = (result: Change | Refusal) => ('refused' in result ? result.refused : 'done');
const changed = (result: Change | Refusal): Change => {
  if ('refused' in result) throw new Error(result.refused);
  return result;
};

const states: [string, VisitorRequest, CardState | undefined][] = [
  ['waits for a decision', makeRequest(), undefined],
  ['waits for a decision again, its card issued', makeRequest({ issued }), undefined],
  ['is approved', makeRequest({ status: 'approved' }), 'issue'],
  ['is active', active(), 'issue'],
  ['is active without a card', active({ answers: without }), undefined],
  ['has its card', active({ issued }), 'issued'],
  ['was reapproved since', active({ issued: { ...issued, until: '2027-05-31' } }), 'extend'],
  ['was brought forward since', active({ validTo: '2027-04-30', issued }), 'extend'],
  ['came back, and goes on', active({ issued: { ...issued, collected } }), 'issue'],
  ['is to have none any more', active({ answers: without, issued }), 'collect'],
  ['is over by its date alone', active({ validFrom: '2026-12-01', validTo: '2027-02-28', issued }), 'collect'],
  ['is over, its card back', makeRequest({ status: 'ended', issued: { ...issued, collected } }), undefined],
  ['is over without ever having one', makeRequest({ status: 'expired' }), undefined],
  ...(['ended', 'expired', 'rejected'] as const).map((status): [string, VisitorRequest, CardState] => [
    `is ${status} with its card out`,
    makeRequest({ status, issued }),
    'collect',
  ]),
];

const verbs = {
  issue: (request: VisitorRequest, person?: Person, seen = 1) => issueCard(request, 'AB-12', standing(person), { ...press, seen }),
  replace: (request: VisitorRequest, person?: Person, seen = 1) =>
    replaceCard(request, { words: 'AB-12', was: request.issued?.number }, standing(person), { ...press, seen }),
  extend: (request: VisitorRequest, person?: Person, seen = 1) =>
    extendCard(request, request.validTo, standing(person), { ...press, seen }),
  collect: (request: VisitorRequest, person?: Person, seen = 1) =>
    collectCard(request, request.issued?.number, standing(person), { ...press, seen }),
  correct: (request: VisitorRequest, person?: Person, seen = 1) =>
    correctCard(request, { words: 'AB-12', was: request.issued?.number }, standing(person), { ...press, seen }),
  unissue: (request: VisitorRequest, person?: Person, seen = 1) =>
    unissueCard(request, request.issued?.number, standing(person), { ...press, seen }),
  uncollect: (request: VisitorRequest, person?: Person, seen = 1) =>
    uncollectCard(request, request.issued?.number, standing(person), { ...press, seen }),
};
const takenIn: Record<keyof typeof verbs, (CardState | undefined)[]> = {
  issue: ['issue'],
  replace: ['issued', 'extend'],
  extend: ['extend'],
  collect: ['collect'],
  correct: ['issued', 'extend', 'collect'],
  unissue: ['issued', 'extend', 'collect'],
  uncollect: [],
};

describe('the ID card of a request', () => {
  it.each(states)('should stand as it does where the request %s', (_how, request, state) => {
    expect(cardStateOn(request, today)).toBe(state);
    const isBack = request.issued?.collected !== undefined;
    expect([isForCardOffice(request, office, now), isForCardOffice(request, makePerson(), now)]).toEqual([
      state !== undefined || isBack,
      false,
    ]);
    for (const [name, verb] of Object.entries(verbs) as [keyof typeof verbs, (typeof verbs)['issue']][]) {
      expect([name, refusalOf(verb(request)) === 'done']).toEqual([name, name === 'uncollect' ? isBack : takenIn[name].includes(state)]);
      expect(refusalOf(verb(request, makePerson({ isAdmin: true })))).toBe('not-yours');
      expect(refusalOf(verb(request, { ...office, isEnabled: false }))).toBe('not-yours');
    }
  });

  it('should be refused by a sentence of its own where there is none, by another once somebody was quicker', () => {
    expect(refusalOf(verbs.issue(active({ answers: without })))).toBe('no-card');
    expect(refusalOf(verbs.issue(active({ issued })))).toBe('card-moved-on');
    expect(refusalOf(verbs.collect(active({ issued })))).toBe('card-moved-on');
    expect(refusalOf(verbs.issue(makeRequest()))).toBe('not-yours');
  });

  it('should be recorded with its number and last day, without another revision, so that nobody’s press grows old', () => {
    const { request, event, detail } = changed(issueCard(active(), '  ab 12/3 ', standing(), press));
    expect(request.issued).toEqual({ by: strangerId, at: '2027-03-01T12:00:00Z', channel: 'tab', number: 'AB 12/3', until: '2027-08-31' });
    expect([request.revision, request.events]).toEqual([1, 2]);
    expect(event).toMatchObject({ verb: 'issue-card', fields: ['cardNumber'] });
    expect(JSON.stringify(event)).not.toContain('12/3');
    expect(detail).toEqual({ after: { cardNumber: 'AB 12/3' } });
    const extended = changed(extendCard(active({ issued: { ...issued, until: '2027-05-31' } }), undefined, standing(), press)).request;
    expect([extended.issued?.until, cardStateOn(extended, today)]).toEqual(['2027-08-31', 'issued']);
    const back = changed(collectCard(makeRequest({ status: 'ended', issued }), undefined, standing(), press)).request;
    expect([back.issued?.collected?.by, cardStateOn(back, today)]).toEqual([strangerId, undefined]);
    const replaced = changed(replaceCard(active({ issued }), { words: '4712', was: '4711' }, standing(), press));
    expect(replaced.detail).toEqual({ before: { cardNumber: '4711' }, after: { cardNumber: '4712' } });
  });

  it('should be refused what is about another card or day than was shown, and not because of another revision', () => {
    const toExtend = active({ issued: { ...issued, until: '2027-05-31' } });
    const over = makeRequest({ status: 'ended', issued });
    for (const [is, other] of [
      [extendCard(toExtend, '2027-08-31', standing(), press), extendCard(toExtend, '2027-07-31', standing(), press)],
      [collectCard(over, '4711', standing(), press), collectCard(over, '4710', standing(), press)],
      [unissueCard(over, '4711', standing(), press), unissueCard(over, '4710', standing(), press)],
    ] as const)
      expect([refusalOf(is), refusalOf(other)]).toEqual(['done', 'card-moved-on']);
    for (const [name, verb] of Object.entries(verbs) as [keyof typeof verbs, (typeof verbs)['issue']][]) {
      const request =
        { issue: active(), extend: toExtend, uncollect: active({ issued: { ...issued, collected } }) }[name as string] ?? over;
      if (name !== 'replace') expect([name, refusalOf(verb({ ...request, revision: 7 }, office, 1))]).toEqual([name, 'done']);
    }
    expect(refusalOf(verbs.replace(active({ issued, revision: 7 }), office, 1))).toBe('done');
  });

  it('should keep when it was issued where its number is corrected, and be to issue again where it was not issued', () => {
    const { request, detail } = changed(correctCard(active({ issued }), { words: ' 4712', was: '4711' }, standing(), press));
    expect([request.issued, detail]).toEqual([
      { ...issued, number: '4712' },
      { before: { cardNumber: '4711' }, after: { cardNumber: '4712' } },
    ]);
    const taken = changed(unissueCard(active({ issued }), '4711', standing(), press));
    expect([taken.request.issued, cardStateOn(taken.request, today), taken.detail]).toEqual([
      undefined,
      'issue',
      { before: { cardNumber: '4711' } },
    ]);
  });

  it('should be out again where it was not collected after all, for thirty days', () => {
    const over = makeRequest({ status: 'ended', issued: { ...issued, collected } });
    const out = changed(uncollectCard(over, '4711', standing(), press)).request;
    expect([out.issued, cardStateOn(out, today)]).toEqual([issued, 'collect']);
    for (const [day, is] of [
      ['2027-03-22', true],
      ['2027-03-23', false],
    ] as const) {
      expect(isForCardOffice(over, office, noon(day))).toBe(is);
      expect(refusalOf(uncollectCard(over, '4711', standing(), { ...press, now: noon(day) }))).toBe(is ? 'done' : 'not-yours');
    }
  });

  it.each(['', '   ', '-', 'A'.repeat(cardNumberAtMost + 1), '=1+1', 'a;b', '<b>', '1\n2x$'])('should not have the number %j', (typed) => {
    expect(refusalOf(issueCard(active(), typed, standing(), press))).toBe('card-number-wrong');
  });

  it('should not be replaced by itself', () => {
    expect(refusalOf(replaceCard(active({ issued }), { words: ' 4711 ', was: '4711' }, standing(), press))).toBe('card-number-same');
  });

  it.each([
    ['another number', { words: '4713', was: '4710' }],
    ['the same number, as by a press that came twice', { words: '4711', was: '4710' }],
    ['nothing seen', { words: '4713' }],
  ])('should not be replaced by somebody who saw another card: %s', (_how, body) => {
    expect(refusalOf(replaceCard(active({ issued }), body, standing(), press))).toBe('card-moved-on');
  });

  it('should start the thirty days of the photo', () => {
    const { request } = changed(issueCard(active(), '1', standing(), press));
    const policy = { zone: 'Europe/London', photoDays: 30 };
    expect([forgetPhoto(request, noon('2027-03-30'), policy), forgetPhoto(request, noon('2027-03-31'), policy)?.event.verb]).toEqual([
      undefined,
      'forget-photo',
    ]);
    expect(forgetPhoto(active(), noon('2027-08-01'), policy)).toBeUndefined();
  });

  it('should stand in the card office’s list by what is to be done, and nowhere else', () => {
    const rowOf = (request: VisitorRequest) => placesOf(request).filter(({ partition }) => partition === 'cards')[0]?.row;
    expect(rowOf(active())).toBe('0:2027-02-03:VR-7K3M9QXA');
    expect(rowOf(active({ issued: { ...issued, until: '2027-05-31' } }))).toBe('1:2027-08-31:VR-7K3M9QXA');
    expect(rowOf(makeRequest({ status: 'ended', issued }))).toBe('2:2027-08-31:VR-7K3M9QXA');
    expect(rowOf(active({ issued }))).toBe('3:2027-08-31:VR-7K3M9QXA');
    // Beside what is to be done, for a month latest first; by its number while it is out.
    const listed = (request: VisitorRequest) =>
      placesOf(request).flatMap(({ partition, row }) => (partition.startsWith('card') ? [`${partition} ${row}`] : []));
    expect(listed(active({ issued: { ...issued, collected } }))).toEqual([
      'cards 0:2027-02-03:VR-7K3M9QXA',
      'cards 6:8196885999999:VR-7K3M9QXA',
    ]);
    expect(listed(active({ issued }))).toEqual(['cards 3:2027-08-31:VR-7K3M9QXA', 'card:4711 VR-7K3M9QXA']);
    for (const status of statuses) {
      const isListed = status === 'approved' || status === 'active';
      expect([status, rowOf(makeRequest({ status })) !== undefined]).toEqual([status, isListed]);
    }
  });
});

describe('what is new for the card system', () => {
  const batch = 'one';
  const other = { what: 'new', batch: 'two' } as const;
  const exported = (request: VisitorRequest) => exportCard(request, { what: 'new', batch }, true, press).request;
  const isNew = (request: VisitorRequest, of = 'two') => isNewToExport(request, of, today);

  it('should be what it was never given, and what has changed since', () => {
    const given = exported(active());
    expect([isNew(active()), isNew(given), isNew(given, batch)]).toEqual([true, false, true]);
    expect(isNew({ ...given, validTo: '2027-12-31' })).toBe(true);
    expect(isNew({ ...given, answers: { ...given.answers, lastName: 'Fairwether' } })).toBe(true);
    expect(isNew({ ...given, status: 'ended' })).toBe(true);
    // Neither the card nor the deletion of a photo that has done its work is news to whoever made it.
    const { photo: _gone, ...answers } = given.answers;
    expect([isNew({ ...given, issued }), isNew({ ...given, answers })]).toEqual([false, false]);
  });

  it('should say what to do, and end with the end of the account', () => {
    expect(cardActionOn(active(), other, now)).toBe('new');
    expect(cardActionOn(active({ issued }), other, now)).toBe('change');
    expect(cardActionOn(active({ issued: { ...issued, collected } }), other, now)).toBe('new');
    const given = exported(active());
    expect(cardActionOn(given, other, now)).toBe('change');
    const over = { ...given, status: 'ended' as const };
    expect(cardActionOn(over, other, now)).toBe('end');
    // Known to the card system, it is listed for the next download although no card is out.
    expect(placesOf(over).some(({ partition, row }) => partition === 'cards' && row.startsWith('4:'))).toBe(true);
    const gone = exported(over);
    expect([
      gone.exported?.endAt,
      cardActionOn(gone, other, now),
      placesOf(gone).find(({ partition }) => partition === 'cards')?.row,
    ]).toEqual(['2027-03-01T12:00:00Z', undefined, '5:2027-03-01T12:00:00Z:VR-7K3M9QXA']);
    expect(cardActionOn(makeRequest({ status: 'ended' }), other, now)).toBeUndefined();
    expect(cardActionOn(makeRequest(), other, noon('2027-02-01'))).toBeUndefined();
  });
});
