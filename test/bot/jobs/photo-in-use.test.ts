import { isPhotoNamed } from '../../../bot/jobs/photo-in-use';
import { makePorts, type TestPorts } from '../../fakes/ports';
import { makeCommit, makeDraft, makeRequest, sponsorId, strangerId } from '../../make';

const blob = 'a'.repeat(32);
const answers = { ...makeRequest().answers, photo: { blob } };
const { photo: _none, ...bare } = makeRequest().answers;
const draft = makeDraft({ answers });
const owner = { request: draft.id, sponsor: sponsorId };

let ports: TestPorts;
beforeEach(() => {
  ports = makePorts();
});

it('should not overlook a photo while its draft becomes a request', async () => {
  await ports.drafts.save(draft);
  let isMade = false;
  const make = async () => {
    if (isMade) return;
    isMade = true;
    await ports.has(makeRequest({ answers }));
    await ports.drafts.delete(sponsorId, draft.id);
  };
  // Between the first look and the second, whichever comes first.
  const [readDraft, readRequest] = [ports.drafts.read.bind(ports.drafts), ports.requests.read.bind(ports.requests)];
  ports.drafts.read = async (...args) => {
    const found = await readDraft(...args);
    await make();
    return found;
  };
  ports.requests.read = async (...args) => {
    const found = await readRequest(...args);
    await make();
    return found;
  };
  expect(await isPhotoNamed(blob, owner, ports)).toBe(true);
});

const confirmation = { by: strangerId, name: 'Gwilym Ap-Rhys', at: '2027-01-18T10:00:00Z' };
it.each([
  ['the copy of the colleague who is to confirm it', makeDraft({ confirmation }), makeDraft({ sponsor: strangerId, answers }), true],
  ['the row of who prepared it', makeDraft({ sponsor: strangerId, answers }), makeDraft({ prepared: { by: strangerId, name: 'G' } }), true],
  ['neither', makeDraft({ confirmation }), makeDraft({ sponsor: strangerId }), false],
])('should find the photo of a prepared draft in %s', async (_what, one, other, isNamed) => {
  await ports.drafts.save(one);
  await ports.drafts.save(other);
  expect(await isPhotoNamed(blob, owner, ports)).toBe(isNamed);
});

it.each([
  ['the draft of who has the request now', { sponsor: strangerId, answers }, true],
  ['what that draft keeps of the request', { sponsor: strangerId, changes: { revision: 1, department: 'x', photo: blob } }, true],
  ['nobody', { sponsor: strangerId }, false],
])('should find it in %s', async (_what, theirs, isNamed) => {
  await ports.requests.commit(makeCommit({ request: makeRequest({ sponsor: strangerId, answers: bare }) }));
  await ports.drafts.save(makeDraft(theirs));
  expect(await isPhotoNamed(blob, owner, ports)).toBe(isNamed);
});
