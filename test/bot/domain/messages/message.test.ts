import * as fc from 'fast-check';
import {
  isShownAlready,
  isUnreached,
  type Message,
  type MessageRow,
  wantedMails as mailsOf,
  messageKey,
  wantedMessages,
} from '../../../../bot/domain/messages/message';
import { messages } from '../../../../bot/domain/messages/table';
import { digestKinds } from '../../../../bot/domain/notices/digest';
import type { Deciders } from '../../../../bot/domain/request/deciders';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { type Status, statuses } from '../../../../bot/domain/statuses/table';
import { approval, deputyId, headId, makeRequest, sponsorId } from '../../../make';

const wantedOf = (...given: [VisitorRequest, Deciders]) => wantedMessages(messages, ...given);
const wantedMails = (...given: [VisitorRequest, Deciders, Parameters<typeof mailsOf>[3]]) => mailsOf(messages, ...given);
const deciders: Deciders = { ask: [headId], may: [headId, deputyId], as: 'department' };

describe('what is wanted', () => {
  it('should want the question for those who are asked, by the revision at which they were', () => {
    const request = makeRequest({ revision: 4, question: { revision: 3 } });
    expect(wantedOf(request, deciders)).toEqual([{ person: headId, message: { kind: 'ask', revision: 3 } }]);
    expect(wantedOf(request, { ...deciders, ask: [headId, deputyId] })).toHaveLength(2);
  });

  it('should want no answer while the question is open, even when there was one before', () => {
    expect(
      wantedOf(makeRequest({ question: { revision: 3 }, decision: { ...approval, outcomeRevision: 2 } }), { ...deciders, ask: [] }),
    ).toEqual([]);
  });

  it('should tell the sponsor once of a decision taken back, and want the question as it was asked, not a new one', () => {
    const request = makeRequest({
      revision: 5,
      question: { revision: 3 },
      recalled: { by: headId, at: '2027-01-25T12:05:00Z', revision: 5 },
    });
    const wanted = [
      { person: headId, message: { kind: 'ask', revision: 3 } },
      { person: sponsorId, message: { kind: 'recalled', revision: 5 } },
    ];
    expect(wantedOf(request, deciders)).toEqual(wanted);
    expect(wantedOf({ ...request, revision: 6 }, deciders)).toEqual(wanted);
    expect(wantedOf({ ...request, status: 'withdrawn' }, deciders)).toEqual([]);
  });

  it('should want the question once more for each reminder, while it is open', () => {
    const request = makeRequest({ question: { revision: 3, nudged: { at: '2027-01-25T12:05:00Z', count: 2 } } });
    expect(wantedOf(request, deciders)).toEqual([
      { person: headId, message: { kind: 'ask', revision: 3 } },
      { person: headId, message: { kind: 'nudge', revision: 3, count: 2 } },
    ]);
    expect(wantedOf({ ...request, status: 'approved' }, deciders)).toEqual([]);
  });

  const handover = { by: sponsorId, to: deputyId, at: '2027-01-25T12:05:00Z', channel: 'teams', revision: 4 } as const;

  it('should want the offer for the successor, as long as the request can change hands', () => {
    for (const status of statuses) {
      const wanted = wantedOf(makeRequest({ status, handover: { open: handover } }), { ...deciders, ask: [] });
      const isOpen = ['pending', 'returned', 'approved', 'active'].includes(status);
      expect({ status, wanted }).toEqual({
        status,
        wanted: isOpen ? [{ person: deputyId, message: { kind: 'handover', revision: 4 } }] : [],
      });
    }
  });

  it('should want the answer for whoever offered and for the former sponsor, and no old news for the new one', () => {
    const handed = { ...handover, by: headId, from: sponsorId, answer: 'accepted', answeredAt: handover.at, revision: 5 } as const;
    const recalled = { by: headId, at: handover.at, revision: 2 };
    const request = makeRequest({ sponsor: deputyId, handover: { last: handed }, recalled });
    const told = [
      { person: headId, message: { kind: 'handed', revision: 5 } },
      { person: sponsorId, message: { kind: 'handed', revision: 5 } },
    ];
    expect(wantedOf(request, { ...deciders, ask: [] })).toEqual(told);
    const later = { ...request, recalled: { ...recalled, revision: 6 } };
    expect(wantedOf(later, { ...deciders, ask: [] })).toEqual([{ person: deputyId, message: { kind: 'recalled', revision: 6 } }, ...told]);
  });

  const overSince: readonly Status[] = ['withdrawn', 'lapsed', 'expired'];
  const decided = statuses.filter((status) => status !== 'pending' && !overSince.includes(status));

  it.each<[Status]>(decided.map((status) => [status]))(
    'should never want a question once a request is %s, but the answer for its sponsor',
    (status) => {
      expect(wantedOf(makeRequest({ status, decision: { ...approval, outcomeRevision: 2 } }), deciders)).toEqual([
        { person: sponsorId, message: { kind: 'outcome', revision: 2 } },
      ]);
      expect(wantedOf(makeRequest({ status }), deciders)).toEqual([]);
    },
  );

  it.each(overSince)('should want neither once it is %s: what was decided is no news any more', (status) => {
    expect(wantedOf(makeRequest({ status, decision: { ...approval, outcomeRevision: 2 } }), deciders)).toEqual([]);
  });
});

describe('what is wanted by mail', () => {
  const recalled = makeRequest({
    revision: 5,
    question: { revision: 3 },
    recalled: { by: headId, at: '2027-01-25T12:05:00Z', revision: 5 },
  });

  it('should want a question whether or not Teams brings it, and anything else only where Teams does not', () => {
    const ask = { person: headId, message: { kind: 'ask', revision: 3 } };
    const told = { person: sponsorId, message: { kind: 'recalled', revision: 5 } };
    expect(wantedMails(recalled, deciders, () => true)).toEqual([ask]);
    expect(wantedMails(recalled, deciders, () => false)).toEqual([ask, told]);
  });

  it('should never want a question once it is answered', () => {
    const answered = makeRequest({ status: 'approved', decision: { ...approval, outcomeRevision: 2 } });
    expect(wantedMails(answered, deciders, () => true)).toEqual([]);
    expect(wantedMails(answered, deciders, () => false)).toEqual([{ person: sponsorId, message: { kind: 'outcome', revision: 2 } }]);
  });
});

describe('the ladder of a message', () => {
  const request = makeRequest({ question: { revision: 3 } });
  const { ladder: _ladder, ...ask } = messages.ask;
  const { mail: words, ...told } = ask;
  const mail = words!;
  const rows = {
    'teams-and-mail': { ...told, ladder: 'teams-and-mail', mail },
    'mail-where-teams-fails': { ...told, ladder: 'mail-where-teams-fails', mail },
    'teams-only': { ...told, ladder: 'teams-only' },
  } as const satisfies Record<string, MessageRow>;
  const card = { channel: 'teams', activity: 'card-1' } as const;
  const [noCard, noMail] = [
    { channel: 'teams', failed: 'Forbidden' },
    { channel: 'outlook', failed: 'no-address' },
  ] as const;

  it.each([
    ['teams-and-mail', 1, 1],
    ['mail-where-teams-fails', 0, 1],
    ['teams-only', 0, 0],
  ] as const)('should lead, for %s, to %d mails beside a card and %d without one', (ladder, beside, without) => {
    const wanted = (isReached: boolean) => mailsOf({ ask: rows[ladder] }, request, deciders, () => isReached);
    expect([wanted(true).length, wanted(false).length]).toEqual([beside, without]);
  });

  it.each([
    ['teams-and-mail', [noCard], true, false],
    ['teams-and-mail', [noCard, noMail], true, true],
    ['teams-and-mail', [card, noMail], true, false],
    ['mail-where-teams-fails', [noCard], false, true],
    ['mail-where-teams-fails', [noMail], true, false],
    ['teams-only', [noCard], true, true],
    ['teams-only', [{ ...noCard, activity: 'card-1' }], true, false],
    ['teams-only', [], true, false],
  ] as const)('should be at its end or not, for %s, after %j, where mails go: %s', (ladder, notes, hasMail, expected) => {
    expect(isUnreached({ ask: rows[ladder] }, { kind: 'ask', revision: 3 }, notes, hasMail)).toBe(expected);
  });

  it('should end at a card of the request that its reader has, for what does not ring', () => {
    const one = { person: headId, message: { kind: 'ask', revision: 3 } };
    const made = { ...card, person: headId, message: { kind: 'made' } } as const;
    const quiet = { ask: { ...messages.ask, rings: false } };
    expect(isShownAlready(quiet, one, [made])).toBe(true);
    expect(isShownAlready(messages, one, [made])).toBe(false);
    const others = [
      { ...made, person: deputyId },
      { ...made, failed: 'not-theirs' },
      { ...made, channel: 'outlook' },
      { ...made, message: { kind: 'digest', of: 'sponsor', date: '2027-01-18' } },
      { ...noCard, person: headId, message: { kind: 'made' } },
    ] as const;
    for (const other of others) expect(isShownAlready(quiet, one, [other])).toBe(false);
  });
});

describe('the key of a message', () => {
  const number = fc.integer({ min: 1, max: 1_000_000 });
  const date = fc.integer({ min: 0, max: 20_000 }).map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
  const message: fc.Arbitrary<Message> = fc.oneof(
    fc.record({ kind: fc.constantFrom(...Object.keys(messages)), revision: number }),
    fc.record({ kind: fc.constantFrom(...Object.keys(messages)), revision: number, count: number }),
    fc.constant<Message>({ kind: 'made' }),
    fc.record({ kind: fc.constant('opened' as const), at: fc.constantFrom('0f3a', '12', 'b') }),
    fc.record({ kind: fc.constant('digest' as const), of: fc.constantFrom(...digestKinds), date }),
  );

  it('should be the same for the same message only, and fit a key of the store', () => {
    fc.assert(
      fc.property(message, message, (one, other) => {
        expect(messageKey(one) === messageKey(other)).toBe(fc.stringify(sorted(one)) === fc.stringify(sorted(other)));
        expect(messageKey(one)).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
      }),
    );
  });

  it('should be a word that one can read', () => {
    expect(messageKey({ kind: 'nudge', revision: 3, count: 2 })).toBe('nudge-3-2');
    expect(messageKey({ kind: 'digest', of: 'sponsor', date: '2027-08-01' })).toBe('digest-sponsor-2027-08-01');
  });

  it('should never be that of a list or of a card that was there already, for any kind of the table', () => {
    for (const kind of ['digest', 'made', 'opened']) expect(Object.keys(messages)).not.toContain(kind);
  });
});

function sorted(message: Message): [string, unknown][] {
  return Object.entries(message).sort(([one], [other]) => (one < other ? -1 : 1));
}
