import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { log } from '../../bot/adapters/log';
import type { Person } from '../../bot/domain/organisation/organisation';
import { InMemoryDraftStore } from '../fakes/in-memory-draft-store';
import { InMemoryPeople } from '../fakes/in-memory-people';
import { InMemoryPhotos } from '../fakes/in-memory-photos';
import { InMemoryRequestStore } from '../fakes/in-memory-request-store';
import { InMemoryViewStore } from '../fakes/in-memory-view-store';
import { samplePeople } from '../fakes/sample';
import { StoryClock } from '../fakes/story-clock';
import type { TeamsPerson } from '../fakes/teams-client';
import { StoryQueue, startWorld, type World } from '../fakes/world';
import { fillsIn, photoLink, uploads } from '../journeys/steps';
import { headId, sponsorId } from '../make';

// Words that nothing but this story holds.
const visitor = { firstName: 'Zephyrine', lastName: 'Quillfeather' };
const more = {
  title: 'Profx',
  middleNames: 'Marzipana',
  preferredName: 'Zephy',
  telephone: '+44 1632 960 987',
  personalEmail: 'zephyrine@quillfeather.example',
};
const employer = 'Gossamer & Wrenlock Instruments';
const reasonGiven = 'The bicycle shed is already full of zebras.';
const saidInChat = 'my visitor Barnabyx Thistledown is ill';
const fileBytes = 'not-a-picture-of-Quillfeather';
const people: Person[] = samplePeople.map((person) =>
  person.id === sponsorId
    ? { ...person, name: 'Ermentrude Sponsorly', mail: 'ermentrude.sponsorly@bantshire.example' }
    : person.id === headId
      ? { ...person, name: 'Cuthbert Headley', mail: 'cuthbert.headley@bantshire.example' }
      : person,
);

/** What a careless library puts into its errors: the row, the card, the token. */
class TalkativeError extends Error {
  override name = 'RestError';
  code = 'InternalError';
  statusCode = 500;
  details = { row: { ...visitor, ...more } };
  request = { headers: { authorization: 'Bearer eyJhbGciOiJzZWNyZXQifQ.c2VjcmV0LXRva2Vu.c2lnbmF0dXJl' }, body: JSON.stringify(visitor) };
  constructor() {
    super(
      `could not write ${visitor.firstName} ${visitor.lastName} <${more.personalEmail}>\n    at ${visitor.lastName} (/srv/alms/bot/secret.js:1:1)`,
    );
  }
}

/** A store whose every n-th call fails. */
function failing<T extends object>(store: T, plan: { every: number; calls: number }): T {
  return new Proxy(store, {
    get(target, key) {
      const method = Reflect.get(target, key) as (...given: unknown[]) => unknown;
      if (typeof method !== 'function') return method;
      return async (...given: unknown[]) => {
        plan.calls += 1;
        if (plan.every > 0 && plan.calls % plan.every === 0) throw new TalkativeError();
        return await method.apply(target, given);
      };
    },
  });
}

interface Telling {
  world: World;
  plan: { every: number; calls: number };
  lines(): string;
  /** Every sentence that answered somebody while things failed. */
  sentences: string[];
  secrets: string[];
}

let telling: Telling;

async function begin(): Promise<Telling> {
  const plan = { every: 0, calls: 0 };
  let written = '';
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString();
      done();
    },
  });
  const known = new InMemoryPeople(people);
  const clock = new StoryClock();
  const queue = new StoryQueue(clock);
  const world = await startWorld({
    stores: {
      requests: failing(new InMemoryRequestStore(), plan),
      drafts: failing(new InMemoryDraftStore(), plan),
      views: failing(new InMemoryViewStore(), plan),
      photos: failing(new InMemoryPhotos(), plan),
      people: failing(known, plan) as never,
      conversations: failing(known, plan),
    },
    clock,
    queue,
    log: log({ level: 'debug', destination }),
  });
  const { work } = world.product;
  // As the host does: what fails comes again.
  world.product.work = (message) => work(message).catch(() => queue.enqueue(message as never, 5));
  return { world, plan, lines: () => written, sentences: [], secrets: [] };
}

beforeEach(async () => {
  telling = await begin();
});
afterEach(async () => {
  await telling.world.stop();
});

/** Presses until it works, keeping what was said meanwhile. */
async function insists(person: TeamsPerson, title: string, typed: Record<string, string> = {}): Promise<void> {
  const { plan, sentences } = telling;
  for (plan.every = 2; plan.every <= 5; plan.every += 1) {
    plan.calls = 0;
    const { text } = await person.presses(title, typed);
    if (text !== undefined) sentences.push(text);
    else break;
  }
  plan.every = 0;
  if (person.buttons().includes(title)) await person.presses(title, typed);
}

/** The worker while everything fails now and then. */
async function worksInTrouble(): Promise<void> {
  const { world, plan } = telling;
  for (plan.every = 3; plan.every <= 7; plan.every += 1) {
    plan.calls = 0;
    await world.work(20);
  }
  plan.every = 0;
  await world.work(7_200);
}

async function tellsTheWholeStory(): Promise<void> {
  const { world, secrets, sentences } = telling;
  const [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
  await sponsor.says(saidInChat);
  await fillsIn(world, sponsor, {
    reason: 'contractor-consultant',
    employer,
    names: visitor,
    more,
    dates: { validFrom: '2027-02-01', validTo: '2027-06-30' },
    access: { itAccess: 'staff-like', idCard: 'yes' },
  });
  const link = await photoLink(sponsor);
  secrets.push(new URL(link).hash.split('.').at(-1) ?? '');
  telling.plan.every = 2;
  for (const bytes of [undefined, Buffer.from(fileBytes), undefined]) {
    telling.plan.calls = 0;
    sentences.push(await (await uploads(world, link, bytes)).text());
  }
  telling.plan.every = 0;
  await insists(sponsor, 'Make request');
  for (const when of ['post', 'update'] as const) {
    world.teams.fail({ when, status: 500, code: 'ServiceError', message: JSON.stringify({ ...visitor, ...more }) });
    world.teams.fail({ when, status: 403, code: 'Forbidden', message: `{"subCode":"BlockedBy","card":"${visitor.lastName}"}` });
  }
  await worksInTrouble();
  await head.says('waiting for me');
  await head.presses('Open');
  await head.presses('Reject');
  await insists(head, 'Reject', { words: reasonGiven });
  await worksInTrouble();
  await world.teams.sendRaw(
    { ...sponsor.activityOf({ type: 'message', text: saidInChat }) },
    { authorization: `Bearer ${randomBytes(16).toString('hex')}` },
  );
  await world.teams.sendRaw(`{"type":"message","text":"${visitor.lastName}`);
}

describe('the log of a whole story with faults', () => {
  it('should hold no name, address, word or token of anybody', async () => {
    await tellsTheWholeStory();
    const lines = telling.lines();
    const private_ = [
      ...Object.values(visitor),
      ...Object.values(more),
      employer,
      reasonGiven,
      saidInChat,
      fileBytes,
      'Thistledown',
      'zebras',
      'Wrenlock',
      'Ermentrude',
      'Cuthbert',
      'Headley',
      '@',
      '1632 960',
      'Bearer',
      'eyJ',
      'token-of-the-fake-connector',
      ...telling.secrets,
    ];
    expect(private_.filter((word) => word === '' || lines.includes(word))).toEqual([]);
    expect(lines).not.toMatch(/data:image|AdaptiveCard|2027-06-30|contractor-consultant/);
  });

  it('should still say what happened, to whom by id, and where in the code', async () => {
    await tellsTheWholeStory();
    const lines = telling
      .lines()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.length).toBeGreaterThan(20);
    const messages = new Set(lines.map(({ msg }) => msg));
    expect([...messages]).toEqual(
      expect.arrayContaining([
        'a turn failed',
        'delivery',
        'a target could not be brought in line',
        'a caller of the bot endpoint was refused',
      ]),
    );
    expect(lines.find(({ msg }) => msg === 'a turn failed')).toMatchObject({
      reference: expect.stringMatching(/^[0-9A-F]{10}$/) as string,
      fault: 'RestError',
      act: 'pressed',
    });
  });

  it('should leave people with sentences that hold no stack, error or internal word', async () => {
    await tellsTheWholeStory();
    const { world, sentences } = telling;
    const seen = [sponsorId, headId]
      .map((id) => world.teams.person({ id, name: '' }))
      .flatMap((person) => [...person.notices, ...person.texts()]);
    const all = [...sentences, ...seen];
    expect(all.filter((text) => text.includes('Something went wrong on our side')).length).toBeGreaterThan(3);
    expect(
      all.filter((text) =>
        /RestError|TypeError|\bat .*:\d+|node_modules|secret\.js|could not write|InternalError|undefined|\[object|Quillfeather/.test(text),
      ),
    ).toEqual([]);
  });
});

describe('these tests', () => {
  it('should see what a log without a filter would tell', async () => {
    let written = '';
    const careless = (fields: Record<string, unknown>) => void (written += `${JSON.stringify(fields)}\n`);
    careless({ fault: new TalkativeError().message });
    expect(written).toContain(visitor.lastName);
    const destination = new Writable({ write: (chunk: Buffer, _encoding, done) => ((written += chunk.toString()), done()) });
    written = '';
    const telltale: object = { error: new TalkativeError(), name: visitor.lastName };
    log({ level: 'info', destination }).error({ reference: 'F7K2', ...telltale }, 'a turn failed');
    expect(written).toContain('F7K2');
    expect(written).not.toContain(visitor.lastName);
  });
});
