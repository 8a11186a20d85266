import { openPhotoDialog } from '../../../../bot/asking/photo/photo-dialog';
import { openUpload } from '../../../../bot/asking/photo/upload-token';
import { emptyAnswers } from '../../../../bot/domain/form/questions';
import { parseUploadHeader } from '../../../../bot/domain/photo/upload-link';
import { makePorts, type TestPorts } from '../../../fakes/ports';
import { sponsorId, strangerId } from '../../../make';

const id = 'VR-7K3M9QXA';
let ports: TestPorts;
beforeEach(() => {
  ports = makePorts();
});

async function has(answers: Partial<typeof emptyAnswers> = {}): Promise<void> {
  const draft = {
    id,
    sponsor: sponsorId,
    revision: 3,
    step: 'review' as const,
    touched: {},
    uploads: [],
    touchedAt: '2027-01-18T10:00:00Z',
  };
  await ports.drafts.save({ ...draft, answers: { ...emptyAnswers, ...answers } });
}
const opens = (person = sponsorId, cardActivity?: string) =>
  openPhotoDialog({ person, data: { draft: id }, answer: '', ...(cardActivity !== undefined && { cardActivity }) }, ports);
const stored = async () => (await ports.drafts.read(sponsorId, id))?.value;

describe('opening the photo’s dialog', () => {
  it('should show the page by a link that works for this draft, and keep of it no more than its hash', async () => {
    await has();
    const answer = await opens();
    if (answer.kind !== 'dialog') throw new Error(answer.kind);
    const [url, fallback] = [new URL(answer.url), new URL(answer.fallbackUrl)];
    expect([url.origin + url.pathname, fallback.origin + fallback.pathname]).toEqual([
      'https://alms.bantshire.example/photo/dialog',
      'https://alms.bantshire.example/photo',
    ]);
    expect(url.hash).toBe(fallback.hash);
    const ref = parseUploadHeader(url.hash.slice(1));
    expect(ref).toMatchObject({ sponsor: sponsorId, draft: id });
    const draft = await stored();
    expect(draft && ref && openUpload(draft, ref, ports.clock.now())).toBeDefined();
    expect(JSON.stringify(draft)).not.toContain(ref?.token);
  });

  it('should note the card that was pressed, and change nothing that a card shows', async () => {
    await has();
    await opens(sponsorId, 'card-7');
    expect(await stored()).toMatchObject({ revision: 3, step: 'review', cardActivity: 'card-7' });
  });

  it('should open nothing of somebody else’s draft, or of one that is gone', async () => {
    await has();
    const [theirs, before] = [await opens(strangerId), await stored()];
    expect(theirs).toMatchObject({ kind: 'sentence', text: expect.stringContaining('no longer here') });
    expect(await stored()).toEqual(before);
    await ports.drafts.delete(sponsorId, id);
    expect(await opens()).toEqual(theirs);
  });

  it('should open nothing where no card is asked for', async () => {
    await has({ idCard: false });
    expect(await opens()).toMatchObject({ kind: 'sentence', text: expect.stringContaining('needs no photo') });
  });

  it('should try again where another device was faster, and give up after some tries', async () => {
    await has();
    let others = 1;
    ports.drafts.beforeCommit = async (draft) => {
      if (others-- > 0) await writeBetween(draft);
    };
    expect((await opens()).kind).toBe('dialog');
    others = 99;
    expect((await opens()).kind).toBe('sentence');
  });
});

async function writeBetween({ sponsor }: { sponsor: string }): Promise<void> {
  const { beforeCommit } = ports.drafts;
  delete ports.drafts.beforeCommit;
  const current = await ports.drafts.read(sponsor, id);
  if (current) await ports.drafts.save({ ...current.value, revision: current.value.revision + 1 }, current.etag);
  if (beforeCommit) ports.drafts.beforeCommit = beforeCommit;
}
