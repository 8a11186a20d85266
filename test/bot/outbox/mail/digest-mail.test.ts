import type { DigestKind } from '../../../../bot/domain/notices/digest';
import type { DigestRow } from '../../../../bot/domain/shown/list';
import { digestMail } from '../../../../bot/outbox/mail/digest-mail';
import { context, today } from '../../../cards/examples/context';
import { digestRow, offeredRow, returnedRow } from '../../../cards/examples/digest';
import { inStatus } from '../../../cards/examples/requests';
import { chatLink } from './examples';

const undecided = digestRow();
const { offered: _none, ...cannotReapprove } = digestRow();
const kept = digestRow({ rowState: 'kept', request: inStatus('active', { validTo: '2027-08-17' }) });
const ending = digestRow({ rowState: 'ending' });
const expired = digestRow({ rowState: 'over', status: 'expired', request: inStatus('expired') });
const lapsed = digestRow({ rowState: 'over', status: 'lapsed', request: inStatus('lapsed') });
const ended = digestRow({ rowState: 'over', status: 'ended', request: inStatus('ended') });
const handedOver = digestRow({ isTheirs: false });
const pending = digestRow({ rowState: 'pending', status: 'pending', request: inStatus('pending') });
const rejected = digestRow({ rowState: 'over', status: 'rejected', request: inStatus('rejected') });
const sponsorLess = digestRow({ isSponsorGone: true });

const history = { ...undecided.request.answers, department: 'history' };
const inHistory = digestRow({ request: inStatus('active', { answers: history, validTo: '2027-02-10' }) });
const begun = digestRow({ rowState: 'pending', status: 'pending', request: inStatus('pending', { validFrom: '2027-01-25' }) });

const mailOf = (kind: DigestKind, rows: DigestRow[]) => digestMail({ kind, rows, today, context }, chatLink);

const askOne = 'This account expires soon. Reapprove it if the visitor is staying; otherwise it expires after its last day.';
const askAll = 'These accounts expire soon. Reapprove each visitor who is staying; the others expire after their last day.';
const askTwo = '2 of these accounts need your answer. Reapprove each visitor who is staying; the others expire after their last day.';
const askOneOf = '1 of these accounts needs your answer. Reapprove it if the visitor is staying; otherwise it expires after its last day.';
const nothingMore = 'Nothing on this list needs your attention any more.';
const anew = 'If a visitor is still expected, please make a new request.';

describe('what a list says of itself', () => {
  it.each<[string, DigestKind, DigestRow[], string, string]>([
    [
      'one',
      'sponsor',
      [undecided],
      '1 of your visitor accounts expires soon (School of Computer Science): reapprove it by Wed 17 Feb 2027 or let it expire',
      askOne,
    ],
    [
      'several',
      'sponsor',
      [undecided, undecided],
      '2 of your visitor accounts expire soon (School of Computer Science): reapprove them by Wed 17 Feb 2027 or let them expire',
      askAll,
    ],
    [
      'some dealt with',
      'sponsor',
      [undecided, undecided, kept],
      '2 of your visitor accounts expire soon (School of Computer Science): reapprove them by Wed 17 Feb 2027 or let them expire',
      askTwo,
    ],
    [
      'some over',
      'sponsor',
      [undecided, expired, expired],
      '1 of your visitor accounts expires soon (School of Computer Science): reapprove it by Wed 17 Feb 2027 or let it expire',
      `${askOneOf} 2 accounts have expired. ${anew}`,
    ],
    [
      'mixed',
      'sponsor',
      [undecided, kept, ending, expired, lapsed, handedOver],
      '1 of your visitor accounts expires soon (School of Computer Science): reapprove it by Wed 17 Feb 2027 or let it expire',
      `${askOneOf} An account has expired. A request has lapsed. ${anew}`,
    ],
    [
      'one that cannot be reapproved',
      'sponsor',
      [cannotReapprove],
      '1 of your visitor accounts expires soon (School of Computer Science)',
      'This account expires soon.',
    ],
    ['one dealt with', 'sponsor', [kept], 'You have dealt with the visitor on this list', 'You have dealt with everyone on this list.'],
    [
      'all dealt with',
      'sponsor',
      [kept, ending, ended],
      'You have dealt with all 3 visitors on this list',
      'You have dealt with everyone on this list.',
    ],
    ['one over', 'sponsor', [expired], 'A visitor account has expired (School of Computer Science)', `An account has expired. ${anew}`],
    [
      'several over',
      'sponsor',
      [expired, expired],
      '2 visitor accounts have expired (School of Computer Science)',
      `2 accounts have expired. ${anew}`,
    ],
    [
      'one over and one dealt with',
      'sponsor',
      [expired, kept],
      'A visitor account has expired (School of Computer Science)',
      `An account has expired. ${anew}`,
    ],
    ['lapsed', 'sponsor', [lapsed], 'A visitor request has lapsed (School of Computer Science)', `A request has lapsed. ${anew}`],
    [
      'expired and lapsed',
      'sponsor',
      [expired, expired, lapsed, lapsed],
      '2 visitor accounts have expired and 2 visitor requests have lapsed (School of Computer Science)',
      `2 accounts have expired. 2 requests have lapsed. ${anew}`,
    ],
    [
      'the soonest of several days',
      'sponsor',
      [digestRow({ by: '2027-02-20' }), digestRow({ by: '2027-02-10' })],
      '2 of your visitor accounts expire soon (School of Computer Science): reapprove them by Wed 10 Feb 2027 or let them expire',
      askAll,
    ],
    [
      'one returned',
      'sponsor',
      [returnedRow()],
      '1 of your visitor requests was returned with a question (School of Computer Science): answer by Fri 5 Mar 2027',
      'This request came back with a question. Open it to answer.',
    ],
    [
      'several returned',
      'sponsor',
      [returnedRow(), returnedRow('2027-02-26')],
      '2 of your visitor requests were returned with questions (School of Computer Science): answer by Fri 26 Feb 2027',
      'These requests came back with a question. Open each to answer.',
    ],
    [
      'one returned among others',
      'sponsor',
      [returnedRow(), kept],
      '1 of your visitor requests was returned with a question (School of Computer Science): answer by Fri 5 Mar 2027',
      '1 of these requests came back with a question. Open it to answer.',
    ],
    [
      'one to take over',
      'sponsor',
      [offeredRow()],
      'You have been asked to take over 1 visitor (School of Computer Science): accept or decline by Thu 18 Feb 2027',
      'A colleague has asked you to take over a visitor: accept or decline.',
    ],
    [
      'several to take over, one of which ends sooner',
      'sponsor',
      [offeredRow(), offeredRow('2027-02-12')],
      'You have been asked to take over 2 visitors (School of Computer Science): accept or decline by Fri 12 Feb 2027',
      'Colleagues have asked you to take over 2 visitors: accept or decline each.',
    ],
    [
      'all kinds at once',
      'sponsor',
      [undecided, returnedRow(), offeredRow(), expired],
      '1 of your visitor accounts expires soon (School of Computer Science): reapprove it by Wed 17 Feb 2027 or let it expire. 1 of your visitor requests was returned with a question (School of Computer Science): answer by Fri 5 Mar 2027. You have been asked to take over 1 visitor (School of Computer Science): accept or decline by Thu 18 Feb 2027',
      `${askOneOf} 1 of these requests came back with a question. Open it to answer. A colleague has asked you to take over a visitor: accept or decline. An account has expired. ${anew}`,
    ],
    ['one handed over', 'sponsor', [kept, handedOver], 'Nothing on this list needs your attention any more', nothingMore],
    [
      'one question',
      'decider',
      [pending],
      '1 visitor request is waiting for your decision (School of Computer Science): please decide before Mon 8 Feb 2027',
      'This request is waiting for your decision.',
    ],
    [
      'several questions',
      'decider',
      [pending, pending],
      '2 visitor requests are waiting for your decision (School of Computer Science): please decide before Mon 8 Feb 2027',
      'These requests are waiting for your decision.',
    ],
    [
      'some decided',
      'decider',
      [pending, rejected],
      '1 visitor request is waiting for your decision (School of Computer Science): please decide before Mon 8 Feb 2027',
      '1 of these requests is waiting for your decision.',
    ],
    [
      'an account whose sponsor has left',
      'decider',
      [sponsorLess],
      '1 visitor account without a sponsor expires soon (School of Computer Science): reapprove it by Wed 17 Feb 2027 or let it expire',
      'The sponsor of 1 account has left: please reapprove it or let it expire.',
    ],
    [
      'a question, and accounts whose sponsors have left',
      'decider',
      [pending, sponsorLess, sponsorLess],
      '1 visitor request is waiting for your decision (School of Computer Science): please decide before Mon 8 Feb 2027. 2 visitor accounts without a sponsor expire soon (School of Computer Science): reapprove them by Wed 17 Feb 2027 or let them expire',
      '1 of these requests is waiting for your decision. The sponsors of 2 accounts have left: please reapprove them or let them expire.',
    ],
    [
      'several in two places',
      'sponsor',
      [undecided, inHistory],
      '2 of your visitor accounts expire soon: reapprove them by Wed 10 Feb 2027 or let them expire',
      askAll,
    ],
    [
      'a question whose first day has passed',
      'decider',
      [begun],
      '1 visitor request is waiting for your decision (School of Computer Science): please decide, it lapses after Fri 30 Jul 2027',
      'This request is waiting for your decision.',
    ],
    [
      'several questions whose first days have passed',
      'decider',
      [begun, digestRow({ ...begun, request: { ...begun.request, validTo: '2027-04-30' } })],
      '2 visitor requests are waiting for your decision (School of Computer Science): please decide, the first lapses after Fri 30 Apr 2027',
      'These requests are waiting for your decision.',
    ],
    [
      'some answered, and some over',
      'sponsor',
      [returnedRow(), lapsed, kept],
      '1 of your visitor requests was returned with a question (School of Computer Science): answer by Fri 5 Mar 2027',
      `1 of these requests came back with a question. Open it to answer. A request has lapsed. ${anew}`,
    ],
    [
      'over in two places',
      'sponsor',
      [expired, digestRow({ ...expired, request: { ...expired.request, answers: history } })],
      '2 visitor accounts have expired',
      `2 accounts have expired. ${anew}`,
    ],
    [
      'some of those without a sponsor dealt with',
      'decider',
      [sponsorLess, digestRow({ rowState: 'kept', isSponsorGone: true })],
      '1 visitor account without a sponsor expires soon (School of Computer Science): reapprove it by Wed 17 Feb 2027 or let it expire',
      'The sponsor of 1 account has left: please reapprove it or let it expire.',
    ],
    ['several decided', 'decider', [rejected, rejected], 'Nothing on this list needs your attention any more', nothingMore],
    ['all decided', 'decider', [rejected], 'Nothing on this list needs your attention any more', nothingMore],
  ])('should be true of %s, to a %s', (_case, kind, rows, subject, intro) => {
    const mail = mailOf(kind, rows);
    expect(mail.subject).toBe(subject);
    expect(mail.sentences[0]).toBe(intro);
    for (const { request } of rows)
      for (const name of [request.answers.firstName, request.answers.lastName, request.answers.preferredName ?? request.answers.lastName])
        expect(`${mail.subject} ${mail.preview}`).not.toContain(name);
  });
});

describe('a returned request that lapsed', () => {
  const request = inStatus('lapsed', { decision: { ...inStatus('returned').decision!, words: 'Which project is this for?' } });
  const stateOf = (row: DigestRow) => mailOf('sponsor', [row]).groups[0]?.rows.find(({ label }) => label === 'Status')?.text;

  it('should say what was asked, by whom, and that no answer came', () => {
    expect(stateOf(digestRow({ rowState: 'over', status: 'lapsed', request }))).toMatch(
      /^Lapsed: Helen Head asked “Which project is this for\?” on \w{3} \d+ \w{3} 2027, and no answer came by \w{3} \d+ \w{3} 2027\.$/,
    );
    expect(stateOf(lapsed)).toMatch(/^Lapsed: the last day was /);
  });

  it('should quote no more of a long question than a list holds', () => {
    const long = { ...request, decision: { ...request.decision!, words: `${'why? '.repeat(200)}` } };
    expect(stateOf(digestRow({ rowState: 'over', status: 'lapsed', request: long }))?.length).toBeLessThan(400);
  });
});

describe('the mail of a list', () => {
  it('should say how to answer only where something is asked', () => {
    expect(mailOf('sponsor', [undecided]).how).toContain('“waiting for reapproval”');
    expect(mailOf('decider', [pending]).how).toContain('“waiting for me”');
    expect(mailOf('sponsor', [expired, kept]).how).toBeUndefined();
  });

  it('should name those who were asked about before in one block behind the others', () => {
    const { groups } = mailOf('sponsor', [undecided, digestRow({ wasAsked: true }), digestRow({ wasAsked: true })]);
    expect(groups.map(({ title, rows }) => [title, rows.length])).toEqual([
      ['Dr Ada Mary Example (Addie)', 7],
      ['You were asked about these before', 2],
    ]);
  });

  it('should call dates dates, and the new last day a suggestion', () => {
    const [group] = mailOf('sponsor', [undecided]).groups;
    const rows = Object.fromEntries(group?.rows.map(({ label, text }) => [label, text]) ?? []);
    expect(rows.Dates).toMatch(/ to Wed 17 Feb 2027$/);
    expect(rows).not.toHaveProperty('Length');
    expect(rows['Suggested new last day']).toBe('Wed 24 Mar 2027. You can choose another.');
  });

  it.each([
    ['you', 'Will expire after Wed 17 Feb 2027, as you asked.'],
    ['sponsor', 'Will expire after Wed 17 Feb 2027, as its sponsor asked.'],
    [undefined, 'Will expire after Wed 17 Feb 2027.'],
  ] as const)('should say whose wish it is that an account expires: %s', (endingBy, expected) => {
    const [group] = mailOf('sponsor', [digestRow({ rowState: 'ending', ...(endingBy && { endingBy }) })]).groups;
    expect(group?.rows.map(({ text }) => text)).toContain(expected);
  });
});
