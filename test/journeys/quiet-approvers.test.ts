import { channelOf, FakeMailer } from '../fakes/fake-mailer';
import { deciderListLine, headId } from '../make';
import { makesRequest, messagesLike, requestIn, requestsIn, seenBy } from './steps';
import { story } from './story';

const asked = /needs your approval|reminds you to decide/;

let mailer: FakeMailer;
const { world, sponsor, head } = story(['sponsor', 'head'], () => {
  mailer = new FakeMailer();
  return { mail: channelOf(mailer) };
});

const cards = () => messagesLike(head, asked);
const lists = () => messagesLike(head, deciderListLine);
async function until(moment: string): Promise<void> {
  world.clock.set(moment);
  await world.product.sweep();
  await world.work();
}
async function choosesTheList(): Promise<void> {
  await head.says('waiting for me');
  await head.presses('Notifications');
  await head.presses('One list a day at eight');
}

describe('an approver', () => {
  it('should get a card at once unless they choose otherwise, and read what they have chosen', async () => {
    await head.says('notifications');
    expect(seenBy(head)).toContain('You get a card in this chat for each request as soon as it is waiting');
    await makesRequest(world, sponsor);
    expect(cards()).toBe(1);
    await choosesTheList();
    expect(seenBy(head)).toContain('Saved. You get one list a day in this chat, at eight on working days');
    await head.says('one list a day');
    expect(seenBy(head)).toContain('You get one list a day');
    await head.presses('A card at once');
    expect(seenBy(head)).toContain('Saved. You get a card in this chat');
  });

  it('should get the mail at once, and on the next working day at eight one list of all that came', async () => {
    await choosesTheList();
    world.clock.set('2027-01-22T16:00');
    await makesRequest(world, sponsor);
    await makesRequest(world, sponsor, { names: { firstName: 'Ines', lastName: 'Vale' } });
    expect([cards(), lists()]).toEqual([0, 0]);
    expect(mailer.subjectsFor(headId)).toHaveLength(2);
    await until('2027-01-23T08:05');
    expect(lists()).toBe(0);
    await until('2027-01-25T07:05');
    expect(lists()).toBe(0);
    await until('2027-01-25T08:05');
    expect([cards(), lists()]).toEqual([0, 1]);
    expect(seenBy(head)).toMatch(/Ottoline[^]*Ines|Ines[^]*Ottoline/);
    await until('2027-01-25T09:05');
    expect(lists()).toBe(1);
    expect(mailer.subjectsFor(headId)).toHaveLength(2);
  });

  it('should not find on the list what was decided before, nor get a list of nothing', async () => {
    await choosesTheList();
    await makesRequest(world, sponsor);
    const deputy = await world.somebody('deputy');
    await deputy.says('waiting for me');
    await deputy.presses('Open');
    await deputy.presses('Approve');
    await world.work();
    await until('2027-01-19T08:05');
    expect([cards(), lists()]).toEqual([0, 0]);
  });

  it('should keep the choice when the bot is installed again', async () => {
    await choosesTheList();
    await makesRequest(world, sponsor);
    await head.installs();
    await world.work();
    expect(cards()).toBe(0);
    await head.says('notifications');
    expect(seenBy(head)).toContain('You get one list a day');
  });

  it('should find a sponsor’s reminder on the list too, once it is theirs to send', async () => {
    await choosesTheList();
    await makesRequest(world, sponsor);
    await until('2027-01-19T08:05');
    expect(lists()).toBe(1);
    world.clock.set('2027-01-19T12:00');
    await sponsor.says(requestIn(world).id);
    await sponsor.presses('Send a reminder');
    await world.work();
    expect([cards(), lists()]).toEqual([0, 1]);
    await until('2027-01-20T08:05');
    expect(lists()).toBe(2);
  });

  it('should get cards again once they choose so, of what comes then', async () => {
    await choosesTheList();
    await makesRequest(world, sponsor);
    await head.says('notifications');
    await head.presses('A card at once');
    await makesRequest(world, sponsor, { names: { firstName: 'Ines', lastName: 'Vale' } });
    expect(cards()).toBe(1);
    expect(requestsIn(world).all()).toHaveLength(2);
  });
});
