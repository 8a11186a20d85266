import { eventsOf, forges, makesRequest, requestsIn, seenBy } from './steps';
import { story } from './story';

const { world, sponsor, head } = story(['sponsor', 'head']);
beforeEach(async () => {
  for (const firstName of ['Ottoline', 'Barnaby', 'Clement'])
    await makesRequest(world, sponsor, { names: { firstName, lastName: 'Fairweather' } });
  await head.says('waiting for me');
});

function theirs(name: string) {
  const found = requestsIn(world)
    .all()
    .find(({ answers }) => answers.firstName === name);
  if (!found) throw new Error(`There is no request for ${name}.`);
  return found;
}

const ticks = (...names: string[]) => Object.fromEntries(names.map((name) => [`tick-${theirs(name).id}`, 'true']));

it('should approve those ticked together, each with a record of its own, once they were shown', async () => {
  await head.presses('Approve selected …', ticks('Ottoline', 'Clement'));
  expect(seenBy(head)).toContain('Approve these 2 requests without changes?');
  expect(seenBy(head)).not.toContain('Barnaby');
  expect(
    requestsIn(world)
      .all()
      .every(({ status }) => status === 'pending'),
  ).toBe(true);
  await head.presses('Approve 2 requests');
  expect(['Ottoline', 'Barnaby', 'Clement'].map((name) => theirs(name).status)).toEqual(['approved', 'pending', 'approved']);
  expect(seenBy(head)).toContain('Ottoline Fairweather: approved.');
  expect(seenBy(head)).toContain('Barnaby Fairweather');
  await world.work();
  for (const name of ['Ottoline', 'Clement']) expect(await eventsOf(world, theirs(name).id)).toEqual(['request', 'approve']);
  expect(sponsor.cards().filter(({ summary, updates }) => / approved your request/.test(summary ?? '') && updates === 0)).toHaveLength(2);
});

it('should say which has changed meanwhile, and let the others through', async () => {
  await head.presses('Approve selected …', ticks('Ottoline', 'Clement'));
  await sponsor.says(`status ${theirs('Clement').id}`);
  await sponsor.presses('Withdraw');
  await sponsor.presses('Withdraw');
  await head.presses('Approve 2 requests');
  expect(seenBy(head)).toContain('Clement Fairweather: This request has changed');
  expect(['Ottoline', 'Clement'].map((name) => theirs(name).status)).toEqual(['approved', 'withdrawn']);
});

it('should go on listing what its sponsor resubmitted meanwhile, as it still waits', async () => {
  await head.presses('Approve selected …', ticks('Ottoline', 'Barnaby', 'Clement'));
  await sponsor.says(`status ${theirs('Clement').id}`);
  await sponsor.presses('Edit');
  await sponsor.presses('Edit visit');
  await sponsor.presses('Next', { validTo: '2027-05-31' });
  await sponsor.presses('Resubmit');
  await head.presses('Approve 3 requests');
  expect(['Ottoline', 'Barnaby', 'Clement'].map((name) => theirs(name).status)).toEqual(['approved', 'approved', 'pending']);
  expect(seenBy(head)).toContain('Clement Fairweather: This request has changed');
  expect(seenBy(head)).not.toContain('Nothing is waiting for your decision');
  const row = /^Clement Fairweather$/m;
  expect(seenBy(head)).toMatch(row);
  expect(seenBy(head)).not.toMatch(/^Barnaby Fairweather$/m);
  await head.says('waiting for me');
  expect(seenBy(head)).toMatch(row);
});

it('should ask for a tick where there is none, and go back where that is wanted', async () => {
  await head.presses('Approve selected …');
  expect(seenBy(head)).toContain('Nothing is selected.');
  // Said again where the button is: the list may be long.
  expect(seenBy(head)).toMatch(/⚠ Nothing is selected\.[^\n]*$/m);
  await head.presses('Approve selected …', ticks('Ottoline'));
  await head.presses('Cancel');
  expect(head.buttons()).toContain('Approve selected …');
  expect(theirs('Ottoline').status).toBe('pending');
});

it('should decide nothing for whoever may not', async () => {
  const stranger = await world.somebody('stranger');
  const requests = requestsIn(world)
    .all()
    .map(({ id, revision }) => ({ request: id, revision }));
  const inputs = Object.fromEntries(requests.map(({ request }) => [`tick-${request}`, 'true']));
  const asked = await forges(world, stranger, 'ask-approve-ticked', { from: 0, shown: requests, ...inputs });
  expect(asked.text).not.toContain('Fairweather');
  for (const person of [stranger, sponsor]) {
    const { text } = await forges(world, person, 'approve-ticked', { from: 0, ticked: requests });
    expect(text).not.toContain('approved.');
  }
  expect(
    requestsIn(world)
      .all()
      .every(({ status }) => status === 'pending'),
  ).toBe(true);
});
