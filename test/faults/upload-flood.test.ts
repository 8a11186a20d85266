import { randomBytes } from 'node:crypto';
import { type PhotoChild, photoChild } from '../../bot/adapters/photo/photo-child';
import { newUpload } from '../../bot/asking/photo/upload-token';
import { allowances } from '../../bot/channels/http/flood-limit';
import { uploadSentence } from '../../bot/domain/photo/upload-words';
import { buildDecodeProcess } from '../fakes/decode-process';
import { jpegBomb, picture } from '../fakes/hostile-files';
import { startWorld, type World } from '../fakes/world';
import { headId, makeDraft, newRequestId, sponsorId } from '../make';

const megabyte = 1024 * 1024;
let built: ReturnType<typeof buildDecodeProcess>;
let opener: PhotoChild;
let world: World;
let good: Buffer;
beforeAll(async () => {
  built = buildDecodeProcess();
  good = await picture(900, 1200);
});
afterAll(() => built.remove());
beforeEach(async () => {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  opener = photoChild({ script: built.script, log, decodeAtMost: 30_000 });
  world = await startWorld({ limits: allowances, decodePhoto: opener.decode });
});
afterEach(async () => {
  opener.stop();
  await world.stop();
});

/** A link of a draft of its own. */
async function linkOf(sponsor: string): Promise<string> {
  const id = newRequestId();
  const { token, ...upload } = newUpload({ bytes: (count) => randomBytes(count) }, world.clock.now());
  await world.stores.drafts.save(makeDraft({ id, sponsor, step: 'review', uploads: [upload] }));
  return `${sponsor}.${id}.${token}`;
}

async function sends(sponsor: string, body: BodyInit, length: number): Promise<{ status: number; sentence?: string }> {
  const headers = { 'x-upload': await linkOf(sponsor), 'content-type': 'image/jpeg', 'content-length': String(length) };
  const request = new Request('https://alms.bantshire.example/photo/file', {
    method: 'POST',
    headers,
    body,
    duplex: 'half',
  } as RequestInit);
  const response = await world.product.fetch(request);
  const said = (await response.json()) as { sentence?: string };
  return { status: response.status, ...said };
}

const sendsPicture = (sponsor: string, bytes: Buffer) => sends(sponsor, new Uint8Array(bytes), bytes.length);
const inAMoment = () => new Promise((resolve) => setTimeout(resolve, 200));

describe('sixty uploads by one person, never ended', () => {
  it('should be three, the others turned away unread, and keep nobody from theirs', async () => {
    let read = 0;
    const open: ReadableStreamDefaultController<Uint8Array>[] = [];
    const endless = () => {
      let left = 9;
      return new ReadableStream<Uint8Array>(
        {
          start: (controller) => void open.push(controller),
          pull(controller) {
            if (left === 0) return new Promise(() => undefined);
            left -= 1;
            read += megabyte;
            controller.enqueue(new Uint8Array(megabyte));
          },
        },
        { highWaterMark: 0 },
      );
    };
    const answers: Awaited<ReturnType<typeof sends>>[] = [];
    const before = process.memoryUsage().arrayBuffers;
    for (let count = 0; count < 60; count += 1) void sends(sponsorId, endless(), 9.5 * megabyte).then((answer) => answers.push(answer));
    await inAMoment();
    expect(answers.map(({ status }) => status)).toEqual(Array(57).fill(429));
    expect(new Set(answers.map(({ sentence }) => sentence))).toEqual(new Set([uploadSentence('too-often')]));
    expect(read).toBe(27 * megabyte);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40 * megabyte);
    expect((await sendsPicture(headId, good)).status).toBe(200);
    for (const controller of open) controller.error(new Error('the line is cut'));
  });
});

describe('pictures that take long to open', () => {
  it('should be refused at once where they have thousands of scans', async () => {
    const bomb = jpegBomb(3_000);
    expect(bomb.length).toBeLessThan(400_000);
    const answers = await Promise.all([bomb, bomb, bomb].map((bytes) => sendsPicture(sponsorId, bytes)));
    expect(answers.map(({ status, sentence }) => [status, sentence])).toEqual(Array(3).fill([400, uploadSentence('damaged')]));
  });

  it('should keep nobody else from theirs, nor grow the process that serves them', async () => {
    // Both processes are there, as in a host that has been up for a while.
    await Promise.all([sendsPicture(sponsorId, good), sendsPicture(headId, good)]);
    // As many scans as are taken: seconds of work each.
    const slow = jpegBomb(100);
    let answered = 0;
    const before = process.memoryUsage.rss();
    const all = [slow, slow, slow].map((bytes) =>
      sendsPicture(sponsorId, bytes).then((answer) => {
        answered += 1;
        return answer;
      }),
    );
    await inAMoment();
    const other = await sendsPicture(headId, good);
    const grown = process.memoryUsage.rss() - before;
    expect([other.status, answered]).toEqual([200, 0]);
    expect(grown / megabyte).toBeLessThan(60);
    opener.stop();
    await Promise.all(all);
  });
});
