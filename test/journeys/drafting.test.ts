import { inputsOf } from '../fakes/card-form';
import { viewIn } from '../fakes/tab-person';
import { makeDraft } from '../make';
import { draftOf, eventsOf, fillsIn, makesRequest, messagesLike, requestIn, requestsIn, restarted, seenBy } from './steps';
import { story } from './story';

const { world, sponsor } = story(['sponsor']);

async function upToNames(): Promise<void> {
  await sponsor.says('new visitor');
  await sponsor.presses('Next', { department: 'computer-science' });
}

const ines = { reason: 'visiting-professor', firstName: 'Ines', lastName: 'Vale' };

describe('the steps of a draft', () => {
  it('should ask for the department alone, over the whole list', async () => {
    await sponsor.says('new visitor');
    const inputs = inputsOf(sponsor.lastCard().card);
    expect(inputs.map(({ id }) => id)).toEqual(['department']);
    expect(inputs[0]?.element).toMatchObject({ choices: { length: 76 } });
    expect(inputs[0]?.element['style']).toBe('filtered');
    expect(sponsor.buttons()).toEqual(['Next', 'Fill in on one page', 'Save for later', 'Discard']);
  });

  it('should replace one card in place and ask for everything in order', async () => {
    const before = sponsor.messages().length;
    await fillsIn(world, sponsor, { access: { itAccess: 'none', idCard: 'yes' } });
    expect(sponsor.messages()).toHaveLength(before + 1);
    expect(sponsor.buttons()).toContain('Make request');
  });

  it('should be four, whatever is asked', async () => {
    await sponsor.says('new visitor');
    expect(seenBy(sponsor)).toContain('Step 1 of 4');
    await sponsor.presses('Next', { department: 'computer-science' });
    await sponsor.presses('Next', { ...ines, reason: 'contractor-consultant' });
    expect(seenBy(sponsor)).toContain('Step 3 of 4');
    expect(sponsor.inputs()).toHaveProperty('employer');
    await sponsor.presses('Back');
    await sponsor.presses('Next', ines);
    expect(sponsor.inputs()).not.toHaveProperty('employer');
    await sponsor.presses('Next', { validFrom: '2027-02-01', itAccess: 'staff-like', idCard: 'no' });
    expect(seenBy(sponsor)).toContain('Step 4 of 4');
  });

  it('should keep what was typed when going back, right or wrong', async () => {
    await upToNames();
    await sponsor.presses('Back', { firstName: 'Ines', lastName: '123' });
    expect(sponsor.inputs()).toEqual({ department: 'computer-science' });
    await sponsor.presses('Next');
    expect(sponsor.inputs()).toEqual({ reason: '', firstName: 'Ines', lastName: '123' });
  });
});

describe('a draft that is put away', () => {
  it('should be offered again after Save for later, at the same step with everything', async () => {
    await upToNames();
    await sponsor.presses('Save for later', { firstName: 'Ines' });
    expect(seenBy(sponsor)).toContain('Saved.');
    await sponsor.says('new visitor');
    expect(seenBy(sponsor)).toMatch(/You have a saved draft[^]*Ines[^]*School of Computer Science[^]*Step 2 of 4/);
    await sponsor.presses('Continue');
    expect(sponsor.inputs()).toMatchObject({ firstName: 'Ines' });
    await sponsor.presses('Back');
    expect(sponsor.inputs()).toEqual({ department: 'computer-science' });
  });

  it('should stand in My visitors by the visitor’s name, or by the step it has come to, and go on from there', async () => {
    await upToNames();
    await sponsor.says('my visitors');
    expect(seenBy(sponsor)).toMatch(/Not sent yet\nNo name yet\nSchool of Computer Science\. Step 2 of 4\. Last changed /);
    await sponsor.presses('Continue');
    await sponsor.presses('Next', ines);
    await sponsor.says('my visitors');
    expect(seenBy(sponsor)).toContain('Not sent yet\nInes Vale');
    await sponsor.presses('Continue');
    expect(sponsor.inputs()).toHaveProperty('validFrom');
  });

  it('should stand there as what it edits, not by a step, once it changes a request', async () => {
    await makesRequest(world, sponsor);
    await sponsor.presses('Edit');
    expect(seenBy(sponsor)).not.toMatch(/Step \d of \d/);
    await sponsor.presses('Edit visitor');
    expect(seenBy(sponsor)).not.toMatch(/Step \d of \d/);
    await sponsor.presses('Save for later');
    await sponsor.says('new visitor');
    expect(seenBy(sponsor)).toMatch(/Ottoline Grace Fairweather[^]*Edit the request/);
    expect(seenBy(sponsor)).not.toMatch(/Step \d of \d/);
  });

  it('should survive a restart of the bot', async () => {
    await upToNames();
    await sponsor.presses('Next', ines);
    const again = await restarted(world);
    const same = await again.somebody('sponsor');
    await same.says('new visitor');
    await same.presses('Continue');
    expect(seenBy(same)).toContain('Step 3 of 4');
    await same.presses('Back');
    expect(same.inputs()).toMatchObject({ firstName: 'Ines', lastName: 'Vale' });
    await again.stop();
  });

  it('should stand beside others, each going on by itself', async () => {
    await upToNames();
    await sponsor.presses('Save for later', { firstName: 'Ines' });
    const first = await draftOf(world, sponsor);
    world.clock.pass({ minutes: 3 });
    await sponsor.says('new visitor');
    await sponsor.presses('Start another');
    await sponsor.presses('Next', { department: 'history' });
    await sponsor.says('new visitor');
    expect(sponsor.buttons().filter((title) => title === 'Continue')).toHaveLength(2);
    await sponsor.presses('Continue', {}, { where: { draft: first.id } });
    expect(sponsor.inputs()).toMatchObject({ firstName: 'Ines' });
  });

  it('should be discarded only after a question, and kept with what was typed if the answer is no', async () => {
    await upToNames();
    await sponsor.presses('Discard', { firstName: 'Ines' });
    expect(seenBy(sponsor)).toContain('Discard this draft?');
    await sponsor.presses('Keep it');
    expect(sponsor.inputs()).toMatchObject({ firstName: 'Ines' });
    await sponsor.presses('Discard');
    await sponsor.presses('Discard the draft');
    expect(await world.stores.drafts.list(sponsor.id, 5)).toEqual([]);
    await sponsor.says('new visitor');
    expect(seenBy(sponsor)).toContain('Step 1 of 4');
  });
});

describe.each([{ newId: false }, { newId: true }])('a double press (under a new id: $newId)', (how) => {
  it('should take Next once', async () => {
    await upToNames();
    await sponsor.presses('Next', ines);
    const once = await draftOf(world, sponsor);
    const response = await world.teams.repeatLast(how);
    expect(JSON.stringify(await response.json())).toContain('Step 3 of 4');
    expect(await draftOf(world, sponsor)).toMatchObject({ step: 'visit', answers: once.answers, revision: once.revision });
  });

  it('should go back to the review once after Edit', async () => {
    await fillsIn(world, sponsor);
    await sponsor.presses('Edit visitor');
    await sponsor.presses('Next', { firstName: 'Odile' });
    const response = await world.teams.repeatLast(how);
    expect(JSON.stringify(await response.json())).toContain('Odile');
    expect((await draftOf(world, sponsor)).step).toBe('review');
  });

  it('should make one request and ask the head once', async () => {
    const head = await world.somebody('head');
    await fillsIn(world, sponsor);
    const { id } = await draftOf(world, sponsor);
    await sponsor.presses('Make request');
    const response = await world.teams.repeatLast(how);
    expect(JSON.stringify(await response.json())).toContain(id);
    await world.work();
    expect(requestsIn(world).all()).toHaveLength(1);
    expect(await eventsOf(world)).toEqual(['request']);
    expect(messagesLike(head, /needs your approval|please decide|you to decide/)).toBe(1);
  });

  it('should make one request of two presses that meet', async () => {
    await fillsIn(world, sponsor);
    const seen = sponsor.lastCard();
    await Promise.all([sponsor.presses('Make request', {}, { seen }), sponsor.presses('Make request', {}, { seen })]);
    await world.work();
    expect(await eventsOf(world)).toEqual(['request']);
    expect(requestIn(world).status).toBe('pending');
  });

  it('should decide once', async () => {
    const head = await world.somebody('head');
    await fillsIn(world, sponsor);
    await sponsor.presses('Make request');
    await world.work();
    const before = sponsor.messages().length;
    await head.presses('Approve');
    const response = await world.teams.repeatLast(how);
    expect(JSON.stringify(await response.json())).toContain('Approved by Eleanor Brightwater');
    await world.work();
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
    expect(sponsor.messages()).toHaveLength(before + 1);
  });
});

describe('one draft on two devices', () => {
  it('should show both values and write over nothing unseen', async () => {
    await upToNames();
    const other = sponsor.lastCard();
    await sponsor.presses('Next', ines);
    await sponsor.presses('Next', { ...ines, firstName: 'Agnes' }, { seen: other });
    expect(seenBy(sponsor)).toMatch(/Saved on the other device: [^]*Ines/);
    expect(sponsor.inputs()).toMatchObject({ firstName: 'Agnes' });
    expect((await draftOf(world, sponsor)).answers.firstName).toBe('Ines');
    await sponsor.presses('Next');
    expect((await draftOf(world, sponsor)).answers.firstName).toBe('Agnes');
  });

  it('should show both values of the fields alone that the other one changed', async () => {
    await upToNames();
    const { draft } = viewIn(await world.tab(sponsor).opensDraft((await draftOf(world, sponsor)).id));
    await world.tab(sponsor).fills(draft, { lastName: 'Vale' });
    await sponsor.presses('Next', { ...ines, lastName: 'Ito' });
    expect(seenBy(sponsor).match(/Saved on the other device: \n.*/g)).toEqual(['Saved on the other device: \nVale']);
    await sponsor.presses('Next');
    expect((await draftOf(world, sponsor)).answers).toMatchObject({ ...ines, lastName: 'Ito' });
  });

  it('should go on at once where what the other one changed is typed here too', async () => {
    await upToNames();
    const { draft } = viewIn(await world.tab(sponsor).opensDraft((await draftOf(world, sponsor)).id));
    await world.tab(sponsor).fills(draft, { reason: ines.reason });
    await sponsor.presses('Next', ines);
    expect(seenBy(sponsor)).toContain('Dates, access and details');
    expect((await draftOf(world, sponsor)).answers).toMatchObject(ines);
  });
});

it('should start nothing when the list of drafts redraws itself after the last one is gone', async () => {
  await upToNames();
  await sponsor.says('new visitor');
  const { id } = await draftOf(world, sponsor);
  await world.stores.drafts.delete(sponsor.id, id);
  await sponsor.refreshes();
  expect(await world.stores.drafts.list(sponsor.id, 5)).toEqual([]);
  expect(sponsor.buttons().slice(0, 3)).toEqual(['New visitor', 'My visitors', 'Waiting for me']);
});

describe('fifty drafts of one sponsor', () => {
  const count = async () => (await world.stores.drafts.list(sponsor.id, 100)).length;

  /** One more each minute; the first is for Ada Quill. */
  async function fills(drafts: number): Promise<void> {
    for (let place = 0; place < drafts; place += 1) {
      const id = `VR-000000${String(place).padStart(2, '0')}`;
      const touchedAt = `2027-01-18T09:${String(place).padStart(2, '0')}:00Z`;
      const answers = { ...makeDraft().answers, ...(place === 0 && { firstName: 'Ada', lastName: 'Quill' }) };
      await world.stores.drafts.save(makeDraft({ id, sponsor: sponsor.id, touchedAt, answers }));
    }
  }

  it('should be the most: the oldest is named, and none is lost unasked', async () => {
    await fills(50);
    await sponsor.says('new visitor');
    await sponsor.presses('Start another');
    expect(await count()).toBe(50);
    expect(seenBy(sponsor)).toContain(
      'You have 50 drafts, which is the maximum. Please discard one first: the oldest is Ada Quill, last changed Mon 18 Jan 2027 at 09:00.',
    );
    await sponsor.presses('Discard the oldest');
    await sponsor.presses('Discard the draft');
    expect(await count()).toBe(49);
    await sponsor.presses('New visitor');
    await sponsor.presses('Start another');
    expect(await count()).toBe(50);
    expect((await world.stores.drafts.read(sponsor.id, 'VR-00000000'))?.value).toBeUndefined();
  });

  it('should not keep the press that started the last of them from showing it again', async () => {
    await fills(49);
    await sponsor.says('new visitor');
    await sponsor.presses('Start another');
    await world.teams.repeatLast({ newId: true });
    expect(await count()).toBe(50);
    expect(seenBy(sponsor)).not.toContain('which is the most');
    expect(sponsor.buttons()).toContain('Next');
  });

  it('should keep a request from becoming one more, and nobody else from starting one', async () => {
    await makesRequest(world, sponsor);
    await fills(50);
    await sponsor.says(`status ${requestIn(world).id}`);
    await sponsor.presses('Request another like this');
    expect(seenBy(sponsor)).toContain('You have 50 drafts');
    await sponsor.says(`status ${requestIn(world).id}`);
    await sponsor.presses('Withdraw');
    await sponsor.presses('Withdraw');
    await sponsor.presses('Request again');
    expect(seenBy(sponsor)).toContain('You have 50 drafts');
    expect(await count()).toBe(50);
    const head = await world.somebody('head');
    await head.says('new visitor');
    expect(head.buttons()).toContain('Next');
  });
});
