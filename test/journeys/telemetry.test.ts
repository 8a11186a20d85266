import { metrics } from '../../bot/ports/telemetry';
import { channelOf, FakeMailer } from '../fakes/fake-mailer';
import { samplePeople } from '../fakes/sample';
import type { TeamsPerson } from '../fakes/teams-client';
import { keepTelemetry } from '../fakes/telemetry';
import { startWorld, type World } from '../fakes/world';
import { fillsIn, seenBy } from './steps';

const kept = keepTelemetry();
const { telemetry, log } = kept;

let world: World;
let mailer: FakeMailer;
let sponsor: TeamsPerson;
let head: TeamsPerson;
async function open(atOnce?: number): Promise<void> {
  mailer = new FakeMailer();
  world = await startWorld({ telemetry, log, mail: channelOf(mailer), ...(atOnce !== undefined && { atOnce }) });
  [sponsor, head] = [await world.somebody('sponsor'), await world.somebody('head')];
  await fillsIn(world, sponsor);
}
afterEach(async () => {
  await world.stop();
});

const spanNames = (traceId: string) =>
  kept
    .spans()
    .filter((span) => span.spanContext().traceId === traceId)
    .map(({ name }) => name);
/** The trace of the last span of this name. */
const lastTrace = (name: string) =>
  kept
    .spans()
    .findLast((span) => span.name === name)
    ?.spanContext().traceId ?? '';
const measured = async (name: string) => (await kept.measured()).filter((one) => one.name === name);

describe('the trace of a turn', () => {
  it('should go on in the message that it sends, and to the delivery', async () => {
    await open();
    await sponsor.presses('Make request');
    const turn = lastTrace('answer');
    expect(spanNames(turn)).toEqual(['answer']);
    const [message] = world.queue.messages;
    expect(message?.message).toMatchObject({ traceparent: expect.stringContaining(turn) as string });
    await world.work();
    expect(seenBy(head)).toContain('Ottoline');
    // A card and a mail.
    expect(spanNames(turn)).toEqual(['answer', 'deliver', 'deliver', 'take work']);
    const ofWork = kept.spans().findLast(({ name }) => name === 'take work');
    expect(ofWork).toMatchObject({ kind: 4, attributes: { target: 'work', kind: 'request' } });
  });

  it('should go on in the work beside its answer, which has a span of its own that lasts longer', async () => {
    await open(8);
    await sponsor.presses('Make request');
    const turn = lastTrace('answer');
    await world.product.idle();
    expect(spanNames(turn)).toEqual(['answer', 'deliver', 'deliver', 'work at once']);
    const [answer, beside] = ['answer', 'work at once'].map((one) => kept.spans().findLast(({ name }) => name === one));
    expect(beside?.parentSpanContext?.spanId).toBe(answer?.spanContext().spanId);
  });

  it('should be in the lines of the log that are written on the way, after the answer too', async () => {
    await open(8);
    await sponsor.presses('Make request');
    const turn = lastTrace('answer');
    world.teams.fail({ when: 'post', status: 503 });
    await world.product.idle();
    const records = kept.records().filter(({ spanContext }) => spanContext?.traceId === turn);
    expect(records.map(({ severityText, body }) => [severityText, body])).toEqual(
      expect.arrayContaining([
        ['info', 'mail'],
        ['warn', 'a message was not delivered'],
      ]),
    );
  });

  it('should begin anew where a message says nothing of one, or nonsense', async () => {
    await open();
    await sponsor.presses('Make request');
    const turn = lastTrace('answer');
    for (const one of world.queue.messages) one.message.traceparent = '00-not-a-trace';
    await world.work();
    expect(seenBy(head)).toContain('Ottoline');
    expect(spanNames(turn)).toEqual(['answer']);
  });
});

describe('what is measured', () => {
  it('should be how late a message was taken, and each delivery with its channel and outcome', async () => {
    await open();
    await sponsor.presses('Make request');
    world.clock.pass('PT90S');
    world.teams.fail({ when: 'post', status: 503 });
    await world.work(60);
    const delays = await measured(metrics.pickUpDelay.name);
    const [{ value } = {}] = delays.filter(({ attributes }) => attributes.target === 'work');
    expect((value as { max: number }).max).toBeGreaterThan(85);
    const outcomes = (await measured(metrics.deliveries.name)).map(({ attributes }) => `${attributes.channel} ${attributes.outcome}`);
    expect(outcomes).toEqual(expect.arrayContaining(['teams delivered', 'teams try-again']));
  });

  it('should be what a sweep found, and the answers by door and status', async () => {
    await open();
    await world.product.sweep();
    expect((await measured(metrics.sweepDue.name)).map(({ attributes }) => attributes)).toEqual([{}]);
    expect(await measured(metrics.sweepFailed.name)).toHaveLength(1);
    await world.product.fetch(new Request('https://alms.bantshire.example/api/messages', { method: 'POST', body: '{}' }));
    await world.product.fetch(new Request('https://alms.bantshire.example/wp-login.php?user=Ottoline'));
    const answers = (await measured(metrics.httpAnswers.name)).map(({ attributes }) => attributes);
    expect(answers).toEqual(
      expect.arrayContaining([
        { path: '/api/messages', code: '200' },
        { path: 'other', code: '404' },
      ]),
    );
  });

  it('should be for how long mails wait', async () => {
    await open();
    await world.stop();
    const pace = { reserve: async () => world.clock.now().toInstant().add({ seconds: 40 }) };
    world = await startWorld({ telemetry, log, pace, mail: channelOf(mailer) });
    const [asks, decides] = [await world.somebody('sponsor'), await world.somebody('deputy')];
    expect(decides.id).not.toBe(asks.id);
    const admin = await world.somebody('head');
    await admin.uninstalls();
    await fillsIn(world, asks);
    await asks.presses('Make request');
    await world.work(300);
    const [wait] = await measured(metrics.mailWait.name);
    expect(wait).toMatchObject({ unit: 's', attributes: { code: 'paced' }, value: { max: 40 } });
  });
});

describe('what is told', () => {
  it('should hold nothing of anybody: no name, address, telephone or typed word', async () => {
    await open();
    const typed = ['Ottoline', 'Fairweather', 'o.fairweather', 'Grace', '@bantshire', '@example'];
    await sponsor.presses('Make request');
    await world.work();
    await head.presses('Return with a question');
    await head.presses('Return with a question', { words: 'Which laboratory does Professor Fairweather need?' });
    await world.work(60);
    await sponsor.says('find Fairweather');
    await world.product.sweep();
    await expect(
      telemetry.within('work', { fields: { name: 'Ottoline' } as object }, () => Promise.reject(new Error('Ottoline'))),
    ).rejects.toThrow();
    const text = await kept.text();
    expect(text.split('\n').length).toBeGreaterThan(20);
    const names = samplePeople.flatMap(({ name, mail }) => [name, ...name.split(' ').filter((part) => part.length > 3), mail]);
    expect([...typed, ...names, 'laboratory'].filter((word) => text.includes(word))).toEqual([]);
    // The negative control: what is looked for would be found.
    log.info({ request: 'Ottoline' }, 'a line');
    expect(await kept.text()).toContain('Ottoline');
  });
});
