import { work } from '../../../bot/jobs/work';
import type { WorkMessage } from '../../../bot/ports/queue';
import { makePorts } from '../../fakes/ports';
import { photoLink, uploads } from '../../journeys/steps';
import { story } from '../../journeys/story';
import { makeDraft, sponsorId } from '../../make';

const { world } = story();

async function photoArrives(): Promise<void> {
  const sponsor = await world.somebody('sponsor');
  await sponsor.says('new visitor');
  await sponsor.presses('Next', { department: 'computer-science' });
  await sponsor.presses('Next', { reason: 'visiting-professor', firstName: 'Ottoline', lastName: 'Fairweather' });
  await sponsor.presses('Next', { validFrom: '2027-02-01', validTo: '2027-06-30', itAccess: 'none', idCard: 'yes' });
  expect((await uploads(world, await photoLink(sponsor))).status).toBe(200);
}

const updates = () =>
  world.teams
    .posts()
    .filter(({ what }) => what === 'update')
    .map(({ status }) => status);

it('should wait as long as Teams asks, then show the photo', async () => {
  const sponsor = await world.somebody('sponsor');
  await photoArrives();
  world.teams.fail({ when: 'update', status: 429, retryAfter: 30 });
  await world.work(20);
  expect(updates()).toEqual([429]);
  await world.work(40);
  expect(updates()).toEqual([429, 200]);
  expect(sponsor.buttons()).toContain('Replace the photo');
});

it('should give up after some tries, and leave no message behind', async () => {
  await photoArrives();
  world.teams.fail({ when: 'update', status: 503, times: 100 });
  await world.work(3600);
  expect(updates()).toHaveLength(6);
  expect(world.queue.messages).toEqual([]);
});

it('should do nothing for a draft that was discarded meanwhile', async () => {
  const sponsor = await world.somebody('sponsor');
  await photoArrives();
  await sponsor.presses('Discard');
  await sponsor.presses('Discard the draft');
  await world.work(60);
  expect(updates()).toEqual([]);
});

it('should go at the time that it reserved, and reserve no other, however much is ahead of it', async () => {
  const reserve = jest.fn(async () => world.clock.now().toInstant().add({ seconds: 10 }));
  const ports = makePorts();
  await ports.knows(sponsorId);
  await ports.drafts.save(makeDraft({ step: 'review', cardActivity: 'card-1' }));
  let message: WorkMessage | undefined = { kind: 'draft', id: makeDraft().id, sponsor: sponsorId };
  for (let look = 0; look < 3 && message; look += 1) {
    await work(message, { ...ports, clock: world.clock, pace: { reserve } });
    message = ports.queue.take()[0];
    world.clock.pass({ seconds: 10 });
  }
  expect(ports.chat.sent.map(({ what }) => what)).toEqual(['update']);
  expect(reserve).toHaveBeenCalledTimes(1);
});
