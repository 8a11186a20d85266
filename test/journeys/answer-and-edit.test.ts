import { viewIn } from '../fakes/tab-person';
import { eventsOf, makesRequest, messagesLike, requestIn, seenBy } from './steps';
import { story } from './story';

const { world, sponsor, head } = story(['sponsor', 'head']);
const typed = 'The Ada Lovelace building.';

beforeEach(async () => {
  await makesRequest(world, sponsor);
  await head.presses('Return with a question');
  await head.presses('Return with a question', { words: 'Which building?' });
  await world.work();
});

describe('an answer that is typed before the request is edited', () => {
  it('should go along into the draft, be editable where it is checked, and be sent with the edits', async () => {
    await sponsor.presses('Edit and resubmit', { words: typed });
    expect(sponsor.inputs()).toEqual({ words: typed });
    await sponsor.presses('Edit visit', { words: `${typed} Room 2.` });
    await sponsor.presses('Next', { validTo: '2027-05-31' });
    expect(sponsor.inputs()).toEqual({ words: `${typed} Room 2.` });
    await sponsor.presses('Resubmit', { words: `${typed} Room 3.` });
    await world.work();
    expect(requestIn(world)).toMatchObject({
      status: 'pending',
      validTo: '2027-05-31',
      question: { answered: { question: 'Which building?', answer: `${typed} Room 3.` } },
    });
    expect(messagesLike(head, /answered your question/)).toBe(1);
    expect(seenBy(head)).toContain(`${typed} Room 3.`);
  });

  it('should go into a draft that was begun before', async () => {
    await sponsor.presses('Edit and resubmit');
    const asked = sponsor.messages().find(({ card }) => JSON.stringify(card ?? '').includes('"Your answer (required)"'));
    world.clock.pass({ minutes: 2 });
    await sponsor.presses('Edit and resubmit', { words: typed }, { seen: asked! });
    expect(sponsor.inputs()).toEqual({ words: typed });
  });

  it('should be enough without an edit, as an answer alone', async () => {
    await sponsor.presses('Edit and resubmit');
    await sponsor.presses('Resubmit', { words: typed });
    expect(await eventsOf(world)).toEqual(['request', 'return', 'answer']);
    expect(requestIn(world)).toMatchObject({ status: 'pending', question: { answered: { answer: typed } } });
  });

  it('should be required where nothing is edited, and may be left out otherwise', async () => {
    await sponsor.presses('Edit and resubmit');
    expect(JSON.stringify(sponsor.lastCard().card)).toContain('Your answer (required)');
    await sponsor.presses('Edit visit');
    await sponsor.presses('Next', { validTo: '2027-05-31' });
    expect(JSON.stringify(sponsor.lastCard().card)).toContain('Your answer (optional)');
    await sponsor.presses('Resubmit');
    await world.work();
    expect(requestIn(world).question.answered).toEqual({ question: 'Which building?' });
    expect(messagesLike(head, /edited and resubmitted/)).toBe(1);
  });

  it('should stay on the card where it is too long', async () => {
    await sponsor.presses('Edit and resubmit');
    const answer = await sponsor.presses('Resubmit', { words: 'long '.repeat(300) });
    expect(answer.card).toBeUndefined();
    expect(answer.text).toContain('at most 1000 characters');
    expect(requestIn(world).status).toBe('returned');
  });

  it('should be known as sent by another press, in however many lines it was typed', async () => {
    const { id } = requestIn(world);
    await sponsor.presses('Edit and resubmit');
    const page = world.tab(sponsor);
    const view = await page.fills(id, { answer: 'The Ada Lovelace building.\nRoom 4.' });
    const { drafts } = world.stores;
    const deletes = drafts.delete.bind(drafts);
    drafts.delete = () => Promise.reject(new Error('away'));
    const sent = await page.sends(view);
    expect(await page.sends(view)).toEqual(sent);
    await world.work(2);
    await head.presses('Approve');
    expect(await page.sends(view)).toEqual(sent);
    drafts.delete = deletes;
    await page.sends(view);
    expect(await drafts.list(sponsor.id, 5)).toEqual([]);
  });

  it('should be on the page of the tab too', async () => {
    const { id } = requestIn(world);
    await sponsor.presses('Edit and resubmit', { words: typed });
    const page = world.tab(sponsor);
    const field = viewIn(await page.opensDraft(id))
      .sections.flatMap(({ fields }) => fields)
      .find((one) => one.field === 'answer');
    expect(field).toMatchObject({ value: typed, label: 'Your answer (required)' });
    const view = await page.fills(id, { answer: 'Room 4.' });
    expect(view.send).toBe('Resubmit');
    await page.sends(view);
    expect(requestIn(world)).toMatchObject({ status: 'pending', question: { answered: { answer: 'Room 4.' } } });
  });
});

it('should show the approver an answer that was added by an edit, as it is stored', async () => {
  await sponsor.presses('Edit and resubmit');
  await sponsor.presses('Edit visit');
  await sponsor.presses('Next', { preferredName: 'Otti' });
  await sponsor.presses('Edit visitor');
  await sponsor.presses('Next', { lastName: 'Vale' });
  await sponsor.presses('Resubmit');
  await world.work();
  const stored = JSON.parse(JSON.stringify(requestIn(world).question.changed)) as object;
  expect(stored).toEqual({ preferredName: null, lastName: 'Fairweather' });
  expect(seenBy(head)).toContain('Preferred name not given → Otti');
});
