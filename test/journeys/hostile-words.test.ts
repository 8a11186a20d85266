import { tidy } from '../../bot/domain/form/form';
import { isPlain } from '../../cards/parts';
import { hostileStrings } from '../fakes/hostile-strings';
import { samplePeople } from '../fakes/sample';
import type { TeamsPerson } from '../fakes/teams-client';
import { startWorld, type World } from '../fakes/world';
import { someOf } from '../torture/tries';
import { forges, messagesLike, photoLink, uploads } from './steps';

let world: World;
let sponsor: TeamsPerson;
let head: TeamsPerson;
beforeAll(async () => {
  world = await startWorld();
  [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
});
afterAll(async () => {
  await world.stop();
});

/** The text as somebody could get it past the form: with a letter in it, and not too long for the field. */
function typed(text: string, most: number): string {
  return tidy(Array.from(`A ${text}`).slice(0, most).join(''));
}

interface Shown {
  /** What is shown as it is: the runs of one paragraph together. */
  literal: string[];
  /** What a client reads as Markdown, expands or shows as a control's name. */
  rendered: string[];
  inputs: string[];
}

function shownOn(card: object): Shown {
  const shown: Shown = { literal: [], rendered: [], inputs: [] };
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk);
    if (!node || typeof node !== 'object') return;
    const element = node as Record<string, unknown>;
    if (element['type'] === 'RichTextBlock') {
      shown.literal.push((element['inlines'] as { text: string }[]).map(({ text }) => text).join(''));
      return;
    }
    // A name of letters alone is the check box's own title, in which a reader of Markdown finds nothing to draw.
    if (element['type'] === 'Input.Toggle' && isPlain(String(element['title']))) {
      shown.literal.push(String(element['title']));
      return;
    }
    if (String(element['type']).startsWith('Input.') && typeof element['value'] === 'string') shown.inputs.push(element['value']);
    for (const key of ['text', 'title', 'label', 'altText', 'tooltip', 'placeholder', 'speak', 'fallbackText', 'errorMessage']) {
      if (typeof element[key] === 'string') shown.rendered.push(element[key]);
    }
    for (const [key, value] of Object.entries(element)) if (key !== 'choices') walk(value);
  };
  walk(card);
  return shown;
}

function expectLiteral(person: TeamsPerson, texts: string[]): void {
  const { literal, rendered } = shownOn(person.lastCard().card);
  for (const text of texts) {
    expect(literal.some((one) => one.includes(text))).toBe(true);
    expect(rendered.filter((one) => one.includes(text))).toEqual([]);
  }
}

function expectTyped(person: TeamsPerson, values: Record<string, string>): void {
  expect(person.inputs()).toMatchObject(values);
  const { rendered } = shownOn(person.lastCard().card);
  for (const value of Object.values(values)) expect(rendered.filter((one) => one.includes(value))).toEqual([]);
}

describe('words that some reader would take for more', () => {
  it.each(someOf(Object.entries(hostileStrings), 9))(
    'should be shown as they are from the first card to the last: %s',
    async (_what, text) => {
      const employer = { employer: typed(text, 120) };
      const names = { firstName: typed(text, 60), lastName: typed(text, 60) };
      const more = { title: typed(text, 30), middleNames: typed(text, 80), preferredName: typed(text, 60) };
      const words = typed(text, 1000);
      await sponsor.says('new visitor');
      await sponsor.presses('Next', { department: 'computer-science' });
      await sponsor.presses('Next', { reason: 'contractor-consultant', firstName: 'Ines', lastName: 'Vale' });
      await sponsor.presses('Back', employer);
      await sponsor.presses('Next', names);
      expectTyped(sponsor, employer);
      await sponsor.presses('Back');
      expectTyped(sponsor, names);
      await sponsor.presses('Save for later');
      await sponsor.says('new visitor');
      expectLiteral(sponsor, [names.firstName, names.lastName]);
      await sponsor.presses('Continue');
      await sponsor.presses('Next');
      await sponsor.presses('Next', { validFrom: '2027-02-01', validTo: '2027-06-30', itAccess: 'student-like', idCard: 'no', ...more });
      expectLiteral(sponsor, [...Object.values(employer), ...Object.values(names), ...Object.values(more)]);
      await sponsor.presses('Edit visit');
      expectTyped(sponsor, more);
      await sponsor.presses('Next');
      await sponsor.presses('Make request');
      await world.work();

      const everything = [employer.employer, names.firstName, more.middleNames, names.lastName, more.title, more.preferredName];
      expectLiteral(sponsor, everything);
      expectLiteral(head, everything);
      await head.says('waiting for me');
      expectLiteral(head, [names.firstName, names.lastName]);
      await head.presses('Open');
      await head.presses('Reject');
      await head.presses('Reject', { words });
      await world.work();
      expectLiteral(head, [words]);
      expectLiteral(sponsor, [words, names.lastName]);
      await sponsor.says('my visitors');
      expect(sponsor.lastCard().summary).toBe('My visitors');
    },
  );

  it('should not stand in any line that a notification shows', () => {
    for (const person of [sponsor, head]) {
      for (const { summary = '' } of person.messages()) {
        expect(summary).not.toBe('');
        for (const text of Object.values(hostileStrings)) expect(summary).not.toContain(typed(text, 30));
      }
    }
    expect(messagesLike(sponsor, /rejected/)).toBeGreaterThan(0);
  });

  it('should not keep a chat from being answered', async () => {
    for (const text of Object.values(hostileStrings)) expect(await sponsor.says(text)).toHaveLength(1);
  });
});

describe('the log of all this', () => {
  it('should hold no name, no address, no word that anybody typed and no token', async () => {
    await sponsor.says('new visitor');
    // Some of the words above ask for a draft: "request" does.
    await sponsor.presses('Start another');
    await sponsor.presses('Next', { department: 'computer-science' });
    await sponsor.presses('Next', { reason: 'visiting-professor', firstName: 'Ottoline', lastName: 'Fairweather' });
    await sponsor.presses('Next', { validFrom: '2027-02-01', validTo: '2027-06-30', itAccess: 'none', idCard: 'yes' });
    const link = await photoLink(sponsor);
    await uploads(world, link, Buffer.from('Ottoline is no picture'));
    await uploads(world, link);
    await world.work();
    await sponsor.presses('Edit visit');
    await sponsor.presses('Next', { personalEmail: 'o.fairweather@example.org', telephone: '01632 960 147' });
    await sponsor.presses('Make request');
    world.teams.fail({ when: 'post', status: 503, message: 'the message to Ottoline Fairweather failed' });
    await world.work(60);
    await forges(world, await world.somebody('stranger'), 'approve', { request: 'Ottoline', revision: 1 });
    await forges(world, sponsor, 'make-request', { draft: 'o.fairweather@example.org' });
    const commit = world.stores.requests.commit;
    world.stores.requests.commit = () => Promise.reject(new Error('could not write Ottoline Fairweather'));
    await head.presses('Approve');
    world.stores.requests.commit = commit;

    const log = JSON.stringify(world.lines);
    expect(world.lines.some(({ level }) => level === 'error')).toBe(true);
    expect(world.lines.length).toBeGreaterThan(20);
    const personal = samplePeople.flatMap(({ name, mail }) => [name, mail]);
    const said = [
      ...Object.values(hostileStrings),
      'Ottoline',
      'Fairweather',
      'example.org',
      '01632',
      new URL(link).hash.slice(1).split('.').at(-1) ?? '',
    ];
    for (const text of [...personal, ...said, 'Bearer ', 'eyJ'])
      expect({ text, isLogged: log.includes(JSON.stringify(text).slice(1, -1)) }).toEqual({ text, isLogged: false });
  });
});
