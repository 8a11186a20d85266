import { messages } from '../../../../bot/domain/messages/table';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { statuses } from '../../../../bot/domain/statuses/table';
import { closedLine, lineOfNews, subjectOf } from '../../../../bot/domain/words/news-words';
import { context, makeRequest, people } from '../../../cards/examples/context';
import { approvedChanged, inStatus } from '../../../cards/examples/requests';
import { viewFor } from '../../../cards/examples/shown';

type Kind = keyof typeof messages;
const at = '2027-02-03T14:08:00Z';
const by = { by: 'head', at, channel: 'teams' } as const;
const names = {
  sponsor: people.sponsor,
  decidedBy: people.head,
  recalledBy: people.head,
  waitsFor: [],
  people: { head: people.head, sponsor: people.sponsor, successor: 'Bo Successor', other: 'Odd Head' },
};
const stay = 'Contractor, 8 Feb to 30 Jun';
const dates = { validFrom: '2027-02-08', validTo: '2027-06-30' };
const pending = inStatus('pending', dates);
const late = { ...pending, validFrom: '2027-02-01' };
const question = pending.question;
const offer = { ...by, to: 'successor', revision: 4 };
const handed = (answer: 'accepted' | 'declined' | 'expired' | 'assigned') =>
  inStatus('active', { ...dates, handover: { last: { ...offer, from: 'sponsor', answer, answeredAt: at } } });
const told = (kind: Kind, request: VisitorRequest) =>
  messages[kind].summary(viewFor(request, ['ask', 'nudge', 'proposal'].includes(kind) ? 'decider' : 'sponsor', { names }));
const extension = (more = {}) =>
  inStatus('active', {
    ...dates,
    account: {
      proposal: { open: { kind: 'extension', change: { validTo: '2027-07-31' }, ...by, by: 'sponsor', revision: 5, ...more } } as never,
    },
  });
const answeredExtension = (answer: 'agreed' | 'refused') =>
  inStatus('active', {
    ...dates,
    account: {
      proposal: {
        last: { answer, change: { validTo: '2027-07-31' }, answered: by, settledAt: 6, ...(answer === 'refused' && { words: 'No desk.' }) },
      } as never,
    },
  });
const { sponsor, head } = people;

describe('news', () => {
  it.each<[string, Kind, VisitorRequest, string]>([
    ['a first question', 'ask', pending, `${stay}: ${sponsor} needs your approval by Mon 8 Feb`],
    ['a question whose first day has passed', 'ask', late, `Contractor, 1 Feb to 30 Jun: ${sponsor} needs your approval now`],
    [
      'an answered question',
      'ask',
      { ...pending, question: { ...question, answered: { question: 'Which?', answer: 'This.' } } },
      `${stay}: ${sponsor} answered your question; please decide by Mon 8 Feb`,
    ],
    [
      'a question that was answered by an edit alone',
      'ask',
      { ...pending, question: { ...question, answered: { question: 'Which?' }, changed: { validTo: '2027-07-31' } } },
      `${stay}: ${sponsor} edited and resubmitted; please decide by Mon 8 Feb`,
    ],
    [
      'a changed question',
      'ask',
      { ...pending, question: { ...question, changed: { validTo: '2027-07-31' } } },
      `${stay}: ${sponsor} changed the request; please decide by Mon 8 Feb`,
    ],
    [
      'a question that the head passes on',
      'ask',
      { ...pending, question: { ...question, passedOn: [{ ...by, by: 'other', to: 'head' }] } },
      `${stay}: Odd Head asks you to decide by Mon 8 Feb`,
    ],
    ['a reminder', 'nudge', pending, `${stay}: ${sponsor} reminds you to decide by Mon 8 Feb`],
    ['an extension', 'proposal', extension(), `Contractor, extension to 31 Jul 2027: ${sponsor} needs your approval by Wed 30 Jun`],
    [
      'a reminder of an extension',
      'nudge',
      extension({ nudged: { at, count: 1, by: 'sponsor' } }),
      `Contractor, extension to 31 Jul 2027: ${sponsor} reminds you to decide by Wed 30 Jun`,
    ],
    ['an agreed extension', 'settled', answeredExtension('agreed'), `Contractor, extension to 31 Jul 2027: ${head} agreed`],
    [
      'a refused extension',
      'settled',
      answeredExtension('refused'),
      `Contractor, extension to 31 Jul 2027: ${head} refused; the account ends after Wed 30 Jun`,
    ],
    [
      'a reversed decision',
      'recalled',
      { ...pending, recalled: { by: 'head', at, revision: 5 } },
      `${stay}: ${head} reversed the decision; it will be decided again`,
    ],
    ['an approval', 'outcome', inStatus('approved', dates), `${stay}: ${head} approved your request`],
    ['an approval that works at once', 'outcome', inStatus('active', dates), `${stay}: ${head} approved your request`],
    [
      'an approval with changes',
      'outcome',
      { ...approvedChanged, ...dates },
      `${stay}: ${head} approved your request with changes; please check them`,
    ],
    ['a question back', 'outcome', inStatus('returned', dates), `${stay}: ${head} has a question; please answer by Mon 8 Feb`],
    ['a rejection', 'outcome', inStatus('rejected', dates), `${stay}: ${head} rejected your request`],
    [
      'an account ended by the head',
      'outcome',
      inStatus('ended', { ...dates, account: { end: by } }),
      `${stay}: ${head} ended the account; if it is still needed, request it again`,
    ],
    [
      'an earlier last day',
      'outcome',
      inStatus('active', { ...dates, validTo: '2027-05-31', account: { shortened: by } }),
      `Contractor, 8 Feb to 31 May: ${head} brought the last day forward to Mon 31 May`,
    ],
    ['an account that works', 'began', inStatus('active', dates), `${stay}: the account has started; please give the visitor the username`],
    [
      'an offer',
      'handover',
      inStatus('active', { ...dates, handover: { open: offer } }),
      `${stay}: ${head} asks you to become the sponsor; please answer by Tue 23 Feb`,
    ],
    ['an accepted offer', 'handed', handed('accepted'), `${stay}: Bo Successor accepted the handover and is now the sponsor`],
    ['a declined offer', 'handed', handed('declined'), `${stay}: Bo Successor declined the handover; the sponsor stays the same`],
    [
      'an offer that nobody answered',
      'handed',
      handed('expired'),
      `${stay}: Bo Successor did not accept the handover in time; the sponsor stays the same`,
    ],
    ['a sponsor by an admin', 'handed', handed('assigned'), `${stay}: ${head} made Bo Successor the sponsor`],
    [
      'a correction',
      'corrected',
      inStatus('active', { ...dates, account: { corrected: { ...by, revision: 4 } } }),
      `${stay}: ${head} corrected details of the visitor; please check them`,
    ],
  ])('should begin with what tells requests apart, then who did what and by when, of %s', (_what, kind, request, sentence) => {
    expect(told(kind, request)).toBe(sentence);
    // A phone shows some 40 characters of a subject; two lines of a notification have some 90.
    expect(sentence.indexOf(':')).toBeLessThanOrEqual(40);
    expect(sentence.length).toBeLessThanOrEqual(105);
  });

  it.each<[string, Kind, VisitorRequest]>([
    ['a question', 'ask', pending],
    ['a reminder', 'nudge', pending],
    ['an approval', 'outcome', inStatus('approved', dates)],
    ['a rejection', 'outcome', inStatus('rejected', dates)],
    ['an extension', 'proposal', extension()],
  ])('should take at most 83 characters of a notification: %s', (_what, kind, request) => {
    expect(told(kind, request).length).toBeLessThanOrEqual(83);
  });

  it('should have the department for whoever decides for several, or for another than their own', () => {
    const [first, second] = context.departments;
    const both = { ...context, departments: [first!, { ...second!, head: 'head' }] };
    const askedOf = (there: typeof context) => messages.ask.summary(viewFor(pending, 'decider', { names, context: there }));
    expect(askedOf(both)).toBe(`Contractor, 8 Feb to 30 Jun, ${first!.name}: ${sponsor} needs your approval by Mon 8 Feb`);
    const another = {
      ...context,
      departments: [
        { ...first!, head: 'other' },
        { ...second!, head: 'head' },
      ],
    };
    expect(askedOf(another)).toContain(`, ${first!.name}: `);
  });

  it('should name the years of what is far away', () => {
    const far = inStatus('approved', { ...dates, validTo: '2029-06-30' });
    expect(told('outcome', far)).toBe(`Contractor, 8 Feb 2027 to 30 Jun 2029: ${head} approved your request`);
  });

  it('should say beside the line, and in no notification, what was written and which username it is', () => {
    const { rejected, returned } = {
      rejected: inStatus('rejected', {
        ...dates,
        decision: { verb: 'reject', ...by, words: 'Please ask  the\nSchool of Law.', outcomeRevision: 2 },
      }),
      returned: inStatus('returned', { ...dates, decision: { verb: 'return', ...by, words: 'x'.repeat(900), outcomeRevision: 2 } }),
    };
    const beside = (kind: Kind, request: VisitorRequest) => messages[kind].words?.(viewFor(request, 'sponsor', { names }));
    expect(beside('outcome', rejected)).toBe('“Please ask the School of Law.”');
    expect(told('outcome', rejected)).not.toContain('Law');
    expect(beside('outcome', returned)).toBe(`“${'x'.repeat(199)}…”`);
    expect(beside('outcome', inStatus('approved', dates))).toBeUndefined();
    expect(beside('settled', answeredExtension('refused'))).toBe('“No desk.”');
    const began = inStatus('active', { ...dates, account: { directory: { userName: 'v-aexample' } as never } });
    expect(beside('began', began)).toBe('The username is v-aexample.');
  });

  it.each(Object.keys(messages) as Kind[])('should name no visitor, and be something to say, in every status: %s', (kind) => {
    for (const status of statuses) {
      const request = inStatus(status);
      const { firstName, lastName, preferredName } = request.answers;
      const [sentence, was] = [told(kind, request), messages[kind].was(status)];
      for (const name of [firstName, lastName, preferredName ?? lastName])
        for (const text of [sentence, was]) expect(text).not.toContain(name);
      expect(sentence).toMatch(/^Contractor, .*: .*[^.]$/);
      expect(was).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('should be a subject with the reference, and a line with the visitor', () => {
    const { id } = makeRequest();
    expect(subjectOf('Sam asks', id)).toBe(`Sam asks (${id})`);
    expect(lineOfNews('Ada Example', 'Volunteer: Sam asks')).toBe('Ada Example, Volunteer: Sam asks.');
    expect(lineOfNews('Ada Example', 'Volunteer: Sam asks', '“Why?”')).toBe('Ada Example, Volunteer: Sam asks. “Why?”');
    expect(closedLine('Ada Example', id, 'You made this request.')).toBe(`Ada Example (${id}): You made this request.`);
  });
});
