import type { PolicyAnswer, PolicyView } from '../../bot/channels/tab/policy-contract';
import type { InMemoryPolicies } from '../fakes/in-memory-policies';
import { samplePeople } from '../fakes/sample';
import { startWorld, type World } from '../fakes/world';
import { adminId } from '../make';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const admin = () => world.tab({ id: adminId });
const saves = (version: number, values: Record<string, string>) => admin().savesPolicy({ version, values });
const viewOf = (answer: PolicyAnswer): PolicyView => {
  if (answer.kind === 'wrong') throw new Error(JSON.stringify(answer.mistakes));
  return answer.view;
};

it('should begin as the file has it, and apply what an admin saves to the next request', async () => {
  const before = await admin().policy();
  expect([before.version, before.values.photoDays, before.history]).toEqual([0, '30', []]);
  const answer = await saves(0, {
    'reason.new-1.label': 'Visiting Poet',
    'reason.new-1.maxMonths': '6',
    'reason.volunteer.isOffered': 'no',
  });
  expect(answer).toMatchObject({ kind: 'saved', sentence: 'Policy saved. It applies everywhere within a minute.' });
  const sponsor = await world.somebody('sponsor');
  await sponsor.says('new visitor');
  await sponsor.presses('Next', { department: 'computer-science' });
  const card = JSON.stringify(sponsor.cards().at(-1));
  expect(card).toContain('Visiting Poet (up to 6 months)');
  expect(card).not.toContain('Volunteer (up to');
});

it('should keep who changed what, the newest first', async () => {
  await saves(0, { photoDays: '45' });
  const view = viewOf(await saves(1, { photoDays: '60', helpRoute: 'ask the library' }));
  expect(view.history.map(({ version, by, changes }) => ({ version, by, changes }))).toEqual([
    {
      version: 2,
      by: samplePeople.find(({ id }) => id === adminId)?.name,
      changes: [
        { label: 'Where people without access are sent', before: expect.any(String), after: 'ask the library' },
        { label: 'Days after which a photo is deleted', before: '45', after: '60' },
      ],
    },
    { version: 1, by: expect.any(String), changes: [{ label: 'Days after which a photo is deleted', before: '30', after: '45' }] },
  ]);
});

it('should save nothing of what has a wrong value in it, and say so beside the field', async () => {
  const answer = await saves(0, { photoDays: '45', draftDays: 'many' });
  expect(answer).toEqual({ kind: 'wrong', mistakes: [{ field: 'draftDays', text: 'Enter a whole number from 1 to 365.' }] });
  expect((await admin().policy()).version).toBe(0);
});

it('should tell the second of two admins, with the values of the first', async () => {
  await saves(0, { photoDays: '45' });
  const second = await saves(0, { photoDays: '60' });
  expect(second).toMatchObject({ kind: 'moved-on', view: { version: 1, values: { photoDays: '45' } } });
  expect(viewOf(await saves(1, { photoDays: '60' })).values.photoDays).toBe('60');
});

it('should tell whoever saves at the very moment at which somebody else does', async () => {
  const policies = world.stores.policies as InMemoryPolicies;
  policies.beforeSave = async () => {
    delete policies.beforeSave;
    await saves(0, { photoDays: '45' });
  };
  expect((await saves(0, { photoDays: '60' })).kind).toBe('moved-on');
  expect((await admin().policy()).values.photoDays).toBe('45');
});

it('should make no version of what changes nothing', async () => {
  expect(viewOf(await saves(0, { photoDays: '30' })).version).toBe(0);
});

it('should be shown to admins alone', async () => {
  for (const { id } of samplePeople.filter(({ isAdmin, isEnabled }) => !isAdmin && isEnabled).slice(0, 5)) {
    expect((await world.tab({ id }).calls('GET', '/policy')).status).toBe(403);
    expect((await world.tab({ id }).calls('POST', '/policy/save', { version: 0, values: {} })).status).toBe(403);
  }
});

it('should say the days of a saved policy in the privacy notice of the photo page', async () => {
  await world.stop();
  world = await startWorld({ pages: { html: '{{privacy}}', css: '', script: '', dialogScript: '' } });
  await saves(0, { photoDays: '77' });
  expect(await (await world.product.fetch(new Request('https://alms.bantshire.example/photo'))).text()).toContain('77 days');
});
