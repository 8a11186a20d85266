import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { openStorage, type Storage } from '../../bot/adapters/azure/storage';
import { newUpload } from '../../bot/asking/photo/upload-token';
import { type FaultProxy, type StorageCall, startFaultProxy } from '../fakes/fault-proxy';
import { picture } from '../fakes/hostile-files';
import { StoryClock } from '../fakes/story-clock';
import { appId } from '../fakes/teams-bot';
import { startWorld, type World } from '../fakes/world';
import { makeDraft, sponsorId } from '../make';
import { testConnection } from '../setup/azurite-storage';
import { dice } from '../setup/dice';
import { blobsOf } from './crash-check';

const id = 'VR-7K3M9QXA';
let world: World;
let proxy: FaultProxy;
let direct: Storage;
let place: { connection: string; prefix: string };
let server: ServerType;
let port: number;
let link: string;
let jpeg: Buffer;

beforeAll(async () => {
  jpeg = await picture(900, 1200);
});
beforeEach(async () => {
  const clock = new StoryClock();
  proxy = await startFaultProxy(testConnection());
  place = { connection: testConnection(), prefix: `t${randomBytes(8).toString('hex')}` };
  const options = { clock, prefix: place.prefix, botId: appId };
  direct = openStorage({ connectionString: place.connection }, options);
  await direct.ensure();
  const { token, ...upload } = newUpload(dice, clock.now());
  link = `${sponsorId}.${id}.${token}`;
  await direct.drafts.save(makeDraft({ step: 'review', uploads: [upload] }));
  const stores = openStorage({ connectionString: proxy.connection }, { ...options, limits: { retries: 1, perTry: 10_000, inAll: 20_000 } });
  world = await startWorld({ stores, clock, callers: 'none' });
  port = await new Promise((resolve) => {
    server = serve({ fetch: (request) => world.product.fetch(request), port: 0, hostname: '127.0.0.1' }, (info) => resolve(info.port));
  });
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await world.stop();
  await proxy.stop();
});

/** Sends the picture as a browser does; `share` of it where the line is cut, in percent. */
function sends(share = 100): Promise<string> {
  const head = `POST /photo/file HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nx-upload: ${link}\r\nContent-Type: image/jpeg\r\nContent-Length: ${jpeg.length}\r\n\r\n`;
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(head);
      socket.write(jpeg.subarray(0, Math.floor((jpeg.length * share) / 100)), () => {
        if (share < 100) setTimeout(() => socket.destroy(), 50);
      });
    });
    socket.on('data', (data) => (heard += data.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard));
  });
}

async function photoOfDraft(): Promise<string | undefined> {
  return (await direct.drafts.read(sponsorId, id))?.value.answers.photo?.blob;
}

/** The photos stored are those that the draft names: one, or none. */
async function expectNothingLoose(): Promise<void> {
  const named = await photoOfDraft();
  expect(await blobsOf(place)).toEqual(named === undefined ? [] : [named]);
}

const savesDraft = ({ method, path }: StorageCall) => method === 'PUT' && path.includes('Drafts(');
const storesPhoto = ({ kind, method }: StorageCall) => kind === 'blob' && method === 'PUT';

describe('a photo whose upload is cut off', () => {
  it.each([0, 50, 99])('at %i %% should leave the draft without a photo, and the link good for the next attempt', async (share) => {
    await sends(share);
    // The product hears of the cut by now, as it answers another call.
    await fetch(`http://127.0.0.1:${port}/api/health`);
    expect(await photoOfDraft()).toBeUndefined();
    expect(await blobsOf(place)).toEqual([]);
    expect(proxy.calls.filter(storesPhoto)).toEqual([]);
    expect(await sends()).toMatch(/^HTTP\/1.1 200 /);
    expect(await photoOfDraft()).toMatch(/^[0-9a-f]{32}$/);
    await expectNothingLoose();
  });
});

describe('a photo that storage does not take', () => {
  it.each([
    ['the photo', storesPhoto, { what: 'status', status: 503 }],
    ['the photo, or so it seems', storesPhoto, { what: 'drop-after' }],
    ['the draft', savesDraft, { what: 'status', status: 503 }],
  ] as const)(
    'should be told as a fault and leave nothing behind when %s is not saved, and be taken by the same link later',
    async (_what, hits, trouble) => {
      proxy.fail({ hits, trouble });
      const answer = await sends();
      expect(answer).toMatch(/^HTTP\/1.1 500 /);
      expect(answer).toContain('Something went wrong on our side');
      expect(answer).not.toMatch(/RestError|ECONN|node_modules|\bat /);
      expect(await photoOfDraft()).toBeUndefined();
      await expectNothingLoose();
      proxy.reset();
      expect(await sends()).toMatch(/^HTTP\/1.1 200 /);
      await expectNothingLoose();
    },
  );

  it('should be taken when only the answers of storage were lost', async () => {
    proxy.fail({ hits: savesDraft, trouble: { what: 'drop-after' } });
    expect(await sends()).toMatch(/^HTTP\/1.1 200 /);
    expect(await photoOfDraft()).toBeDefined();
    await expectNothingLoose();
  });

  it('should give way to nothing when the draft was discarded meanwhile', async () => {
    proxy.fail({ hits: storesPhoto, trouble: { what: 'delay', milliseconds: 1_000 } });
    const sent = sends();
    while (!proxy.calls.some(storesPhoto)) await new Promise((resolve) => setTimeout(resolve, 10));
    await direct.drafts.delete(sponsorId, id);
    expect(await sent).toMatch(/^HTTP\/1.1 410 /);
    await expectNothingLoose();
  });
});
