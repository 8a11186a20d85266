import { photoChoices, photoSent, useSentPhoto } from '../../../../bot/asking/photo/sent-photo';
import { openUpload } from '../../../../bot/asking/photo/upload-token';
import { emptyAnswers } from '../../../../bot/domain/form/questions';
import type { Answer } from '../../../../bot/ports/turn';
import { makePorts, type TestPorts } from '../../../fakes/ports';
import { textOf } from '../../../journeys/steps';
import { makeDraft, sponsorId } from '../../../make';

const file = { kind: 'file', url: 'https://bantshire-my.sharepoint.com/x?tempauth=1' } as const;
const [first, second] = ['VR-7K3M9QXA', 'VR-8K3M9QXB'] as const;
let ports: TestPorts;
beforeEach(() => {
  ports = makePorts();
});

async function has(...ids: string[]): Promise<void> {
  for (const id of ids) await ports.drafts.save(makeDraft({ id, sponsor: sponsorId, step: 'review', answers: { ...emptyAnswers } }));
}
const says = (answer: Answer) => (answer.kind === 'sentence' ? answer.text : textOf(answer.message.card));
const draftOf = async (id: string) => (await ports.drafts.read(sponsorId, id))?.value;

describe('a picture sent in the chat', () => {
  it('should be left to the worker, by a message that names neither its address nor a link’s token', async () => {
    await has(first);
    expect(says(await photoSent(sponsorId, [file], ports))).toContain('We are checking the photo');
    const draft = await draftOf(first);
    const upload = draft?.uploads[0]?.hash ?? '';
    expect(ports.queue.waiting().map(({ message }) => message)).toEqual([{ kind: 'sent-photo', id: first, sponsor: sponsorId, upload }]);
    const by = (key: { token: string } | { upload: string }) =>
      draft && openUpload(draft, { sponsor: sponsorId, draft: first, ...key }, ports.clock.now());
    expect(by({ upload })).toMatchObject({ picture: file });
    // What a reader of the queue learns opens no page: a page sends a token, which is hashed.
    expect(by({ token: upload })).toBeUndefined();
    expect(by({ token: Buffer.from(upload, 'hex').toString('base64url') })).toBeUndefined();
  });

  it('should be noted on each draft that it may be for, and leave the one that is chosen', async () => {
    await has(first, second);
    expect(says(await photoSent(sponsorId, [file], ports))).toContain('Whose photo is this?');
    expect((await draftOf(second))?.offered).toMatchObject(file);
    await useSentPhoto({ person: sponsorId, data: { draft: first } }, ports);
    const upload = (await draftOf(first))?.uploads[0];
    expect(upload?.picture).toEqual(file);
    expect(ports.queue.waiting()).toMatchObject([{ message: { id: first, upload: upload?.hash } }]);
    expect(await draftOf(first)).not.toHaveProperty('offered');
    expect(says(await useSentPhoto({ person: sponsorId, data: { draft: first } }, ports))).toContain('no longer available');
    expect(ports.queue.waiting()).toHaveLength(1);
  });

  it('should be asked about for as long as it waits', async () => {
    await has(first, second);
    await photoSent(sponsorId, [file], ports);
    expect(says(await photoChoices({ person: sponsorId }, ports))).toContain('Whose photo is this?');
    ports.clock.pass({ minutes: 30 });
    expect(says(await photoChoices({ person: sponsorId }, ports))).toContain('no longer available');
  });

  it('should go into a draft that another device is changing, or say that it is busy', async () => {
    await has(first);
    let others = 1;
    const save = ports.drafts.save.bind(ports.drafts);
    ports.drafts.save = async (draft, etag) => (others-- > 0 ? 'lost' : save(draft, etag));
    expect(says(await photoSent(sponsorId, [file], ports))).toContain('We are checking the photo');
    // One at a time, so that nobody can keep the worker busy with downloads.
    expect(says(await photoSent(sponsorId, [file], ports))).toContain('still checking your last photo');
    ports.clock.pass({ seconds: 61 });
    others = 99;
    expect(says(await photoSent(sponsorId, [file], ports))).toContain('Someone else is updating this');
    expect(ports.queue.waiting()).toHaveLength(1);
  });
});
