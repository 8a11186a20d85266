import { messageKey } from '../../bot/domain/messages/message';
import type { VisitorRequest } from '../../bot/domain/request/visitor-request';
import { endingLine } from '../../bot/domain/words/digest-words';
import { sponsorListLine } from '../make';
import { eventsOf, makesRequest, requestsIn, seenBy, textOf } from './steps';
import { story } from './story';

const { world, sponsor, head } = story(['sponsor', 'head']);

/** An approved visit until 30 June 2027, of six months in its calendar months. */
async function hasVisitor(
  firstName: string,
  dates: { validFrom: string; validTo: string } = { validFrom: '2027-02-01', validTo: '2027-06-30' },
) {
  await makesRequest(world, sponsor, { names: { firstName, lastName: 'Fairweather' }, dates });
  await head.presses('Approve');
  await world.work();
  return theirs(firstName).id;
}

function theirs(firstName: string): VisitorRequest {
  const found = requestsIn(world)
    .all()
    .find(({ answers }) => answers.firstName === firstName);
  if (!found) throw new Error(`There is no request for ${firstName}.`);
  return found;
}

function digests(person = sponsor) {
  return person.cards().filter(({ summary }) => sponsorListLine.test(summary ?? ''));
}

describe('thirty days before the end', () => {
  it('should ask for all visitors in one message, from eight in the morning, and take an answer in place', async () => {
    await hasVisitor('Ottoline');
    await hasVisitor('Barnaby', { validFrom: '2027-02-01', validTo: '2027-06-20' });
    await world.passTo('2027-05-21T07:59');
    expect(digests()).toHaveLength(0);
    await world.passTo('2027-05-31T09:00');
    // Barnaby's thirty days on 21 May, Ottoline's on 31 May, a closed Monday: the second message shows Ottoline, then Barnaby.
    expect(digests()).toHaveLength(2);
    const text = seenBy(sponsor);
    expect(text.indexOf('Ottoline')).toBeLessThan(text.indexOf('Barnaby'));
    expect(text).toContain('Last day: Wed 30 Jun 2027, in 30 days');
    expect(sponsor.inputs()[`until-${theirs('Ottoline').id}`]).toBe('2027-11-30');

    await sponsor.presses('Reapprove', {}, { where: { request: theirs('Ottoline').id } });
    expect(theirs('Ottoline')).toMatchObject({ validTo: '2027-11-30', status: 'active' });
    expect(seenBy(sponsor)).toContain('Ottoline Fairweather: Reapproved to Tue 30 Nov 2027.');
    expect(seenBy(sponsor)).toContain('in 20 days');
    await world.work(10);
    // The earlier message closed for the newer one.
    expect(digests().map(({ card }) => textOf(card).includes('Tue 30 Nov 2027'))).toEqual([false, true]);

    await sponsor.presses('Let it expire', {}, { where: { request: theirs('Barnaby').id } });
    await world.work(10);
    expect(theirs('Barnaby').account?.ending).toBeDefined();
    expect(digests().map(({ card }) => textOf(card).includes(endingLine('2027-06-20', 'you')))).toEqual([false, true]);
    expect(textOf(digests()[0]?.card ?? {})).toBe('Your visitors, Fri 21 May 2027: there is a newer list below.');
    // Decided: nobody asks again, and the account ends on its day.
    await world.passTo('2027-06-21T07:00');
    expect(digests()).toHaveLength(2);
    expect(theirs('Barnaby').status).toBe('expired');
  });

  it('should remind on two Mondays and on the last working day, expire at midnight and tell so the next morning', async () => {
    const id = await hasVisitor('Ottoline');
    await world.passTo('2027-06-29T23:00');
    expect(digests()).toHaveLength(4);
    await world.passTo('2027-06-30T23:59');
    expect(theirs('Ottoline').status).toBe('active');
    await world.passTo('2027-07-01T00:30');
    expect(theirs('Ottoline').status).toBe('expired');
    expect(digests()).toHaveLength(4);
    await world.passTo('2027-07-01T08:30');
    expect(digests()).toHaveLength(5);
    expect(seenBy(sponsor)).toContain('Expired: the last day was Wed 30 Jun 2027.');
    expect(await eventsOf(world, id)).toEqual(['request', 'approve', 'activate', 'expire']);
    await world.passTo('2027-09-01T00:00');
    expect(digests()).toHaveLength(5);
  });

  it('should keep all at one press, once it has said how many and until when', async () => {
    for (const name of ['Ottoline', 'Barnaby', 'Clement']) await hasVisitor(name);
    await world.passTo('2027-05-31T09:00');
    const typed = { [`until-${theirs('Clement').id}`]: '2027-08-31' };
    await sponsor.presses('Reapprove all 3 …', typed);
    expect(seenBy(sponsor)).toContain('2 visitors until Tue 30 Nov 2027');
    expect(seenBy(sponsor)).toContain('1 visitor until Tue 31 Aug 2027');
    expect(
      requestsIn(world)
        .all()
        .every(({ validTo }) => validTo === '2027-06-30'),
    ).toBe(true);
    await sponsor.presses('Reapprove these 3');
    expect(['Ottoline', 'Barnaby', 'Clement'].map((name) => theirs(name).validTo)).toEqual(['2027-11-30', '2027-11-30', '2027-08-31']);
    expect(seenBy(sponsor)).toContain('You have reapproved 3 visitors.');
    // Each row says until when, and the top does not repeat it.
    expect(seenBy(sponsor).match(/Reapproved to Tue 31 Aug 2027\./g)).toHaveLength(1);
    expect(seenBy(sponsor)).not.toContain('Clement Fairweather: Reapproved');
  });

  it('should sum up at the top those that were reapproved, and no others', async () => {
    for (const firstName of ['Ottoline', 'Barnaby', 'Clement']) {
      const dates = { validFrom: '2027-02-01', validTo: '2027-12-31' };
      await makesRequest(world, sponsor, { reason: 'placement-student', names: { firstName, lastName: 'Fairweather' }, dates });
      await head.presses('Approve');
    }
    await world.passTo('2027-12-01T09:00');
    const until = (day: string, ...names: string[]) => Object.fromEntries(names.map((name) => [`until-${theirs(name).id}`, day]));
    // Longer than a placement may be without an agreement.
    const typed = { ...until('2028-01-31', 'Ottoline', 'Barnaby'), ...until('2028-09-30', 'Clement') };
    await sponsor.presses('Reapprove all 3 …', typed);
    await sponsor.presses('Reapprove these 3');
    expect(seenBy(sponsor)).toContain('You have reapproved 2 visitors.\nClement Fairweather: ');
    expect(theirs('Clement')).toMatchObject({
      validTo: '2027-12-31',
      account: { proposal: { open: { change: { validTo: '2028-09-30' } } } },
    });
  });

  it('should say beside the field what is wrong with a date, and keep what was typed elsewhere', async () => {
    await hasVisitor('Ottoline');
    await hasVisitor('Barnaby');
    await world.passTo('2027-05-31T09:00');
    const typed = { [`until-${theirs('Ottoline').id}`]: '2027-06-30', [`until-${theirs('Barnaby').id}`]: '2027-09-15' };
    await sponsor.presses('Reapprove', typed, { where: { request: theirs('Ottoline').id } });
    expect(seenBy(sponsor)).toContain('Choose a day after the current last day, Wed 30 Jun 2027.');
    expect(sponsor.inputs()).toMatchObject(typed);
    expect(theirs('Ottoline').validTo).toBe('2027-06-30');
  });

  it('should list all that waits at any time, and nobody else’s', async () => {
    await hasVisitor('Ottoline');
    await world.passTo('2027-06-10T12:00');
    await sponsor.says('waiting for reapproval');
    expect(seenBy(sponsor)).toContain('Ottoline Grace Fairweather');
    await sponsor.presses('Let it expire');
    expect(sponsor.buttons()).toContain('Undo');
    await sponsor.presses('Undo');
    expect(seenBy(sponsor)).toContain('needs your answer again');
    await head.says('waiting for reapproval');
    expect(seenBy(head)).toContain('Nothing is waiting for your reapproval.');
  });

  it('should open a visitor from the list, and lead back to it', async () => {
    await hasVisitor('Ottoline');
    await world.passTo('2027-05-31T09:00');
    await sponsor.presses('Open');
    expect(seenBy(sponsor)).toContain(theirs('Ottoline').id);
    await sponsor.presses('Back');
    expect(sponsor.buttons()).toContain('Let it expire');
  });

  it('should ask again from the morning’s message, and never draw over what is typed there', async () => {
    await hasVisitor('Ottoline');
    await hasVisitor('Barnaby');
    await world.passTo('2027-07-01T08:30');
    await sponsor.presses('Request again', {}, { where: { request: theirs('Ottoline').id } });
    const draft = seenBy(sponsor);
    expect(draft).toContain('Fairweather');
    expect(JSON.stringify(sponsor.cards().at(-1)?.card)).not.toContain('show-list');
    const [other] =
      (await world.stores.requests.readAll(theirs('Barnaby').id))?.copies.filter(
        ({ message }) => messageKey(message) === 'digest-sponsor-2027-07-01',
      ) ?? [];
    if (!other) throw new Error('Barnaby was not told of.');
    // A change of another visitor of the same message.
    await world.queue.enqueue({ kind: 'digest', person: sponsor.id, digest: 'sponsor', date: '2027-07-01' }, 0);
    await world.work(10);
    expect(seenBy(sponsor)).toBe(draft);
  });

  it('should refuse to keep what has ended, and revive nothing', async () => {
    await hasVisitor('Ottoline');
    await world.passTo('2027-06-29T12:00');
    world.clock.set('2027-07-01T00:00');
    // The sweep is late: the account is over all the same.
    await sponsor.presses('Reapprove');
    expect(seenBy(sponsor)).toContain('The last day has passed');
    expect(theirs('Ottoline').validTo).toBe('2027-06-30');
  });
});

describe('a list that somebody is using', () => {
  it('should keep what is typed beside other visitors, and what became of the last, when the worker has gone over it', async () => {
    await hasVisitor('Ottoline');
    await hasVisitor('Barnaby');
    await world.passTo('2027-05-31T09:00');
    const typed = { [`until-${theirs('Barnaby').id}`]: '2027-07-15' };
    await sponsor.presses('Reapprove', typed, { where: { request: theirs('Ottoline').id } });
    await world.work(30);
    expect(sponsor.inputs()).toMatchObject(typed);
    expect(seenBy(sponsor)).toContain('Ottoline Fairweather: Reapproved to Tue 30 Nov 2027.');
    await sponsor.presses('Reapprove', sponsor.inputs() as Record<string, string>, {
      where: { request: theirs('Barnaby').id },
    });
    expect(theirs('Barnaby').validTo).toBe('2027-07-15');
  });
});
