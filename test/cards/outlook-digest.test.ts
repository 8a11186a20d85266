import { outlookCard } from '../../cards/outlook-schema';
import { hostileStrings } from '../fakes/hostile-strings';
import { digestRow } from './examples/digest';
import { drawDigest as draw, outlookDigests as examples, many } from './examples/outlook-digest';
import { ofType } from './walk';

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
    expect([length, texts.filter((text) => text === 'Asked about before').length]).toEqual([2, 1]);
  });

  it('should have its main button where there is one visitor, and none among several', () => {
    const mainOf = (card: object) => ofType(card, 'Action.Http').flatMap(({ style, title }) => (style === 'positive' ? [title] : []));
    expect(mainOf(draw({ rows: [digestRow()] }))).toEqual(['Reapprove']);
    expect(mainOf(draw({ rows: many }))).toEqual([]);
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
