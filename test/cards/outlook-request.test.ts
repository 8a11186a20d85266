import { readFileSync } from 'node:fs';
import { tidy } from '../../bot/domain/form/form';
import { plainInMarkdown } from '../../cards/markdown';
import { outlookNotice } from '../../cards/outlook-notice';
import { outlookCard } from '../../cards/outlook-schema';
import { requestCard } from '../../cards/request';
import { hostileStrings } from '../fakes/hostile-strings';
import { context, makeRequest, people } from './examples/context';
import { marker } from './examples/hostile';
import { drawForOutlook as draw, outlookExamples as examples, outlook, problem } from './examples/outlook';
import { inStatus, shownOf } from './examples/requests';
import { complaintsOf } from './renderer';
import { ofType, type Piece, richTexts } from './walk';

const bytesAtMost = 25 * 1024;
type Shown = Parameters<typeof draw>[0];
const place = 'outlook' as const;
const pending = inStatus('pending');
const titles = (card: object) => {
  const { body, actions } = card as { body: (Piece & { actions?: Piece[] })[]; actions: Piece[] };
  return [...body.flatMap((one) => one.actions ?? []), ...actions].map(
    ({ type, title }) => `${type.replace('Action.', '')} ${String(title)}`,
  );
};
const texts = (card: object) => ofType(card, 'TextBlock').map(({ text }) => String(text));
const deciding = ['Http Approve', 'ShowCard Approve with changes', 'ShowCard Reject', 'ShowCard Return with a question'];
const linksIn = (card: object) =>
  texts(card).flatMap((text) => [...text.matchAll(/(?<!\\)\[(\w[\w ]+)\]\(https:/g)].map(([, title]) => `OpenUrl ${title}`));

describe('every card for Outlook', () => {
  it.each(Object.entries(examples))('should be of version 1.0 as Outlook takes it, and small: %s', (_name, shown) => {
    const card = draw(shown);
    expect(outlookCard.safeParse(card).error?.issues ?? []).toEqual([]);
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(bytesAtMost);
    expect(JSON.stringify(card)).not.toMatch(/\$\{|undefined|null|NaN|\[object|Action\.(Execute|Submit)/);
    expect(complaintsOf({ ...card, autoInvokeAction: undefined }).filter((one) => !/Action\.Http/.test(one))).toEqual([]);
  });

  it.each(Object.entries(examples))('should have an id for each input, named once, and a way to Teams: %s', (_name, shown) => {
    const card = draw(shown);
    const ids = ofType(card, 'Input.Text', 'Input.Date', 'Input.ChoiceSet').map(({ id }) => String(id));
    expect(new Set(ids).size).toBe(ids.length);
    const sent = ofType(card, 'Action.Http').flatMap(({ body }) => [...String(body).matchAll(/\{\{(\w+)\.value\}\}/g)].map(([, id]) => id));
    expect([...new Set(sent)].sort()).toEqual([...ids].sort());
    expect([...titles(card), ...linksIn(card)].filter((title) => /^OpenUrl (Open|Edit) in Teams$/.test(title))).toHaveLength(1);
  });

  it.each(Object.entries(examples))('should ask for the present state when it is opened: %s', (_name, shown) => {
    expect((draw(shown) as { autoInvokeAction: Piece }).autoInvokeAction).toMatchObject({ url: outlook.link('show'), body: '' });
  });

  it.each(Object.entries(examples))('should say what the card in Teams says: %s', (_name, shown) => {
    const { asking, ...rest } = shown;
    const isInOutlook = asking !== undefined && shown.view.offers.some(({ verb }) => verb === asking.verb);
    const { card: teams } = requestCard(isInOutlook ? shown : rest);
    const said = [...ofType(teams, 'TextBlock').map(({ text }) => String(text)), ...richTexts(teams)].map((text) => plainInMarkdown(text));
    const here = texts(draw(shown));
    expect(said.filter((text) => !here.includes(text))).toEqual([]);
  });
});

describe('the buttons in Outlook', () => {
  it('should let a decider decide while it is pending', () => {
    const card = draw(shownOf(pending, 'decider', { place }));
    expect(titles(card)).toEqual(deciding);
    const sent = ofType({ ...card, autoInvokeAction: undefined }, 'Action.Http').map(({ title, url, body }) => [title, url, body]);
    expect(sent).toEqual([
      ['Approve', outlook.link('approve'), '{{words.value}}'],
      [
        'Approve with changes',
        outlook.link('approve-changed'),
        '{{approveChangedWords.value}}\n{{validTo.value}};{{itAccess.value}};{{idCard.value}}',
      ],
      ['Reject', outlook.link('reject'), '{{rejectWords.value}}'],
      ['Return with a question', outlook.link('return'), '{{returnWords.value}}'],
    ]);
  });

  it('should have the ways out beside the facts, above the decision, where they would stand alone', () => {
    const card = draw(shownOf(pending, 'decider', { place }));
    expect(linksIn(card)).toEqual(['OpenUrl Show the photo', 'OpenUrl Open in Teams']);
    const passing = draw(examples['passing on to one of two']!);
    expect(titles(passing)).toEqual([...deciding, 'ShowCard Ask my deputy', 'OpenUrl Open in Teams']);
    expect(linksIn(passing)).toEqual(['OpenUrl Show the photo']);
  });

  it.each(Object.entries(examples))('should stand in the order of the verbs, as on the card in Teams: %s', (_name, shown) => {
    const offered = shown.view.offers.map(({ title }) => title);
    const drawn = titles(draw(shown)).map((title) => title.replace(/^\w+ /, ''));
    expect(drawn.filter((title) => offered.includes(title))).toEqual(offered.filter((title) => drawn.includes(title)));
  });

  it.each(Object.entries(examples))('should have one main button at most, and red only the one that does it: %s', (_name, shown) => {
    const card = draw(shown);
    const behind = new Set(ofType(card, 'Action.ShowCard').flatMap(({ card: inner }) => ofType(inner, 'Action.Http')));
    const open = ofType({ ...card, autoInvokeAction: undefined }, 'Action.Http', 'Action.ShowCard').filter((one) => !behind.has(one));
    expect(open.filter(({ style }) => style === 'positive').length).toBeLessThan(2);
    for (const { style, type } of open)
      if (style === 'destructive') expect([type, shown.asking !== undefined]).toEqual(['Action.Http', true]);
    for (const { style, isPrimary } of ofType({ ...card, autoInvokeAction: undefined }, 'Action.Http'))
      expect(isPrimary).toBe(style === 'positive');
  });

  it('should be red where a press rejects, and where it refuses', () => {
    const reds = (card: object) => ofType(card, 'Action.Http').flatMap(({ title, style }) => (style === 'destructive' ? [title] : []));
    expect(reds(draw(shownOf(pending, 'decider', { place })))).toEqual(['Reject']);
    expect(reds(draw(examples['extension, its approver']!))).toEqual(['Refuse']);
    expect(reds(draw(examples['asking again to reject']!))).toEqual(['Reject']);
  });

  it('should let the sponsor answer a question', () => {
    expect(titles(draw(examples['returned, sponsor']!))).toEqual(['Http Answer', 'OpenUrl Edit in Teams']);
  });

  it('should let an approver answer an extension', () => {
    expect(titles(draw(examples['extension, its approver']!))).toEqual(['Http Agree', 'ShowCard Refuse', 'OpenUrl Open in Teams']);
  });

  it.each(
    Object.entries(examples).filter(
      ([name]) =>
        !/^(pending, decider|older|with concerns|with one choice|asking again|passing|passed on|returned, sponsor|extension)/.test(name),
    ),
  )('should be gone but for the way to Teams: %s', (_name, shown) => {
    expect(titles(draw(shown))).toEqual(['OpenUrl Open in Teams']);
  });

  it('should be there for nobody who may not decide, whatever was passed', () => {
    expect(titles(draw(shownOf(pending, 'decider', { place, mayDecide: false })))).toEqual(['OpenUrl Open in Teams']);
    expect(titles(draw(shownOf(pending, 'sponsor', { place, mayDecide: true })))).toEqual(['OpenUrl Open in Teams']);
  });

  it('should ask again with the words in place and the problem above them', () => {
    const card = draw(examples['asking again to return']!);
    expect(titles(card)).toEqual(['Http Return with a question', 'Http Cancel']);
    expect(ofType(card, 'Input.Text')).toMatchObject([{ id: 'words', value: 'a "quoted" {{words.value}} \\ reason\nin lines' }]);
    expect(texts(card)).toContain(`⚠ ${problem}`);
    expect(ofType(draw(examples['asking again, too long']!), 'Input.Text')).toMatchObject([{ value: 'x'.repeat(5000) }]);
  });
});

describe('approving with a change in Outlook', () => {
  const shown = (card: object) => ofType(card, 'Input.Date', 'Input.ChoiceSet').map(({ id, value, choices }) => [id, value, choices]);
  const levels = (...all: string[]) => all.map((value) => expect.objectContaining({ value }) as unknown);

  it('should begin with what was asked for, under the names of what it is', () => {
    const card = draw(shownOf(pending, 'decider', { place }));
    expect(shown(card)).toEqual([
      ['validTo', '2027-07-30', undefined],
      ['itAccess', 'staff-like', levels('staff-like', 'student-like', 'none')],
      ['idCard', 'yes', levels('yes', 'no')],
    ]);
    expect(texts(card)).toEqual(expect.arrayContaining(['Valid to (requested: Fri 30 Jul 2027)', 'IT access', 'ID card']));
  });

  it('should ask for nothing that could not be less, and say so in its place', () => {
    const card = draw(examples['with one choice']!);
    expect(shown(card).map(([id]) => id)).toEqual(['validTo']);
    expect(ofType(card, 'Action.Http').map(({ body }) => body)).toContain('{{approveChangedWords.value}}\n{{validTo.value}};-;-');
  });

  it('should ask again with all that was chosen in place, and name a date that is none', () => {
    const card = draw(examples['asking again to approve changed']!);
    expect(titles(card)).toEqual(['Http Approve with changes', 'Http Cancel']);
    expect(shown(card).map(([id, value]) => [id, value])).toEqual([
      ['validTo', ''],
      ['itAccess', 'student-like'],
      ['idCard', 'no'],
    ]);
    const read = texts(card);
    expect(read[read.indexOf('Valid to (requested: Fri 30 Jul 2027)') + 1]).toBe('⚠ Enter a date, such as 31/07/2027.');
    expect(read).toContain(plainInMarkdown('You entered: next {{summer.value}}'));
  });
});

describe('text from outside in Outlook', () => {
  const withText = (text: string): Shown[] => {
    const typed = tidy(`${marker}${text}`);
    const names = { sponsor: typed, decidedBy: typed, waitsFor: [typed, people.deputy], recalledBy: typed };
    const answers = {
      ...pending.answers,
      employer: typed,
      title: typed,
      firstName: typed,
      middleNames: typed,
      lastName: typed,
      preferredName: typed,
    };
    const there = {
      ...context,
      policy: { ...context.policy, reasons: context.policy.reasons.map((reason) => ({ ...reason, label: typed })), shortVisitRoute: typed },
      departments: [{ id: 'computer-science', name: typed, kind: 'school' as const, deputies: [] }],
    };
    const look = { context: there, names, place };
    const decision = { verb: 'return' as const, by: 'head', at: '2027-02-03T14:05:00Z', channel: 'teams' as const, words: typed };
    const recalled = { by: 'head', at: '2027-02-03T14:08:00Z', revision: 5 };
    const terms = { validTo: typed, itAccess: typed, idCard: typed };
    return [
      shownOf(makeRequest({ answers }), 'decider', { ...look, notice: typed }),
      shownOf(makeRequest({ answers }), 'decider', { ...look, asking: { verb: 'reject', body: { words: typed }, problem: typed } }),
      shownOf(makeRequest({ answers }), 'decider', {
        ...look,
        asking: { verb: 'approve-changed', body: { terms }, term: 'validTo', problem: typed },
      }),
      shownOf(makeRequest({ answers, status: 'returned', decision }), 'decider', look),
      shownOf(makeRequest({ answers, recalled }), 'sponsor', look),
    ];
  };

  it.each(Object.entries(hostileStrings))('should stand where Markdown is read only with its signs escaped: %s', (_name, text) => {
    const typed = plainInMarkdown(tidy(`${marker}${text}`));
    for (const shown of withText(text)) {
      const card = draw(shown);
      expect(outlookCard.safeParse(card).error?.issues ?? []).toEqual([]);
      const found = texts(card).filter((one) => one.includes(marker.trim()));
      expect(found.length).toBeGreaterThan(4);
      for (const one of found) expect(one).toContain(typed);
      expect(texts(card).filter((one) => one.includes('{{'))).toEqual([]);
      expect(
        ofType(card, 'Action.Http', 'Action.OpenUrl', 'Action.ShowCard').filter((one) =>
          JSON.stringify([one.url, one.title]).includes(marker.trim()),
        ),
      ).toEqual([]);
    }
  });
});

describe('a notice in Outlook', () => {
  it('should be a sentence and the way to Teams, with nothing to press or to ask again', () => {
    const card = outlookNotice('There is nothing here [for you](https://evil.example).', outlook);
    expect(outlookCard.parse(card)).toMatchObject({ body: [{ text: 'There is nothing here \\[for you\\](https\\://evil.example).' }] });
    expect(titles(card)).toEqual(['OpenUrl Open in Teams']);
    expect(card).not.toHaveProperty('autoInvokeAction');
  });
});

it('should be drawn from templates that hold no address and no sentence of their own', () => {
  for (const name of ['outlook-request', 'outlook-notice']) {
    const template = readFileSync(`cards/${name}.json`, 'utf8');
    expect(template).not.toMatch(/https?:/);
    for (const [, text] of template.matchAll(/"(?:text|title|url)": "([^"]*)"/g)) expect(text).toMatch(/^\$\{[\w.]+\}$/);
  }
});
