import { tidy } from '../../bot/domain/form/form';
import type { OutgoingCard } from '../../bot/domain/shown/outgoing-card';
import { verbs } from '../../bot/domain/verbs/table';
import { problemMark } from '../../bot/domain/words/card-words';
import { actions, readVerb, verbData } from '../../cards/actions';
import { isPlain } from '../../cards/parts';
import { adaptiveCard } from '../../cards/schema';
import { hostileStrings } from '../fakes/hostile-strings';
import { examples } from './examples';
import { hostileCards, marker } from './examples/hostile';
import { complaintsOf } from './renderer';
import { dialogsOf, ofType, piecesOf, richTexts, verbsOf } from './walk';

const bytesAtMost = 25 * 1024;
const hostile = Object.entries(hostileStrings);

/** What a card breaks of all that every card must keep: empty is right. */
function slipsOf({ card: made, summary }: OutgoingCard): string[] {
  const json = JSON.stringify(made);
  const card = JSON.parse(json) as object;
  const parsed = adaptiveCard.safeParse(card);
  const ids = piecesOf(card).flatMap(({ type, id }) => (type.startsWith('Input.') ? [id] : []));
  const headings = ofType(card, 'TextBlock').filter(({ style }) => style === 'heading').length;
  return [
    ...(parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `schema: ${path.join('.')} ${message}`)),
    ...(Buffer.byteLength(json) > bytesAtMost ? [`too large: ${Buffer.byteLength(json)}`] : []),
    ...(new Set(ids).size < ids.length ? ['two inputs with one id'] : []),
    ...(headings > 1 ? ['two headings'] : []),
    ...(summary === '' ? ['no summary'] : []),
    ...buttonSlips(card),
    ...complaintsOf(card).map((message) => `renderer: ${message}`),
  ];
}

function buttonSlips(card: object): string[] {
  return [...verbsOf(card), ...dialogsOf(card)].flatMap(({ verb, data }) => {
    const action = Object.values(actions).find((one) => one.verb === verb);
    const parsed = (readVerb(verb, verbs) ? verbData : action?.data)?.safeParse(data);
    return parsed?.success ? [] : [`button ${verb}: ${parsed ? parsed.error.message : 'no such verb'}`];
  });
}

describe('every card', () => {
  const names = Object.keys(examples);
  let all: Record<string, OutgoingCard>;
  beforeAll(() => {
    all = Object.fromEntries(Object.entries(examples).map(([name, make]) => [name, make()]));
  });
  afterAll(() => {
    all = {};
  });

  it.each(names)('should be sound: %s', (name) => {
    expect(slipsOf(all[name]!)).toEqual([]);
  });

  it.each(names)('should have all its values: %s', (name) => {
    expect(JSON.stringify(all[name])).not.toMatch(/\$\{|undefined|null|NaN|\[object/);
  });

  it.each(names.filter((name) => !/^(?:notice|line)\//.test(name)))('should begin under one heading: %s', (name) => {
    expect(ofType(all[name]!.card, 'TextBlock').filter(({ style }) => style === 'heading')).toHaveLength(1);
  });

  it.each(names)('should refresh by itself unless it is a line, which waits to be opened: %s', (name) => {
    expect('refresh' in all[name]!.card).toBe(!name.startsWith('line/'));
  });

  it('should have an example of every template', () => {
    const templates = new Set(names.map((name) => name.split('/')[0]));
    expect([...templates].sort()).toEqual([
      'digest',
      'drafts',
      'line',
      'name-sponsor',
      'notice',
      'request',
      'requests',
      'review',
      'step',
      'welcome',
    ]);
  });

  it('should offer every button of the contract somewhere', () => {
    const offered = new Set(Object.values(all).flatMap(({ card }) => [...verbsOf(card), ...dialogsOf(card)].map(({ verb }) => verb)));
    const inChat = Object.entries(verbs).flatMap(([name, verb]) => ((verb.in as readonly string[]).includes('chat') ? [name] : []));
    expect([...Object.values(actions).map(({ verb }): string => verb), ...inChat].filter((verb) => !offered.has(verb))).toEqual([]);
  });

  it('should have one main button at most, and red only where a press does it', () => {
    const slips = Object.entries(examples).flatMap(([name, make]) => {
      const buttons = ofType(make().card, 'Action.Execute', 'Action.OpenUrl', 'Action.Submit');
      const main = buttons.filter(({ style }) => style === 'positive').length;
      const red = buttons.filter(({ style, verb }) => style === 'destructive' && String(verb).startsWith('ask-'));
      return [...(main > 1 ? [`${name}: ${main} main buttons`] : []), ...red.map(({ verb }) => `${name}: ${String(verb)} is red`)];
    });
    expect(slips).toEqual([]);
  });

  it('should call no two buttons alike, unless each is described by its row', () => {
    const alike = Object.entries(all).flatMap(([name, { card }]) => {
      const called = ofType(card, 'Action.Execute', 'Action.OpenUrl', 'Action.Submit').flatMap(({ title, tooltip }) =>
        title === undefined || tooltip !== undefined ? [] : [String(title)],
      );
      return called.filter((one, place) => called.indexOf(one) !== place).map((one) => `${name}: ${one}`);
    });
    expect(alike).toEqual([]);
  });

  it('should mark a problem by its sign and its colour, and nothing else by either', () => {
    const slips = Object.entries(all).flatMap(([name, { card }]) =>
      ofType(card, 'TextBlock', 'TextRun')
        .filter(({ text, color }) => String(text).startsWith(problemMark.trim()) !== (color === 'Attention'))
        .map(({ text }) => `${name}: ${String(text)}`),
    );
    expect(slips).toEqual([]);
  });

  it('should say every date with its weekday, but for rows of a list', () => {
    const without = /(?<!(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) |\d)\d{1,2} [A-Z][a-z]{2,3} 20\d\d/;
    const periodOfRow = /\. \d{1,2} [A-Z][a-z]{2,3}(?: 20\d\d)? to \d{1,2} [A-Z][a-z]{2,3} 20\d\d$/;
    const slips = Object.entries(all)
      .filter(([name]) => !name.startsWith('requests/'))
      .flatMap(([name, { card }]) =>
        [...ofType(card, 'TextBlock').map(({ text }) => String(text)), ...richTexts(card)]
          .filter((text) => without.test(name.startsWith('digest/') ? text.replace(periodOfRow, '') : text))
          .map((text) => `${name}: ${text}`),
      );
    expect(slips).toEqual([]);
    expect(['on 3 Feb 2027', 'Tue 3 Feb 2027 at 14:05', 'Tue 13 Sept 2027'].filter((text) => without.test(text))).toEqual([
      'on 3 Feb 2027',
    ]);
  });

  it('should never check an answer before the server does', () => {
    const fields = Object.values(all).flatMap(({ card }) => piecesOf(card).flatMap((piece) => Object.keys(piece)));
    expect(fields.filter((name) => ['isRequired', 'regex', 'errorMessage', 'maxLength', 'min', 'max'].includes(name))).toEqual([]);
  });
});

describe.each(hostile)('text from outside: %s', (_name, text) => {
  let cards: [name: string, made: OutgoingCard][];
  beforeAll(() => {
    cards = Object.entries(hostileCards(text)).map(([name, make]) => [name, make()]);
  });
  afterAll(() => {
    cards = [];
  });

  /** Runs a check on every card; each finding names its card. */
  function onEach(findings: (made: OutgoingCard, name: string) => string[]): string[] {
    expect(cards.length).toBeGreaterThan(20);
    return cards.flatMap(([name, made]) => findings(made, name).map((finding) => `${name}: ${finding}`));
  }

  it('should leave every card sound', () => {
    expect(onEach(slipsOf)).toEqual([]);
  });

  it('should never stand where Markdown is read', () => {
    const read = onEach(({ card, summary }, name) => {
      const blocks = ofType(card, 'TextBlock').map((piece) => String(piece.text));
      const titles = ofType(card, 'Action.Execute', 'Action.OpenUrl', 'Action.Submit').map(({ title }) => String(title));
      // So is the title of a check box, which names a visitor only where that changes nothing.
      const boxes = ofType(card, 'Input.Toggle').flatMap(({ title }) => (isPlain(String(title)) ? [] : [String(title)]));
      // The radio buttons of an expanded list are drawn with Markdown; those of a drop-down are not.
      // A reason of plain letters may stand there, for anything else the list closes.
      const radios = ofType(card, 'Input.ChoiceSet')
        .filter(({ style }) => style === 'expanded' && !isPlain(tidy(`${marker}${text}`)))
        .map((piece) => JSON.stringify(piece));
      // The sentence of a notice or a line is one of ours; here it is hostile all the same, to see how the card takes it.
      // Whoever prepared a draft is named by the directory, as in all news.
      const notified = /^(?:notice|line)\/|^review\/hostile preparer$/.test(name) ? [] : [summary];
      return [...blocks, ...titles, ...boxes, ...radios, ...notified].filter((one) => one.includes(marker.trim()));
    });
    expect(read).toEqual([]);
  });

  it('should come to the reader letter by letter', () => {
    const typed = tidy(`${marker}${text}`);
    const lost = onEach(({ card }) => {
      const choices = ofType(card, 'Input.ChoiceSet').flatMap((piece) => piece.choices as { title: string }[]);
      const shown = [...richTexts(card), ...piecesOf(card).map(({ value }) => String(value)), ...choices.map(({ title }) => title)];
      return shown.some((one) => one.includes(typed)) ? [] : ['not shown'];
    });
    expect(lost).toEqual([]);
  });

  it('should never be a date to the renderer, which looks at one run at a time', () => {
    const runs = onEach(({ card }) => ofType(card, 'TextRun').map((run) => String(run.text)));
    expect(runs.filter((run) => run.includes('{{'))).toEqual([]);
  });
});
