import { tallyOf } from '../../bot/domain/notices/digest';
import { digestIntro, digestSentences } from '../../bot/domain/words/digest-words';
import { button } from '../../cards/actions';
import { draftsCard } from '../../cards/drafts';
import { noticeCard } from '../../cards/notice';
import { requestsCard } from '../../cards/requests';
import { complete, context, makeDraft } from './examples/context';
import { digestRow, showDigest } from './examples/digest';
import { requestsRow } from './examples/row';
import { ofType, richTexts, verbsOf } from './walk';

const row = {
  request: 'VR-00000001',
  revision: 1,
  status: 'pending',
  visitor: 'Ada Example',
  department: 'University Library',
  validFrom: '2027-02-08',
  validTo: '2027-07-30',
  since: '2027-02-02T09:30:00Z',
  waitsFor: ['Helen Head'],
  sponsor: 'Sam Sponsor',
} as const;
const page = (kind: 'mine' | 'waiting' | 'found', from: number, total: number, count = 10) =>
  requestsCard({
    kind,
    empty: 'None.',
    name: 'exam',
    from,
    total,
    rows: Array.from({ length: count }, () => requestsRow(row)),
    context,
  }).card;
const turns = (card: object) =>
  verbsOf(card).flatMap((one) => ('title' in one && 'from' in one.data && !('shown' in one.data) ? [one.data.from] : []));

describe('the list of requests', () => {
  it('should show the lines of each row', () => {
    expect(richTexts(page('mine', 0, 1, 1))).toEqual([
      'Ada Example',
      'Waiting for Helen Head · since 2 Feb 2027',
      'University Library · 8 Feb to 30 Jul 2027',
    ]);
  });

  it('should show what an approver opens first by, under a check box called by the name', () => {
    const card = page('waiting', 0, 2, 2);
    expect(ofType(card, 'Input.Toggle').map(({ title }) => title)).toEqual(['Ada Example', 'Ada Example']);
    expect(richTexts(card).slice(0, 2)).toEqual([
      'Contractor/Consultant · Staff-like · ID card · since 2 Feb 2027',
      'University Library · 8 Feb to 30 Jul 2027 · Sam Sponsor',
    ]);
  });

  it('should keep a name that Markdown would change beside its check box', () => {
    const rows = [requestsRow({ ...row, visitor: '*Ada* Example' })];
    const { card } = requestsCard({ kind: 'waiting', empty: 'None.', from: 0, total: 1, rows, context });
    expect(ofType(card, 'Input.Toggle').map(({ title }) => title)).toEqual(['Select VR-00000001']);
    expect(richTexts(card)[0]).toBe('*Ada* Example');
  });

  it.each([
    ['returned', ['edit-request', 'show-request']],
    ['expired', ['ask-again', 'show-request']],
    ['active', ['show-request']],
  ] as const)('should have what its sponsor does next beside a visitor: %s', (status, expected) => {
    const rows = [requestsRow({ ...row, status })];
    const { card } = requestsCard({ kind: 'mine', empty: 'None.', from: 0, total: 1, rows, context });
    const offered = verbsOf(card).flatMap(({ verb, data }) => (data.request === row.request ? [verb] : []));
    expect(offered.sort()).toEqual([...expected].sort());
  });

  it('should offer no approval of what its reader is asked to take over', () => {
    const [offered, one, other] = [
      { ...requestsRow(row), isOffered: true } as ReturnType<typeof requestsRow>,
      requestsRow(row),
      requestsRow({ ...row, request: 'VR-00000002' }),
    ];
    const draw = (rows: ReturnType<typeof requestsRow>[]) =>
      requestsCard({ kind: 'waiting', empty: 'None.', from: 0, total: rows.length, rows, context }).card;
    const asks = (card: object) => verbsOf(card).flatMap(({ data }) => ('shown' in data ? (data.shown as unknown[]).length : []));
    expect(richTexts(draw([offered]))).toContain('You have been asked to take over from Sam Sponsor · since 2 Feb 2027');
    expect([asks(draw([offered, one])), asks(draw([offered, one, other]))]).toEqual([[], [2]]);
    expect(ofType(draw([offered, one]), 'Input.Toggle')).toHaveLength(1);
  });

  it('should turn its pages both ways', () => {
    expect(turns(page('mine', 0, 23))).toEqual([10]);
    expect(turns(page('mine', 10, 23))).toEqual([0, 20]);
    expect(turns(page('waiting', 20, 23, 3))).toEqual([10]);
    expect(turns(page('waiting', 0, 10))).toEqual([]);
    expect(turns(page('found', 10, 23))).toEqual([0, 20]);
  });

  it('should say which rows it shows, only where there are more', () => {
    const texts = (card: object) => ofType(card, 'TextBlock').map(({ text }) => text);
    expect(texts(page('mine', 10, 23))).toContain('11 to 20 of 23');
    expect(texts(page('mine', 0, 10)).filter((text) => String(text).includes(' of '))).toEqual([]);
  });

  it('should say of no page how many rows it shows while it asks about some of them', () => {
    const given = { empty: 'None.', from: 0, total: 12, context, rows: [requestsRow(row)] };
    const asking = requestsCard({ ...given, kind: 'waiting', ticked: [row.request], isAsking: true }).card;
    const rows = Array.from({ length: 12 }, () => digestRow());
    const reapproveAll = rows.map(({ request: { id } }) => ({ request: id, revision: 3, until: '2027-07-30' }));
    const keeping = showDigest(rows.slice(0, 10), { tally: tallyOf(rows), reapproveAll }).card;
    const ranges = (card: object) => ofType(card, 'TextBlock').filter(({ text }) => / of 12$/.test(String(text)));
    expect([asking, keeping].flatMap(ranges)).toEqual([]);
    expect([page('waiting', 0, 12), showDigest(rows.slice(0, 10), { tally: tallyOf(rows) }).card].flatMap(ranges)).toHaveLength(2);
  });

  it('should be called by its name in a notification', () => {
    const summaryOf = (kind: 'mine' | 'waiting' | 'found') =>
      requestsCard({ kind, empty: 'None.', from: 0, total: 0, rows: [], context }).summary;
    expect([summaryOf('mine'), summaryOf('waiting'), summaryOf('found')]).toEqual(['My visitors', 'Waiting for me', 'Visitors found']);
  });

  it('should be redrawn on the page it is on', () => {
    expect(page('waiting', 10, 23)).toMatchObject({ refresh: { action: { verb: 'waiting-for-me', data: { from: 10 } } } });
    expect(page('found', 10, 23)).toMatchObject({ refresh: { action: { verb: 'find', data: { from: 10, name: 'exam' } } } });
  });
});

describe('a list of the clock that is longer than its card', () => {
  const kept = digestRow({ rowState: 'kept' });

  it('should say in Teams what is so of the whole list, not of the rows shown', () => {
    const { card, summary } = showDigest([kept], { from: 10, tally: tallyOf([...Array.from({ length: 10 }, () => digestRow()), kept]) });
    expect(ofType(card, 'TextBlock').map(({ text }) => text)).toContain(
      '10 of these accounts need your answer. Reapprove each visitor who is staying; the others expire after their last day.',
    );
    expect(summary).toContain('10 of your visitor accounts expire soon');
  });

  it('should claim in Outlook no more than it shows', () => {
    const whole = tallyOf([kept]);
    expect(digestIntro('sponsor', whole)).toBe(digestSentences.allDealtWith);
    expect(digestIntro('sponsor', whole, true)).toBe(digestSentences.allShownDealtWith);
  });
});

describe('a list with visitors who were asked about before', () => {
  const old = (changes: Parameters<typeof digestRow>[0] = {}) => digestRow({ wasAsked: true, ...changes });
  const blocks = (card: object) =>
    ofType(card, 'Container').flatMap(({ id, isVisible }) => (typeof id === 'string' ? [`${id} ${isVisible ? 'open' : 'folded'}`] : []));
  const folds = (card: object) => ofType(card, 'Action.ToggleVisibility').map(({ title, targetElements }) => [title, targetElements]);

  it('should fold them behind those that are newly due', () => {
    const { card } = showDigest([digestRow(), old(), old()]);
    expect(blocks(card)).toEqual(['news open', 'asked-before folded']);
    expect(folds(card)).toEqual([['Show or hide 2 already asked about', ['asked-before']]]);
  });

  it.each([
    ['after a press', showDigest([digestRow(), old()], { results: ['Ada Example: Reapproved to Fri 30 Jul 2027.'] })],
    ['beside what was typed', showDigest([digestRow(), old({ typed: '2027-07-30' })])],
  ])('should leave them open %s', (_when, { card }) => {
    expect(blocks(card)).toEqual(['news open', 'asked-before open']);
    expect(folds(card)).toHaveLength(1);
  });

  it('should fold nothing where they stand alone on their page', () => {
    const { card } = showDigest([old(), old()], { from: 10, tally: tallyOf(Array.from({ length: 12 }, () => digestRow())) });
    expect(blocks(card)).toEqual(['asked-before open']);
    expect(folds(card)).toEqual([]);
  });
});

describe('the list of drafts', () => {
  it('should tell drafts apart that have no name yet', () => {
    const card = draftsCard({
      drafts: [makeDraft({ answers: complete, step: 'visit' }), makeDraft({ id: 'VR-00000002' })],
      context,
      next: 'VR-7K3M9QXB',
    }).card;
    expect(richTexts(card)).toEqual([
      'Dr Ada Mary Example',
      'School of Computer Science',
      'No name yet',
      'No school or service chosen yet',
    ]);
    expect(ofType(card, 'Action.Execute').flatMap(({ tooltip }) => tooltip ?? [])).toEqual([
      'Continue VR-7K3M9QXA',
      'Discard VR-7K3M9QXA',
      'Continue VR-00000002',
      'Discard VR-00000002',
    ]);
    expect(ofType(card, 'TextBlock').map(({ text }) => text)).toContain('Step 3 of 4');
  });
});

describe('a notice', () => {
  it('should be redrawn as what it speaks of', () => {
    const buttons = [
      button('discardDraft', 'Discard', { draft: 'VR-00000002' }, 'destructive'),
      button('showDraft', 'Keep it', { draft: 'VR-00000002' }),
    ];
    expect(noticeCard({ sentence: 'Sure?', buttons }).card).toMatchObject({
      refresh: { action: { verb: 'show-draft', data: { draft: 'VR-00000002' } } },
    });
  });
});
