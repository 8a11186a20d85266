import { outlookDigestCard } from '../../cards/outlook-digest';
import { outlookCard } from '../../cards/outlook-schema';
import { hostileStrings } from '../fakes/hostile-strings';
import { context, people, today } from './examples/context';
import { digestRow } from './examples/digest';
import { inStatus } from './examples/requests';
import { ofType } from './walk';

type Given = Parameters<typeof outlookDigestCard>[0];

const links = {
  show: 'https://alms.bantshire.example/api/outlook/digest/show/sponsor/2027-02-03/list/0/sponsor/1/x',
  of: (verb: string, request: string, revision: number) =>
    `https://alms.bantshire.example/api/outlook/digest/${verb}/sponsor/2027-02-03/${request}/${revision}/sponsor/1/x`,
};

function draw(changes: Partial<Given> = {}): object {
  const rows = changes.rows ?? [digestRow()];
  return outlookDigestCard({
    kind: 'sponsor',
    rows,
    total: rows.length,
    today,
    context,
    originator: '1b2f3c4d-0000-4000-8000-000000000000',
    openUrl: 'https://teams.microsoft.com/l/chat/0/0',
    links,
    ...changes,
  });
}

const many = Array.from({ length: 14 }, (_, place) =>
  digestRow({ request: inStatus('active', { id: `VR-000000${String(place).padStart(2, '0')}`, validTo: '2027-02-17' }) }),
);

const examples: Record<string, () => object> = {
  'one visitor': () => draw(),
  'more than a card holds': () => draw({ rows: many }),
  'every state': () =>
    draw({
      rows: (['undecided', 'kept', 'ending', 'over', 'pending', 'settled'] as const).map((rowState) => digestRow({ rowState })),
      results: [`${people.sponsor}: done.`],
      problems: new Map([[digestRow().request.id, 'Please choose a day.']]),
      typed: new Map([[digestRow().request.id, '2027-02-30']]),
    }),
  'newly due, and asked before': () => draw({ rows: [digestRow(), digestRow({ wasAsked: true })] }),
  'nobody any more': () => draw({ rows: [] }),
};

describe('the mailed list', () => {
  it.each(Object.entries(examples))('should be a card that Outlook takes: %s', (_name, make) => {
    const json = JSON.stringify(make());
    expect(outlookCard.safeParse(JSON.parse(json)).error).toBeUndefined();
    expect(Buffer.byteLength(json)).toBeLessThan(25 * 1024);
    expect(json).not.toMatch(/\$\{|undefined|null|NaN|\[object/);
  });

  it('should show ten visitors, each with its own field, and say how many more there are', () => {
    const card = JSON.parse(JSON.stringify(draw({ rows: many }))) as object;
    const ids = ofType(card, 'Input.Date').map(({ id }) => id);
    expect(new Set(ids).size).toBe(10);
    expect(JSON.stringify(card)).toContain('4 more visitors in Teams.');
    const bodies = ofType(card, 'Action.Http')
      .map(({ body }) => body)
      .filter((body) => body !== '');
    expect(bodies).toEqual(ids.map((id) => `{{${String(id)}.value}}`));
  });

  it('should name those who were asked about before in a shorter block', () => {
    const card = JSON.parse(JSON.stringify(draw({ rows: [digestRow(), digestRow({ wasAsked: true })] }))) as object;
    expect(ofType(card, 'Input.Date')).toHaveLength(1);
    const texts = ofType(card, 'TextBlock').map(({ text }) => String(text));
    const { length } = texts.filter((text) => text.startsWith('Dr Ada Mary Example'));
    expect([length, texts.filter((text) => text === 'You were asked about these before').length]).toEqual([2, 1]);
  });

  it('should ask of nobody else, nor what is answered', () => {
    for (const row of [digestRow({ isTheirs: false }), digestRow({ rowState: 'ending' }), digestRow({ rowState: 'over' })]) {
      const card = JSON.parse(JSON.stringify(draw({ rows: [row] }))) as { autoInvokeAction: object };
      expect(ofType({ ...card, autoInvokeAction: undefined }, 'Action.Http', 'Input.Date')).toEqual([]);
    }
  });

  it.each(Object.entries(hostileStrings))('should keep its shape whatever was typed: %s', (_name, text) => {
    const answers = { ...digestRow().request.answers, firstName: text, lastName: text };
    const rows = [digestRow({ request: { ...digestRow().request, answers } })];
    const card = draw({ rows, results: [text], problems: new Map([[digestRow().request.id, text]]) });
    const parsed = outlookCard.safeParse(JSON.parse(JSON.stringify(card)));
    expect(parsed.error).toBeUndefined();
    for (const { text: shown } of ofType(JSON.parse(JSON.stringify(card)) as object, 'TextBlock'))
      expect(String(shown)).not.toMatch(/(?<!\\)\{\{|(?<!\\)<|(?<!\\)\[[^\]]*\]\(/);
  });
});
