import type { TeamsPerson } from '../fakes/teams-client';
import { eventsOf, makesRequest, newsOf, requestIn, requestsIn, seenBy, textOf } from './steps';
import { story } from './story';

const { world, sponsor, head, deputy } = story(['sponsor', 'head', 'deputy']);
beforeEach(async () => {
  await makesRequest(world, sponsor);
});

/** Every full card of the person that shows the request, oldest first. */
function cardsOf(person: TeamsPerson): string[] {
  const { id } = requestIn(world);
  return person
    .cards()
    .filter(({ card }) => 'refresh' in card)
    .map(({ card }) => textOf(card))
    .filter((text) => text.includes(id));
}

async function decides(title: string): Promise<void> {
  await head.presses(title);
  if (title === 'Reject') await head.presses(title, { words: 'No room this term.' });
}

describe.each([
  ['Approve', 'approve', 'Approved'],
  ['Reject', 'reject', 'Rejected'],
])('a decision taken back: %s', (title, verb, shown) => {
  it('should leave nobody with a card of the decision, and ring once more with the sponsor only', async () => {
    await deputy.says('waiting for me');
    await deputy.presses('Open');
    await decides(title);
    await world.work();
    for (const person of [sponsor, head, deputy]) expect(cardsOf(person).every((text) => text.includes(shown))).toBe(true);
    const [told, asked] = [sponsor.messages().length, head.messages().length];

    world.clock.pass({ minutes: 5 });
    await head.presses('Undo my decision');
    expect(head.buttons()).toEqual(['Approve', 'Reject', 'Return with a question', 'Approve with changes', 'Ask my deputy']);
    await world.work();
    for (const person of [sponsor, head, deputy]) {
      expect(cardsOf(person).length).toBeGreaterThan(0);
      for (const text of cardsOf(person)) {
        const who = person === head ? 'You reversed your' : 'Eleanor Brightwater reversed their';
        expect(text).toContain(`${who} decision on Mon 18 Jan 2027 at 10:2`);
        expect(text).not.toContain('No room this term.');
        expect(text).not.toContain(`${shown} by`);
      }
    }
    expect(deputy.buttons()).toContain('Approve');
    expect(sponsor.messages()).toHaveLength(told + 1);
    expect(newsOf(sponsor)).toContain('reversed the decision; it will be decided again');
    expect(head.messages()).toHaveLength(asked);
    expect(await eventsOf(world)).toEqual(['request', verb, 'recall']);
    await head.says('waiting for me');
    expect(seenBy(head)).toContain('Ottoline Fairweather');
  });

  it('should let another decide anew, of which the sponsor hears like of any decision', async () => {
    await decides(title);
    const seen = head.lastCard();
    await world.work();
    await head.presses('Undo my decision');
    await world.work();
    await deputy.says('waiting for me');
    await deputy.presses('Open');
    await deputy.presses('Approve');
    await world.work();
    await head.presses('Undo my decision', {}, { seen });
    expect(seenBy(head)).toContain('nothing was done');
    expect(requestIn(world)).toMatchObject({ status: 'approved' });
    expect(requestIn(world)).not.toHaveProperty('recalled');
    for (const text of cardsOf(sponsor)) expect(text).toMatch(/Approved by Tomasz Więcek/);
    expect(newsOf(sponsor)).toContain('approved your request');
  });
});

describe('the button', () => {
  it('should work for ten minutes on an account that is active at once, and not after', async () => {
    await sponsor.presses('Withdraw');
    await sponsor.presses('Withdraw');
    await world.work();
    await sponsor.says('new visitor');
    await sponsor.presses('Next', { department: 'computer-science' });
    await sponsor.presses('Next', { reason: 'visiting-professor', firstName: 'Ines', lastName: 'Vale' });
    await sponsor.presses('Next', { validFrom: '2027-01-18', validTo: '2027-06-30', itAccess: 'staff-like', idCard: 'no' });
    await sponsor.presses('Make request');
    await world.work();
    const made = () =>
      requestsIn(world)
        .all()
        .find(({ status }) => status !== 'withdrawn');
    await head.presses('Approve');
    expect(made()?.status).toBe('active');
    world.clock.pass({ minutes: 9 });
    await head.presses('Undo my decision');
    expect(made()?.status).toBe('pending');
    await head.presses('Approve');
    const seen = head.lastCard();
    world.clock.pass({ minutes: 11 });
    await head.presses('Undo my decision', {}, { seen });
    expect(made()?.status).toBe('active');
    expect(seenBy(head)).toContain('already active');
  });

  it('should be gone from a card that is drawn later, and do nothing where it still stands', async () => {
    await head.presses('Approve');
    const seen = head.lastCard();
    await world.work();
    world.clock.pass({ minutes: 10 });
    await head.refreshes();
    expect(head.buttons()).toEqual(['Next one', 'End the account now']);
    await head.presses('Undo my decision', {}, { seen });
    expect(seenBy(head)).toContain('A decision can be undone for 10 minutes');
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
  });

  it('should be nobody else’s', async () => {
    await deputy.says('waiting for me');
    await deputy.presses('Open');
    await head.presses('Approve');
    await world.work();
    for (const person of [sponsor, deputy]) expect(person.buttons()).not.toContain('Undo my decision');
  });

  it('should take back a decision of which the sponsor has not been told yet', async () => {
    const told = sponsor.messages().length;
    await head.presses('Approve');
    await head.presses('Undo my decision');
    await world.work();
    expect(sponsor.messages()).toHaveLength(told + 1);
    expect(cardsOf(sponsor).join('\n')).not.toContain('Approved');
    expect(newsOf(sponsor)).toContain('reversed the decision; it will be decided again');
    expect(head.buttons()).toContain('Approve');
  });
});
