import { samplePeople } from '../fakes/sample';
import { problemOf, TabPerson } from '../fakes/tab-person';
import { eventsOf, makesRequest, requestIn, requestsIn, seenBy } from './steps';
import { story } from './story';

const { world, sponsor, head, deputy } = story(['sponsor', 'head', 'deputy']);
let id: string;
beforeEach(async () => {
  await makesRequest(world, sponsor);
  id = requestIn(world).id;
});

const tab = (person: { id: string }): TabPerson => world.tab(person);
const persona = (role: string) => ({ id: samplePeople.find((one) => one.role === role)?.id ?? '' });
const mailOf = ({ id: person }: { id: string }) => samplePeople.find((one) => one.id === person)?.mail ?? '';

describe('deciding in the tab', () => {
  it('should close every card of the chat, say where it was decided, and tell the sponsor', async () => {
    expect(await tab(head).finds('waiting')).toEqual([id]);
    expect(await tab(head).buttons(id)).toEqual(['Approve', 'Approve with changes', 'Reject', 'Return with a question', 'Ask my deputy']);
    const { request, sentence } = await tab(head).does('approve', id);
    expect([request?.status, sentence]).toEqual(['approved', 'You approved the request.']);
    expect(request?.line).toContain('in the Teams tab');
    await world.work();
    expect(seenBy(head)).toContain('in the Teams tab');
    expect(head.buttons()).not.toContain('Approve');
    expect(seenBy(sponsor)).toContain('Approved');
    expect(await tab(head).finds('waiting')).toEqual([]);
  });

  it('should show what was decided in Teams and in Outlook meanwhile, and keep a late press from deciding again', async () => {
    const { revision } = await tab(head).opens(id);
    await head.presses('Approve');
    const late = await problemOf(tab(head).does('reject', id, { revision, words: 'No room.' }));
    expect([late.status, late.code, late.request?.status]).toEqual([409, 'moved-on', 'approved']);
    expect(late.request?.timeline.map(({ title }) => title)[0]).toBe('Approved');
    expect(await eventsOf(world)).toEqual(['request', 'approve']);
  });

  it('should show in Outlook what was decided in the tab', async () => {
    const mailbox = world.outlook(head);
    await mailbox.getsMail(id);
    await tab(head).does('reject', id, { words: 'No room this term.' });
    expect(JSON.stringify((await mailbox.presses('Approve')).card)).toContain('No room this term.');
    expect(requestIn(world).status).toBe('rejected');
  });

  it('should say beside its field what is missing, and decide nothing', async () => {
    expect(await problemOf(tab(head).does('reject', id, { words: '   ' }))).toMatchObject({ status: 422, code: 'refused', field: 'words' });
    const terms = { validTo: '2027-12-31' };
    expect(await problemOf(tab(head).does('approve-changed', id, { terms }))).toMatchObject({ status: 422, field: 'validTo' });
    const same = { validTo: '2027-06-30' };
    expect(await problemOf(tab(head).does('approve-changed', id, { terms: same }))).toMatchObject({ status: 422, field: 'validTo' });
    expect(requestIn(world).status).toBe('pending');
  });

  it('should approve with a change, which the timeline shows', async () => {
    const { request } = await tab(head).does('approve-changed', id, { terms: { validTo: '2027-05-31', itAccess: 'student-like' } });
    expect(request?.said?.parts[0]?.text).toContain('Valid to Mon 31 May 2027 instead of');
    const seen = await tab(persona('admin')).opens(id);
    expect(seen.timeline[0]?.changes.map(({ label, before, after }) => [label, before, after])).toEqual([
      ['Valid to', 'Wed 30 Jun 2027', 'Mon 31 May 2027'],
      ['IT access', 'Staff-like', 'Student-like'],
    ]);
  });

  it('should let nobody decide who asked, and tell strangers nothing', async () => {
    expect(await problemOf(tab(sponsor).does('approve', id))).toMatchObject({ status: 403, code: 'forbidden' });
    const stranger = tab(persona('stranger'));
    const told = await problemOf(stranger.does('approve', id, { revision: 1 }));
    expect(told).toMatchObject({ status: 403, code: 'forbidden' });
    expect(told.request).toBeUndefined();
    expect(await stranger.finds('waiting')).toEqual([]);
    expect(requestIn(world).status).toBe('pending');
    expect(world.lines.filter(({ level, what }) => level === 'warn' && /a verb was refused/.test(what))).toHaveLength(2);
  });

  it('should take a decision back within minutes, and not later', async () => {
    await tab(head).does('approve', id);
    expect(await tab(head).buttons(id)).toContain('Undo my decision');
    await tab(head).does('recall', id);
    expect(requestIn(world).status).toBe('pending');
    await tab(head).does('approve', id);
    world.clock.pass({ minutes: 11 });
    expect(await tab(head).buttons(id)).not.toContain('Undo my decision');
    expect((await problemOf(tab(head).does('recall', id))).status).toBe(422);
  });

  it('should approve several at once, and say which has changed since', async () => {
    await makesRequest(world, sponsor, { names: { firstName: 'Barnaby', lastName: 'Fairweather' } });
    const other = requestsIn(world)
      .all()
      .find(({ answers }) => answers.firstName === 'Barnaby')?.id;
    await sponsor.says(`status ${other}`);
    await sponsor.presses('Withdraw');
    await sponsor.presses('Withdraw');
    const { results } = await tab(head).many('approve', { items: [id, other ?? ''].map((request) => ({ request, revision: 1 })) });
    expect(results.map(({ request, isDone }) => [request, isDone])).toEqual([
      [id, true],
      [other, false],
    ]);
    expect(results[1]?.sentence).toContain('has changed since');
  });
});

describe('the sponsor in the tab', () => {
  beforeEach(async () => {
    await tab(head).does('approve', id);
    await world.work();
  });

  it('should see the own visitors, open ones first, and who is asked', async () => {
    await makesRequest(world, sponsor, {
      names: { firstName: 'Barnaby', lastName: 'Fairweather' },
      dates: { validFrom: '2027-02-01', validTo: '2027-09-30' },
    });
    const rows = (await tab(sponsor).lists('mine')).rows;
    expect(rows.map(({ visitor, statusLabel, waitsFor }) => [visitor, statusLabel, waitsFor?.length])).toEqual([
      ['Ottoline Fairweather', 'Approved', undefined],
      ['Barnaby Fairweather', 'Waiting for a decision', 1],
    ]);
    await tab(sponsor).does('end', id);
    await world.work();
    expect((await tab(sponsor).lists('mine')).rows.map(({ status }) => status)).toEqual(['pending', 'ended']);
  });

  it('should keep, let end, and keep after all, one and several', async () => {
    await world.passTo('2027-06-05T09:00');
    const [row] = (await tab(sponsor).lists('reapproval')).rows;
    expect(row).toMatchObject({
      request: id,
      may: ['reapprove', 'let-end'],
      keepUntil: '2027-11-30',
      wants: 'Visiting Professor · Staff-like, no ID card. Not reapproved yet. It can be reapproved to Wed 5 Jun 2030 at the latest.',
    });
    const item = { request: id, revision: row?.revision ?? 0 };
    expect((await tab(sponsor).many('let-end', { items: [item] })).results[0]?.isDone).toBe(true);
    expect((await tab(sponsor).lists('reapproval')).rows[0]).toMatchObject({
      statusLabel: 'Will expire after its last day',
      may: ['keep-after-all'],
    });
    await tab(sponsor).does('keep-after-all', id);
    expect((await problemOf(tab(sponsor).does('reapprove', id, { until: '2027-06-01' }))).field).toBe('until');
    expect((await tab(sponsor).does('reapprove', id, { until: '2027-11-30' })).request?.next).toContain('Tue 30 Nov 2027');
    expect(await tab(sponsor).finds('reapproval')).toEqual([]);
    await world.work(10);
    expect(seenBy(sponsor)).toContain('Tue 30 Nov 2027');
  });

  it('should hand over to a colleague who is shown first, and who accepts in the tab', async () => {
    const successor = persona('stranger');
    const { revision } = await tab(sponsor).opens(id);
    const nobody = { verb: 'offer-handover' as const, revision, text: 'nobody@bantshire.example' };
    expect(await problemOf(tab(sponsor).findsColleagues(id, nobody))).toMatchObject({ status: 422, field: 'text' });
    const { people } = await tab(sponsor).findsColleagues(id, { ...nobody, text: mailOf(successor) });
    expect(people.map((one) => one.id)).toEqual([successor.id]);
    await tab(sponsor).does('offer-handover', id, { to: people[0]!.id });
    expect(await tab(successor).buttons(id)).toEqual(expect.arrayContaining(['Accept', 'Decline']));
    const { request } = await tab(successor).does('accept-handover', id);
    expect(request?.verbs.map(({ verb }) => verb)).toContain('end');
    expect(requestIn(world).sponsor).toBe(successor.id);
    // Whoever had it may read on, and do nothing.
    expect((await tab(sponsor).opens(id)).verbs).toEqual([]);
  });

  it('should be offered to a colleague found by name, but not to whom the verb refuses', async () => {
    const { revision } = await tab(sponsor).opens(id);
    const successor = samplePeople.find(({ role }) => role === 'stranger')!;
    const finds = (text: string) => tab(sponsor).findsColleagues(id, { verb: 'offer-handover', revision, text });
    expect((await finds(successor.name.slice(0, 4))).people).toContainEqual(
      expect.objectContaining({ id: successor.id, mail: successor.mail }),
    );
    // The sponsor has it already, and a name is no address of which to say so.
    const own = samplePeople.find(({ id: one }) => one === sponsor.id)!;
    expect(await finds(own.name)).toEqual({ people: [], sentence: expect.stringMatching(/^Nobody of that name/) });
    expect((await problemOf(finds(own.mail))).field).toBe('text');
    expect((await problemOf(finds('nobody@bantshire.example'))).field).toBe('text');
  });

  it('should leave whoever declines with a sentence, and without the request', async () => {
    const successor = persona('stranger');
    await tab(sponsor).does('offer-handover', id, { to: successor.id });
    const { request, sentence } = await tab(successor).does('decline-handover', id);
    expect([request, sentence]).toEqual([undefined, expect.stringContaining('You declined')]);
    expect((await problemOf(tab(successor).opens(id))).status).toBe(403);
  });

  it('should learn nothing of the directory without a request to hand over', async () => {
    const mail = mailOf(head);
    const asks = { verb: 'offer-handover' as const, revision: 1, text: mail };
    expect((await problemOf(tab(persona('stranger')).findsColleagues(id, asks))).status).toBe(403);
    expect((await problemOf(tab(sponsor).findsColleagues(id, { ...asks, verb: 'reassign-sponsor' }))).status).toBe(403);
  });
});

describe('an admin in the tab', () => {
  const admin = () => tab(persona('admin'));

  it('should find the request by every filter, and not by another', async () => {
    const found = { status: 'pending', department: 'computer-science', sponsor: sponsor.id, ends: '2027-06', search: 'fairw' } as const;
    const other = { status: 'active', department: 'history', sponsor: head.id, ends: '2027-07', search: 'fairx' } as const;
    expect(await admin().finds('requests')).toEqual([id]);
    for (const name of ['status', 'department', 'sponsor', 'ends', 'search'] as const) {
      expect([name, await admin().finds('requests', { filter: { [name]: found[name] } })]).toEqual([name, [id]]);
      expect([name, await admin().finds('requests', { filter: { ...found, [name]: other[name] } })]).toEqual([name, []]);
    }
    expect(await admin().finds('requests', { filter: found })).toEqual([id]);
    for (const search of [id, id.toLowerCase().replace('vr-', 'vr ')])
      expect(await admin().finds('requests', { filter: { search } })).toEqual([id]);
    expect(await admin().finds('requests', { filter: { sponsor: mailOf(sponsor).toUpperCase() } })).toEqual([id]);
    expect(await problemOf(admin().lists('requests', { filter: { sponsor: 'nobody@bantshire.example' } }))).toMatchObject({
      status: 422,
      field: 'sponsor',
    });
  });

  it.each(["' or PartitionKey ne '", "x' eq 'x", '%27', '~', 'a'.repeat(60), '𝒳', "O'"])(
    'should take %j for a name, and find nothing by it',
    async (search) => {
      expect(await admin().finds('requests', { filter: { search } })).toEqual([]);
      expect(await admin().finds('requests', { filter: { department: search } })).toEqual([]);
    },
  );

  it('should ask the question once more, and have it decided by somebody else', async () => {
    await admin().does('resend', id);
    await world.work();
    expect(head.cards().filter(({ summary }) => /needs your approval|please decide|you to decide/.test(summary ?? ''))).toHaveLength(2);
    const given = await world.person(persona('stranger').id);
    const { revision } = await admin().opens(id);
    const { people } = await admin().findsColleagues(id, { verb: 'reassign-decider', revision, text: mailOf(given) });
    await admin().does('reassign-decider', id, { to: people[0]!.id });
    await world.work();
    expect(await tab(given).finds('waiting')).toEqual([id]);
    expect((await tab(given).me()).decides).toBe(true);
    await given.presses('Approve');
    expect(requestIn(world)).toMatchObject({ status: 'approved', decision: { by: given.id, channel: 'teams' } });
  });

  it('should make somebody else the sponsor, which both are told', async () => {
    const next = await world.person(persona('stranger').id);
    await admin().does('reassign-sponsor', id, { to: next.id });
    await world.work();
    expect(requestIn(world).sponsor).toBe(next.id);
    await next.opensNews();
    expect(seenBy(next)).toContain('Fairweather');
    expect(await tab(next).finds('mine')).toEqual([id]);
    expect(await tab(sponsor).finds('mine')).toEqual([]);
  });

  it('should correct a detail, by the rules of the form, and decide the request no longer', async () => {
    const asks = (await admin().opens(id)).verbs.find(({ verb }) => verb === 'correct')?.asks;
    expect(asks?.kind === 'correction' && asks.fields.find(({ field }) => field === 'lastName')?.value).toBe('Fairweather');
    expect(await problemOf(admin().does('correct', id, { field: 'lastName', value: ' ' }))).toMatchObject({ status: 422, field: 'value' });
    const { request } = await admin().does('correct', id, { field: 'lastName', value: 'Fayreweather' });
    expect(request?.visitor).toContain('Fayreweather');
    expect(request?.timeline[0]?.changes).toEqual([{ label: expect.any(String), before: 'Fairweather', after: 'Fayreweather' }]);
    await world.work();
    expect(await admin().finds('requests', { filter: { search: 'fayre' } })).toEqual([id]);
    expect(await admin().finds('requests', { filter: { search: 'fairw' } })).toEqual([]);
    expect(requestIn(world).involved).toContain(persona('admin').id);
  });

  it('should be told that another admin was first, and lose nothing', async () => {
    const { revision } = await admin().opens(id);
    const outcomes = await Promise.allSettled([
      admin().does('correct', id, { revision, field: 'firstName', value: 'Otto' }),
      admin().does('correct', id, { revision, field: 'title', value: 'Prof' }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = outcomes.find((one) => one.status === 'rejected');
    expect((lost as PromiseRejectedResult).reason.problem).toMatchObject({
      code: 'moved-on',
      request: { revision: revision + 1 },
    });
    expect((await eventsOf(world)).filter((verb) => verb === 'correct')).toHaveLength(1);
  });

  it('should see telephone and email, which a decider does not', async () => {
    expect(JSON.stringify((await admin().opens(id)).groups)).toContain('o.fairweather@example.org');
    expect(JSON.stringify(await tab(head).opens(id))).not.toContain('o.fairweather@example.org');
    expect(JSON.stringify(await tab(deputy).opens(id))).not.toContain('o.fairweather@example.org');
  });
});

describe('the photo in the tab', () => {
  it('should be given to those who may see it, and each view be recorded, without a new revision', async () => {
    await makesRequest(world, sponsor, {
      names: { firstName: 'Barnaby', lastName: 'Fairweather' },
      access: { itAccess: 'none', idCard: 'yes' },
    });
    const other = requestsIn(world)
      .all()
      .find(({ answers }) => answers.firstName === 'Barnaby')?.id;
    const before = await tab(head).opens(other ?? '');
    expect(before.hasPhoto).toBe(true);
    const response = await tab(head).calls('GET', `/requests/${other}/photo`);
    expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([
      200,
      'image/jpeg',
      'no-store',
    ]);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
    const after = await tab(persona('admin')).opens(other ?? '');
    expect([after.revision, after.timeline[0]?.by]).toEqual([before.revision, samplePeople.find((one) => one.id === head.id)?.name]);
    expect((await tab(persona('stranger')).calls('GET', `/requests/${other}/photo`)).status).toBe(403);
    expect(await eventsOf(world, other)).toEqual(['request', 'view-photo']);
  });

  it('should make a history of many views short, and of more than a page readable page by page', async () => {
    await makesRequest(world, sponsor, {
      names: { firstName: 'Barnaby', lastName: 'Fairweather' },
      access: { itAccess: 'none', idCard: 'yes' },
    });
    const other =
      requestsIn(world)
        .all()
        .find(({ answers }) => answers.firstName === 'Barnaby')?.id ?? '';
    for (let view = 0; view < 120; view += 1) {
      const looker = view % 40 === 0 ? sponsor : head;
      expect((await tab(looker).calls('GET', `/requests/${other}/photo`)).status).toBe(200);
    }
    // Each is recorded.
    expect(await eventsOf(world, other)).toHaveLength(121);
    const page = await tab(sponsor).opens(other);
    expect(page.timeline.map(({ title }) => title)).toEqual(['Photo viewed 39 times', 'Photo viewed', 'Photo viewed 10 times']);
    expect(page.earlier).toBe(71);
    const second = await tab(sponsor).earlier(other, { before: 71 });
    const third = await tab(sponsor).earlier(other, { before: second.earlier ?? 0 });
    expect([second.earlier, third.earlier]).toEqual([21, undefined]);
    expect(third.entries.map(({ title }) => title)).toEqual(['Photo viewed 19 times', 'Photo viewed', 'Requested']);
    expect(await tab(sponsor).earlier(other, { before: 999_999 })).toEqual({ entries: page.timeline, earlier: 71 });
    expect((await tab(persona('stranger')).calls('POST', `/requests/${other}/timeline`, { before: 71 })).status).toBe(403);
  });

  it('should not be there where none was given', async () => {
    expect((await tab(head).opens(id)).hasPhoto).toBe(false);
    expect((await tab(head).calls('GET', `/requests/${id}/photo`)).status).toBe(403);
  });
});
