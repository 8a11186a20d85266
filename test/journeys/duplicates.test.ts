import type { VisitorRequest } from '../../bot/domain/request/visitor-request';
import { actions } from '../../cards/actions';
import type { TeamsPerson } from '../fakes/teams-client';
import { draftOf, fillsIn, forges, makesRequest, requestIn, requestsIn, seenBy } from './steps';
import { story } from './story';

const { world, sponsor, head, stranger: other } = story(['sponsor', 'head', 'stranger']);

const here = 'This visitor may already have an account';
const theirs = 'An account in this name exists or has been requested in School of Computer Science. Its sponsor is Marisol Okafor.';
const requests = (): VisitorRequest[] => requestsIn(world).all();

/** To the card of the visit. */
async function names(person: TeamsPerson, firstName: string, lastName: string, department = 'computer-science'): Promise<void> {
  await person.says('new visitor');
  if (person.buttons().includes('Start another')) await person.presses('Start another');
  await person.presses('Next', { department });
  await person.presses('Next', { reason: 'visiting-professor', firstName, lastName });
}

async function toReview(person: TeamsPerson, more: Record<string, string> = {}): Promise<void> {
  await person.presses('Next', { validFrom: '2027-03-01', validTo: '2027-12-31', itAccess: 'staff-like', idCard: 'no', ...more });
}

describe('a visitor whom the sponsor has already', () => {
  it('should be shown after the names, and be opened and left again with nothing typed lost', async () => {
    await makesRequest(world, sponsor);
    const { id } = requestIn(world);
    await names(sponsor, 'OTTOLINE', 'Fair-weather');
    expect(seenBy(sponsor)).toContain(here);
    expect(seenBy(sponsor)).toContain(`Ottoline Fairweather: your request ${id}`);
    expect(seenBy(sponsor)).toContain('Dates, access and details');
    await sponsor.presses(`Open ${id}`, { validFrom: '2027-03-01', validTo: '2027-12-31' });
    expect(seenBy(sponsor)).toContain('Waiting for a decision');
    await sponsor.refreshes();
    await sponsor.presses('Back');
    expect(sponsor.inputs()).toMatchObject({ validFrom: '2027-03-01', validTo: '2027-12-31' });
    await toReview(sponsor);
    expect(seenBy(sponsor)).toContain(here);
    await sponsor.refreshes();
    expect(seenBy(sponsor)).toContain(here);
    await sponsor.presses('Make request');
    await world.work();
    expect(requests()).toHaveLength(2);
    expect(seenBy(head)).not.toContain(here);
  });

  it('should be offered to be kept longer in the last thirty days instead', async () => {
    await makesRequest(world, sponsor);
    await head.presses('Approve');
    await world.work();
    world.clock.set('2027-06-05T09:00:00');
    await names(sponsor, 'Ottoline', 'Fairweather');
    expect(seenBy(sponsor)).toContain('Instead of requesting another account, open this one and reapprove it.');
    world.clock.set('2027-07-01T09:00:00');
    await sponsor.refreshes();
    expect(seenBy(sponsor)).not.toContain(here);
  });

  it('should be known by the email, under another name and elsewhere, once that is given', async () => {
    await makesRequest(world, sponsor);
    await names(sponsor, 'Otty', 'Vale', 'history');
    expect(seenBy(sponsor)).not.toContain(here);
    await toReview(sponsor, { personalEmail: 'O.Fairweather@EXAMPLE.org' });
    expect(seenBy(sponsor)).toContain(`Ottoline Fairweather: your request ${requestIn(world).id}`);
  });

  it('should not be the request that is being changed, nor one that is over', async () => {
    await makesRequest(world, sponsor);
    await head.presses('Return with a question');
    await head.presses('Return with a question', { words: 'Which room?' });
    await world.work();
    await sponsor.presses('Edit and resubmit');
    expect(seenBy(sponsor)).toContain('What do you want to edit?');
    expect(seenBy(sponsor)).not.toContain(here);
    await sponsor.presses('Edit visit');
    await sponsor.presses('Next', { validTo: '2027-05-31' });
    await sponsor.presses('Resubmit');
    await sponsor.presses('Withdraw');
    await sponsor.presses('Withdraw');
    await world.work();
    await names(sponsor, 'Ottoline', 'Fairweather');
    expect(seenBy(sponsor)).not.toContain(here);
  });

  it('should not be met when the same is asked again', async () => {
    await makesRequest(world, sponsor);
    await head.presses('Reject');
    await head.presses('Reject', { words: 'No room this term.' });
    await world.work();
    await sponsor.presses('Request again');
    expect(seenBy(sponsor)).not.toContain(here);
    await head.presses('Undo my decision');
    await world.work();
    // The old one is open again.
    await sponsor.presses(
      'Back',
      {},
      { on: sponsor.cards().find(({ card }) => JSON.stringify(card).includes('make-request'))?.activity ?? '' },
    );
    await sponsor.says('new visitor');
    await sponsor.presses('Continue');
    await sponsor.presses('Next');
    expect(seenBy(sponsor)).toContain(here);
  });
});

describe('a visitor of another sponsor', () => {
  beforeEach(async () => {
    await makesRequest(world, sponsor);
  });
  /** All that the other person has been shown, as it was sent. */
  const shown = () => JSON.stringify(other.messages());

  it('should be told by department and sponsor alone, and stop nobody', async () => {
    await names(other, 'Öttoline', 'FAIRWEATHER');
    expect(seenBy(other)).toContain(theirs);
    expect(other.buttons().slice(-5)).toEqual(['Next', 'Back', 'Save for later', 'Discard', 'Fill in on one page']);
    expect(other.buttons().join()).not.toContain('Open');
    await toReview(other);
    expect(seenBy(other)).toContain(theirs);
    expect(shown()).not.toContain(requestIn(world).id);
    expect(shown()).not.toMatch(/2027-02-01|2027-06-30|1 Feb 2027|30 Jun 2027|o\.fairweather|Grace/);
    await other.presses('Make request');
    expect(requests()).toHaveLength(2);
  });

  it('should not be told to whoever knows the address and not the name', async () => {
    await names(other, 'Mallory', 'Vale', 'history');
    await toReview(other, { personalEmail: 'o.fairweather@example.org' });
    expect(shown()).not.toMatch(/already|Okafor|Computer Science"|Fairweather/);
  });

  it('should be told to whoever knows both, wherever they ask', async () => {
    await names(other, 'Ottoline', 'Fairweather', 'history');
    expect(seenBy(other)).not.toContain(here);
    await toReview(other, { personalEmail: 'o.fairweather@example.org' });
    expect(seenBy(other)).toContain(theirs);
    expect(shown()).not.toContain(requestIn(world).id);
  });

  it('should not be opened by a button that was made up', async () => {
    await names(other, 'Ottoline', 'Fairweather');
    const draft = await draftOf(world, other);
    const data = { draft: draft.id, step: 'visit', revision: draft.revision, request: requestIn(world).id };
    const { text } = await forges(world, other, actions.openDuplicate.verb, data);
    expect(text).toContain('This request does not exist or you do not have access to it.');
    expect(text).not.toMatch(/Fairweather|Okafor/);
  });
});

describe('storage that cannot be read', () => {
  it('should stop nobody, and lose nothing', async () => {
    await makesRequest(world, sponsor);
    world.stores.views.list = () => Promise.reject(new Error('could not read Ottoline Fairweather'));
    await fillsIn(world, sponsor);
    expect(seenBy(sponsor)).toContain('Check and make the request');
    expect(seenBy(sponsor)).not.toContain(here);
    await sponsor.presses('Make request');
    expect(requests()).toHaveLength(2);
    expect(JSON.stringify(world.lines)).not.toMatch(/Ottoline|Fairweather/);
    expect(world.lines.filter(({ what }) => what.includes('not compared')).length).toBeGreaterThan(1);
  });
});
