import { messages } from '../../../../bot/domain/messages/table';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { statuses } from '../../../../bot/domain/statuses/table';
import { closedLine, lineOfNews, subjectOf } from '../../../../bot/domain/words/news-words';
import { makeRequest, people } from '../../../cards/examples/context';
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
const pending = inStatus('pending', { validFrom: '2027-02-08', validTo: '2027-06-30' });
const question = pending.question;
const offer = { ...by, to: 'successor', revision: 4 };
const handed = (answer: 'accepted' | 'declined' | 'expired' | 'assigned') =>
  inStatus('active', { handover: { last: { ...offer, from: 'sponsor', answer, answeredAt: at } } });
const told = (kind: Kind, request: VisitorRequest) =>
  messages[kind].summary(viewFor(request, kind === 'ask' || kind === 'nudge' ? 'decider' : 'sponsor', { names }));
const department = 'School of Computer Science';
const { sponsor, head } = people;

describe('news', () => {
  it.each<[string, Kind, VisitorRequest, string]>([
    [
      'a first question',
      'ask',
      pending,
      `${sponsor} requests a visitor account (${department}), Mon 8 Feb 2027 to Wed 30 Jun 2027. Please decide before Mon 8 Feb 2027`,
    ],
    [
      'a question whose first day has passed',
      'ask',
      { ...pending, validFrom: '2027-02-01' },
      `${sponsor} requests a visitor account (${department}), Mon 1 Feb 2027 to Wed 30 Jun 2027. Please decide: it lapses after Wed 30 Jun 2027`,
    ],
    [
      'an answered question',
      'ask',
      { ...pending, question: { ...question, answered: { question: 'Which?', answer: 'This.' } } },
      `${sponsor} answered your question about a visitor request (${department}), Mon 8 Feb 2027 to Wed 30 Jun 2027. Please decide before Mon 8 Feb 2027`,
    ],
    [
      'a question that was answered by an edit alone',
      'ask',
      { ...pending, question: { ...question, answered: { question: 'Which?' }, changed: { validTo: '2027-07-31' } } },
      `${sponsor} edited and resubmitted a visitor request (${department}), now Mon 8 Feb 2027 to Wed 30 Jun 2027. Please decide before Mon 8 Feb 2027`,
    ],
    [
      'a changed question',
      'ask',
      { ...pending, question: { ...question, changed: { validTo: '2027-07-31' } } },
      `${sponsor} changed a visitor request (${department}), now Mon 8 Feb 2027 to Wed 30 Jun 2027. Please decide before Mon 8 Feb 2027`,
    ],
    [
      'a question that the head passes on',
      'ask',
      { ...pending, question: { ...question, passedOn: [{ ...by, by: 'other', to: 'head' }] } },
      `Odd Head asks you to decide a visitor request of ${sponsor} (${department}), Mon 8 Feb 2027 to Wed 30 Jun 2027. Please decide before Mon 8 Feb 2027`,
    ],
    ['a reminder', 'nudge', pending, `${sponsor} reminds you of a visitor request (${department}). Please decide before Mon 8 Feb 2027`],
    [
      'a reversed decision',
      'recalled',
      { ...pending, recalled: { by: 'head', at, revision: 5 } },
      `${head} reversed the decision on your visitor request (${department}). It will be decided again; you do not need to do anything`,
    ],
    [
      'an approval',
      'outcome',
      inStatus('approved', { validFrom: '2027-02-08' }),
      `${head} approved your visitor request (${department}). The account starts on Mon 8 Feb 2027`,
    ],
    [
      'an approval that works at once',
      'outcome',
      inStatus('active', { validTo: '2027-06-30' }),
      `${head} approved your visitor request (${department}). The last day is Wed 30 Jun 2027`,
    ],
    [
      'an approval with changes',
      'outcome',
      { ...approvedChanged, validFrom: '2027-02-08' },
      `${head} approved your visitor request (${department}) with changes. The account starts on Mon 8 Feb 2027; please check what has changed`,
    ],
    [
      'a question back',
      'outcome',
      inStatus('returned', { validTo: '2027-06-30' }),
      `${head} has a question about your visitor request (${department}). Please answer by Wed 30 Jun 2027, or it lapses`,
    ],
    ['a rejection', 'outcome', inStatus('rejected'), `${head} rejected your visitor request (${department}). Open it to read why`],
    [
      'an account ended by the head',
      'outcome',
      inStatus('ended', { account: { end: by } }),
      `${head} ended the account of your visitor (${department}). If the visitor is still expected, please request it again`,
    ],
    [
      'an earlier last day',
      'outcome',
      inStatus('active', { validTo: '2027-05-31', account: { shortened: by } }),
      `${head} brought the last day of your visitor’s account (${department}) forward to Mon 31 May 2027`,
    ],
    [
      'an account that works',
      'began',
      inStatus('active', { validTo: '2027-06-30' }),
      `Your visitor’s account (${department}) has started and is valid to Wed 30 Jun 2027. Please give the visitor the username`,
    ],
    [
      'an offer',
      'handover',
      inStatus('active', { validTo: '2027-06-30', handover: { open: offer } }),
      `${head} asks you to become the sponsor of a visitor (${department}), valid to Wed 30 Jun 2027. Please accept or decline by Tue 23 Feb 2027`,
    ],
    [
      'an accepted offer',
      'handed',
      handed('accepted'),
      `Bo Successor accepted the handover and is now the sponsor of the visitor (${department})`,
    ],
    [
      'a declined offer',
      'handed',
      handed('declined'),
      `Bo Successor declined the handover of the visitor (${department}). The sponsor stays the same`,
    ],
    [
      'an offer that nobody answered',
      'handed',
      handed('expired'),
      `Bo Successor did not answer the handover of the visitor (${department}) in time. The sponsor stays the same`,
    ],
    ['a sponsor by an admin', 'handed', handed('assigned'), `${head} made Bo Successor the sponsor of a visitor (${department})`],
    [
      'a correction',
      'corrected',
      inStatus('active', { account: { corrected: { ...by, revision: 4 } } }),
      `${head} corrected the details of a visitor (${department}) whom you approved. Please check them`,
    ],
  ])('should say who did what, what to do now, and by when, of %s', (_what, kind, request, sentence) => {
    expect(told(kind, request)).toBe(sentence);
  });

  it.each(Object.keys(messages) as Kind[])('should name no visitor, and be something to say, in every status: %s', (kind) => {
    for (const status of statuses) {
      const request = inStatus(status);
      const { firstName, lastName, preferredName } = request.answers;
      const [sentence, was] = [told(kind, request), messages[kind].was(status)];
      for (const name of [firstName, lastName, preferredName ?? lastName])
        for (const text of [sentence, was]) expect(text).not.toContain(name);
      expect(sentence).toContain(`(${department})`);
      expect(sentence).toMatch(/[^.]$/);
      expect(was).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('should be a subject with the reference, and a line with the visitor', () => {
    const { id } = makeRequest();
    expect(subjectOf('Sam asks', id)).toBe(`Sam asks (${id})`);
    expect(lineOfNews('Ada Example', 'Sam asks. Please answer')).toBe('Ada Example: Sam asks. Please answer.');
    expect(closedLine('Ada Example', id, 'You made this request.')).toBe(`Ada Example (${id}): You made this request.`);
  });
});
