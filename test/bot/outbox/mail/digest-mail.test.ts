import type { DigestKind } from '../../../../bot/domain/notices/digest';
import { type DigestRow, shownDigest } from '../../../../bot/domain/shown/list';
import { digestMail } from '../../../../bot/outbox/mail/digest-mail';
import { context, today } from '../../../cards/examples/context';
import { digestRow } from '../../../cards/examples/digest';
import { inStatus } from '../../../cards/examples/requests';
import { chatLink } from './examples';

const undecided = digestRow();
const kept = digestRow({ rowState: 'kept', request: inStatus('active', { validTo: '2027-08-17' }) });
const expired = digestRow({ rowState: 'over', status: 'expired', request: inStatus('expired') });
const lapsed = digestRow({ rowState: 'over', status: 'lapsed', request: inStatus('lapsed') });
const pending = digestRow({ rowState: 'pending', status: 'pending', request: inStatus('pending') });

const mailOf = (kind: DigestKind, rows: DigestRow[]) => digestMail({ kind, rows, today, context }, chatLink);

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
  it('should have the notification as its subject, and name nobody where an inbox shows it', () => {
    const { subject, preview } = mailOf('sponsor', [undecided, kept]);
    expect(subject).toBe(shownDigest({ kind: 'sponsor', rows: [undecided, kept], today, context }).summary);
    for (const name of ['Ada', 'Addie', 'Example ']) expect(`${subject} ${preview}`).not.toContain(name);
  });

  it('should say how to answer only where something is asked', () => {
    expect(mailOf('sponsor', [undecided]).how).toContain('“waiting for reapproval”');
    expect(mailOf('decider', [pending]).how).toContain('“waiting for me”');
    expect(mailOf('sponsor', [expired, kept]).how).toBeUndefined();
  });

  it('should name those who were asked about before in one block behind the others', () => {
    const { groups } = mailOf('sponsor', [undecided, digestRow({ wasAsked: true }), digestRow({ wasAsked: true })]);
    expect(groups.map(({ title, rows }) => [title, rows.length])).toEqual([
      ['Dr Ada Mary Example (Addie)', 8],
      ['Asked about before', 2],
    ]);
  });

  it('should call dates dates, and the new last day a suggestion', () => {
    const [group] = mailOf('sponsor', [undecided]).groups;
    const rows = Object.fromEntries(group?.rows.map(({ label, text }) => [label, text]) ?? []);
    expect(rows['Employing organisation'] ?? rows.Employer).toBe('Example Robotics Ltd');
    expect(rows.Dates).toMatch(/ to 17 Feb 2027$/);
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
