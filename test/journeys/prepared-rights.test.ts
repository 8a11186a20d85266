import { picture } from '../fakes/hostile-files';
import { headId } from '../make';
import { draftOf, fillsIn, forges, requestIn } from './steps';
import { story } from './story';

const colleagueMail = 'xavier.iqbal@bantshire.example';
const ask = 'Ask a colleague';
const { world, sponsor: preparer } = story(['sponsor']);

async function names(mail = colleagueMail, by = preparer): Promise<void> {
  await by.presses(ask);
  await by.presses('Continue', { mail });
  await by.presses('Ask them');
}

describe('a request that a colleague prepared', () => {
  it('should not be decided by a head who changed it and declined', async () => {
    const head = await world.somebody('head');
    const mail = (await world.stores.people.person(headId))?.mail ?? '';
    await fillsIn(world, preparer);
    await names(mail);
    await world.work();
    await head.presses('Edit visitor');
    await head.presses('Next', { lastName: 'Friend-of-Head' });
    await head.presses('Decline');
    await world.work(60);
    await preparer.presses('Continue');
    await preparer.presses('Make request');
    await world.work();
    expect(requestIn(world).involved).toContain(headId);
    await forges(world, head, 'approve', { request: requestIn(world).id, revision: 1 });
    expect(requestIn(world).status).toBe('pending');
  });

  it('should take no picture from the chat while it is with a colleague', async () => {
    // The colleague has the bot, so the draft stays with them.
    await world.person('3648245e-dafa-4a38-bf00-6745f3194a3b');
    await fillsIn(world, preparer, { access: { itAccess: 'none', idCard: 'yes' } });
    await names();
    await world.work();
    const before = await draftOf(world, preparer);
    expect(before.confirmation).toBeDefined();
    await preparer.sendsFile(await picture(900, 1200));
    await world.work(60);
    const after = await draftOf(world, preparer);
    expect(after.answers.photo).toEqual(before.answers.photo);
  });
});
