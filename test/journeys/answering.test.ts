import { eventsOf, forges, makesRequest, messagesLike, requestIn, resubmits, seenBy } from './steps';
import { story } from './story';

const question = 'Which *project* is this for?';
const answer = 'The **robotics** one; [see](x).';

const { world, sponsor, head } = story(['sponsor', 'head']);
beforeEach(async () => {
  await makesRequest(world, sponsor);
  await head.presses('Return with a question');
  await head.presses('Return with a question', { words: question });
  await world.work();
});

describe('a returned request', () => {
  it('should have a box for the answer, and be asked anew with question and answer on top', async () => {
    expect(seenBy(sponsor)).toContain(question);
    expect(sponsor.inputs()).toEqual({ words: '' });
    expect(sponsor.buttons().slice(0, 2)).toEqual(['Answer', 'Edit and resubmit']);
    await sponsor.presses('Answer', { words: answer });
    await world.work();
    expect(requestIn(world)).toMatchObject({ status: 'pending', revision: 3, question: { revision: 3, answered: { question, answer } } });
    expect(requestIn(world)).not.toHaveProperty('decision');
    expect(await eventsOf(world)).toEqual(['request', 'return', 'answer']);
    expect(messagesLike(head, /needs your approval|please decide|you to decide/)).toBe(2);
    expect(seenBy(head)).toContain(`Question and answer\nQuestion: \n${question}\nAnswer: \n${answer}`);
    await head.presses('Approve');
    expect(requestIn(world).status).toBe('approved');
  });

  it.each([
    ['nothing', '  ', 'Please answer the question here'],
    ['5,000 characters', `${'word '.repeat(999)}end`, 'at most 1000 characters'],
  ])('should keep what was typed where that is %s, and send nothing', async (_what, words, sentence) => {
    await sponsor.presses('Answer', { words });
    expect(seenBy(sponsor)).toContain(sentence);
    expect(words.trim().startsWith(String(sponsor.inputs()['words']).trim())).toBe(true);
    expect(requestIn(world).status).toBe('returned');
  });

  it('should show what was changed beside the question where it is edited instead', async () => {
    await resubmits(sponsor, { validTo: '2027-05-31' });
    await world.work();
    expect(seenBy(head)).toContain(
      `Question, and what has changed\nQuestion: \n${question}\nChanged: \nValid to Wed 30 Jun 2027 → Mon 31 May 2027.`,
    );
  });

  it('should stay in the history with question, answer and what changed, for whoever decides too', async () => {
    await resubmits(sponsor, { words: answer, validTo: '2027-05-31', telephone: '01632 960 148' });
    await world.work();
    await head.presses('Approve');
    const historyOf = async (person: { id: string }) => (await world.tab(person).opens(requestIn(world).id)).timeline.slice(1, 3);
    const validTo = { label: 'Valid to', before: 'Wed 30 Jun 2027', after: 'Mon 31 May 2027' };
    const telephone = { label: 'Telephone', after: '01632 960 148' };
    const returned = expect.objectContaining({ title: 'Returned with a question', words: question }) as object;
    const resubmitted = (changes: object[]) =>
      expect.objectContaining({ title: 'Resubmitted', words: answer, changes: expect.arrayContaining(changes) as object }) as object;
    expect(await historyOf(sponsor)).toEqual([resubmitted([validTo, telephone]), returned]);
    // How the visitor is reached is of no use for deciding.
    expect(await historyOf(head)).toEqual([resubmitted([validTo, { label: 'Telephone' }]), returned]);
  });

  it('should be answered once, and by nobody but its sponsor', async () => {
    const { id, revision } = requestIn(world);
    for (const role of ['head', 'deputy', 'admin', 'stranger'] as const) {
      await forges(world, await world.somebody(role), 'answer', { request: id, revision, words: 'Mine.' });
      expect(requestIn(world).status).toBe('returned');
    }
    await Promise.all([
      sponsor.presses('Answer', { words: answer }),
      forges(world, sponsor, 'answer', { request: id, revision, words: 'Another.' }),
    ]);
    await world.work();
    expect(await eventsOf(world)).toEqual(['request', 'return', 'answer']);
    expect(messagesLike(head, /needs your approval|please decide|you to decide/)).toBe(2);
  });

  it('should be edited where what was asked for is no longer possible', async () => {
    const { all } = world.stores.departments;
    world.stores.departments.all = async () => (await all.call(world.stores.departments)).filter(({ id }) => id !== 'computer-science');
    await sponsor.refreshes();
    expect(sponsor.buttons()).not.toContain('Answer');
    expect(sponsor.buttons()).toContain('Edit and resubmit');
    const { id, revision } = requestIn(world);
    expect((await forges(world, sponsor, 'answer', { request: id, revision, words: answer })).text).toContain('no longer possible');
    expect(requestIn(world).status).toBe('returned');
  });
});
