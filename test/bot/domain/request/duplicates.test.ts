import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { duplicatesOf, emailKey, type Found, type Listed, nameKey, namePlaces } from '../../../../bot/domain/request/duplicates';
import { placesOf, viewOf } from '../../../../bot/domain/request/views';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { isOver, statuses } from '../../../../bot/domain/statuses/table';
import { headId, makeDraft, makeRequest, sponsorId, strangerId } from '../../../make';

const today = Temporal.PlainDate.from('2027-03-01');
const answersOf = (changes: Partial<VisitorRequest['answers']> = {}) => ({ ...makeRequest().answers, ...changes });
const draft = (changes: Partial<VisitorRequest['answers']> = {}) => makeDraft({ id: 'VR-00000001', answers: answersOf(changes) });
const there = (changes: Partial<VisitorRequest> = {}) => makeRequest({ status: 'active', ...changes });

/** What the lists hold of these requests, as the worker writes them, for what this draft asks of them. */
function foundFor({ answers }: ReturnType<typeof draft>, requests: VisitorRequest[]): Found {
  const rows = requests.flatMap((request) =>
    placesOf(request).map(({ partition, row }): Listed & { partition: string } => ({
      ...request,
      partition,
      row,
      request: request.id,
      visitor: `${request.answers.firstName} ${request.answers.lastName}`,
      department: request.answers.department,
    })),
  );
  const at = (wanted: string) => rows.filter(({ partition }) => partition === wanted);
  return {
    named: at(viewOf.named(answers.department ?? '', nameKey(answers.lastName ?? ''))),
    mailed: answers.personalEmail === undefined ? [] : at(viewOf.email(answers.personalEmail)),
  };
}

function compared(filling: ReturnType<typeof draft>, ...requests: VisitorRequest[]) {
  return duplicatesOf(filling, foundFor(filling, requests), today);
}

describe('names that are the same', () => {
  it.each([
    ['Ottoline', 'Fairweather', 'OTTOLINE', 'fairweather'],
    ['Zoë', 'Núñez', 'Zoe', 'Nunez'],
    ['Søren', 'Østergård', 'Soren', 'Ostergard'],
    ['Łukasz', 'Strauß', 'Lukasz', 'Strauss'],
    ['İnan', 'Işık', 'inan', 'isik'],
    ['Anna-Lena', 'O’Driscoll-Vale', 'Anna Lena', "O'Driscoll Vale"],
    ['Annalena', 'Van der Berg', 'Anna-Lena', 'Vanderberg'],
    ['Wei', 'Zhang', 'Zhang', 'Wei'],
    ['Οδυσσέας', 'Παπάς', 'ΟΔΥΣΣΕΑΣ', 'ΠΑΠΑΣ'],
    ['美咲', '山田', '山田', '美咲'],
    ['ﬁona', 'Ｓｍｉｔｈ', 'Fiona', 'Smith'],
  ])('should be found: %s %s as %s %s', (firstName, lastName, first, last) => {
    const request = there({ answers: answersOf({ firstName, lastName }) });
    expect(compared(draft({ firstName: first, lastName: last }), request).own).toMatchObject([{ request: request.id }]);
    const reversed = there({ answers: answersOf({ firstName: first, lastName: last }) });
    expect(compared(draft({ firstName, lastName }), reversed).own).toHaveLength(1);
  });

  it('should not depend on middle names, and know somebody by the preferred one', () => {
    const request = there({ answers: answersOf({ middleNames: 'Grace', preferredName: 'Otty' }) });
    expect(compared(draft({ middleNames: 'Ada' }), request).own).toHaveLength(1);
    expect(compared(draft({ firstName: 'Otty' }), request).own).toHaveLength(1);
    const plain = there();
    expect(compared(draft({ firstName: 'O.', preferredName: 'Ottoline' }), plain).own).toHaveLength(1);
  });

  it.each([
    ['another first name', { firstName: 'Ottilie' }],
    ['the beginning of a name', { firstName: 'Otto' }],
    ['another last name', { lastName: 'Fairwether' }],
    ['another department', { department: 'history' }],
    ['no first name yet', { firstName: '' }],
  ])('should not be %s', (_what, changes) => {
    expect(compared(draft(changes), there())).toEqual({ own: [], others: [] });
  });

  it('should not be told apart by accents only where a script writes vowels as marks', () => {
    expect(nameKey('मीना')).not.toBe(nameKey('मना'));
  });

  it('should be the same however written, and the same again when folded once more', () => {
    const letter = fc.constantFrom(...'aàåbcçdeéfgñoöøzžАжщ山');
    const name = fc.array(letter, { minLength: 1, maxLength: 8 }).map((letters) => letters.join(''));
    const mark = fc.constantFrom(' ', '-', '’', "'", '.', '');
    fc.assert(
      fc.property(name, name, mark, (one, other, between) => {
        const key = nameKey(`${one}${between}${other}`);
        expect(key).toBe(nameKey(one) + nameKey(other));
        expect(nameKey(`${one}${between}${other}`.toUpperCase().normalize('NFD'))).toBe(key);
        expect(nameKey(key)).toBe(key);
        expect(key).not.toMatch(/[\s:'’-]/);
      }),
    );
  });
});

describe('the same email', () => {
  const personalEmail = 'o.fairweather@example.org';
  const elsewhere = (changes: Partial<VisitorRequest> = {}) =>
    there({ answers: answersOf({ department: 'history', firstName: 'Olive', personalEmail }), ...changes });

  it('should show one’s own, whatever the name and the department', () => {
    expect(compared(draft({ personalEmail: 'O.Fairweather@EXAMPLE.org' }), elsewhere()).own).toMatchObject([
      { visitor: 'Olive Fairweather' },
    ]);
    expect(emailKey(' Ａda@Example.ORG ')).toBe('ada@example.org');
  });

  it('should tell nothing of somebody else’s to whoever does not know the name too', () => {
    const theirs = { sponsor: strangerId };
    expect(compared(draft({ personalEmail }), elsewhere(theirs))).toEqual({ own: [], others: [] });
    expect(compared(draft({ personalEmail, firstName: 'Olive' }), elsewhere(theirs)).others).toEqual([
      { department: 'history', sponsor: strangerId },
    ]);
    expect(compared(draft({ personalEmail, firstName: 'Fairweather', lastName: 'Olive' }), elsewhere(theirs)).others).toHaveLength(1);
    expect(compared(draft({ personalEmail: 'other@example.org', firstName: 'Olive' }), elsewhere(theirs)).others).toEqual([]);
  });
});

describe('what is told', () => {
  it.each(statuses)('should be a request that is not over: %s', (status) => {
    const listed = foundFor(draft(), [there()]).named.map((row) => ({ ...row, status }));
    const { own } = duplicatesOf(draft(), { named: listed, mailed: [] }, today);
    expect(own).toHaveLength(isOver(status) ? 0 : 1);
  });

  it('should go by the dates, not by what the list says', () => {
    const past = there({ validFrom: '2026-09-01', validTo: '2027-02-28' });
    expect(compared(draft(), past)).toEqual({ own: [], others: [] });
    expect(compared(draft(), there({ status: 'approved', validFrom: '2027-02-01' })).own).toMatchObject([{ status: 'active' }]);
  });

  it('should never be the request that the draft changes', () => {
    const request = there({ status: 'returned' });
    expect(compared({ ...draft(), id: request.id }, request)).toEqual({ own: [], others: [] });
  });

  it.each([
    ['active', '2027-03-31', true],
    ['active', '2027-04-01', false],
    ['approved', '2027-03-31', true],
    ['pending', '2027-03-31', false],
  ] as const)('should offer reapproval in the last thirty days of an account: %s until %s', (status, validTo, isInWindow) => {
    expect(compared(draft(), there({ status, validFrom: '2027-02-01', validTo })).own).toMatchObject([{ isInWindow }]);
  });

  it('should be once each, the soonest to end first, and three at most', () => {
    const many = ['2027-09-03', '2027-09-01', '2027-09-02', '2027-09-04'].map((validTo, at) =>
      there({ id: `VR-0000010${at}`, validTo, answers: answersOf({ personalEmail: 'o@example.org', preferredName: 'Ottoline' }) }),
    );
    const { own } = compared(draft({ personalEmail: 'o@example.org' }), ...many);
    expect(own.map(({ request }) => request)).toEqual(['VR-00000101', 'VR-00000102', 'VR-00000100']);
  });

  it('should hold nothing of somebody else’s but the department and the sponsor, once each', () => {
    const theirs = [headId, headId, strangerId].map((sponsor, at) => there({ id: `VR-0000010${at}`, sponsor }));
    const { own, others } = compared(draft(), ...theirs, there({ sponsor: sponsorId }));
    expect(own).toHaveLength(1);
    expect(others).toEqual([
      { department: 'computer-science', sponsor: headId },
      { department: 'computer-science', sponsor: strangerId },
    ]);
  });

  it('should never tell another sponsor’s reference, dates or name, whatever is asked', () => {
    const name = fc.constantFrom('Ottoline', 'Fairweather', 'Zoë', 'Vale');
    const who = fc.constantFrom(sponsorId, headId, strangerId);
    const one = fc.record({ firstName: name, lastName: name, sponsor: who, status: fc.constantFrom(...statuses) });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 6 }), name, name, (requests, firstName, lastName) => {
        const all = requests.map(({ sponsor, status, ...names }, at) =>
          there({ id: `VR-0000020${at}`, sponsor, status, answers: answersOf({ ...names, personalEmail: 'o@example.org' }) }),
        );
        const told = compared(draft({ firstName, lastName, personalEmail: 'o@example.org' }), ...all);
        for (const { request } of told.own) expect(all.find(({ id }) => id === request)?.sponsor).toBe(sponsorId);
        for (const other of told.others) expect(Object.keys(other).sort()).toEqual(['department', 'sponsor']);
        const isCalledSo = ({ answers }: VisitorRequest) =>
          [`${answers.firstName} ${answers.lastName}`, `${answers.lastName} ${answers.firstName}`].includes(`${firstName} ${lastName}`);
        const alike = all.filter((request) => !isOver(request.status) && request.sponsor !== sponsorId && isCalledSo(request));
        expect(new Set(told.others.map(({ sponsor }) => sponsor))).toEqual(new Set(alike.map(({ sponsor }) => sponsor)));
      }),
    );
  });
});

describe('namePlaces', () => {
  it('should be one for each way of saying the name, and none without a name', () => {
    expect(namePlaces({ firstName: 'Ottoline', preferredName: 'Otty', lastName: 'Fairweather' })).toEqual([
      { under: 'fairweather', beside: 'ottoline' },
      { under: 'fairweather', beside: 'otty' },
      { under: 'ottoline', beside: 'fairweather' },
    ]);
    expect(namePlaces({ firstName: 'Sirhan', lastName: 'SIRHAN' })).toEqual([{ under: 'sirhan', beside: 'sirhan' }]);
    expect(namePlaces({ firstName: 'Cher' })).toEqual([]);
  });
});
