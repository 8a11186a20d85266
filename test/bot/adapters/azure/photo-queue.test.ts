import { type PhotoPlaces, photoPlaces, photoQueue } from '../../../../bot/adapters/azure/photo-queue';
import type { DecodedPhoto, DecodePhoto } from '../../../../bot/ports/photos';
import { adminId, headId, sponsorId, strangerId } from '../../../make';

/** Enough of a picture to be let in. */
const sent = Uint8Array.of(0xff, 0xd8, 0xff, 0xd9);
const done: DecodedPhoto = { jpeg: sent, thumbnail: '' };

/** Pictures that are opened for as long as the test says. */
function opener(places?: PhotoPlaces) {
  const open: { bytes: Uint8Array; end(photo: DecodedPhoto): void; fail(fault: Error): void }[] = [];
  const decode: DecodePhoto = (bytes) =>
    new Promise((resolve, reject) => {
      open.push({ bytes, end: resolve, fail: reject });
    });
  const images = photoQueue(decode, places);
  const settled: string[] = [];
  /** Sends one; its name is noted with what became of it. */
  async function sends(person: string, name: string, isWanted?: () => Promise<boolean>): Promise<void> {
    const bytes = Uint8Array.from([...sent, ...Buffer.from(name)]);
    images.prepare(person, bytes, undefined, isWanted).then(
      (result) => settled.push(`${name} ${'problem' in result ? result.problem : 'unwanted' in result ? 'unwanted' : 'done'}`),
      (fault: Error) => settled.push(`${name} ${fault.message}`),
    );
    await quiet();
  }
  const atWork = () => open.map(({ bytes }) => Buffer.from(bytes.subarray(sent.length)).toString());
  /** Ends the picture of that name, or the first at work. */
  async function ends(name = atWork()[0] ?? '', how: DecodedPhoto | Error = done): Promise<void> {
    const [one] = open.splice(atWork().indexOf(name), 1);
    if (how instanceof Error) one?.fail(how);
    else one?.end(how);
    await quiet();
  }
  return { sends, ends, atWork, settled };
}

const quiet = () => new Promise((resolve) => setImmediate(resolve));
const everybody = Array.from({ length: 14 }, (_, index) => `person-${index}`);
const unlimited: PhotoPlaces = { ...photoPlaces, ofOne: { atWork: Number.MAX_SAFE_INTEGER, waiting: Number.MAX_SAFE_INTEGER } };

describe('a burst of pictures', () => {
  it('should keep two at work and eight waiting, and send the others away, again and again', async () => {
    const { sends, ends, atWork, settled } = opener();
    for (let round = 0; round < 2; round += 1) {
      for (const person of everybody) await sends(person, person);
      expect(atWork()).toEqual(['person-0', 'person-1']);
      expect(settled).toEqual(everybody.slice(10).map((person) => `${person} busy`));
      for (let count = 0; count < 10; count += 1) await ends();
      expect(settled.slice(4)).toEqual(everybody.slice(0, 10).map((person) => `${person} done`));
      settled.length = 0;
    }
  });

  it('should ask of each that waited whether it is wanted still, when its turn comes', async () => {
    const { sends, ends, atWork, settled } = opener();
    let asked = 0;
    for (const person of everybody.slice(0, 5)) await sends(person, person, async () => (asked += 1) > 1);
    expect(asked).toBe(0);
    await ends();
    // The first that waited is not opened; its place goes on to the next.
    expect([atWork(), settled]).toEqual([
      ['person-1', 'person-3'],
      ['person-0 done', 'person-2 unwanted'],
    ]);
    expect(asked).toBe(2);
  });

  it('should tell a fault of that question, or of the opening, and give the place to the next', async () => {
    const { sends, ends, atWork, settled } = opener();
    for (const person of everybody.slice(0, 4)) await sends(person, person, () => Promise.reject(new Error('storage is away')));
    await ends('person-0', new Error('no image library'));
    expect(settled).toEqual(['person-0 no image library', 'person-2 storage is away', 'person-3 storage is away']);
    await sends('person-5', 'person-5');
    expect(atWork()).toEqual(['person-1', 'person-5']);
  });
});

describe('pictures of one person', () => {
  it('should leave a place to others, however many there are and however long they take', async () => {
    const { sends, ends, atWork, settled } = opener();
    for (const name of ['first', 'second', 'third', 'fourth', 'fifth']) await sends(sponsorId, name);
    expect(atWork()).toEqual(['first']);
    expect(settled).toEqual(['fourth busy', 'fifth busy']);
    await sends(headId, 'of another');
    expect(atWork()).toEqual(['first', 'of another']);
    // What waits behind the first is not begun in the place of another, but others are.
    await sends(adminId, 'of a third');
    await ends('of another');
    expect(atWork()).toEqual(['first', 'of a third']);
    await ends('of a third');
    expect(atWork()).toEqual(['first']);
    await sends(strangerId, 'of a fourth');
    expect(atWork()).toEqual(['first', 'of a fourth']);
    await ends('first');
    expect(atWork()).toEqual(['of a fourth', 'second']);
  });

  it('should keep everybody waiting where nothing limits them, which is what the limit is for', async () => {
    const { sends, atWork } = opener(unlimited);
    for (const name of ['first', 'second']) await sends(sponsorId, name);
    await sends(headId, 'of another');
    expect(atWork()).toEqual(['first', 'second']);
  });
});

describe('a picture that needs not be opened', () => {
  it('should be refused at once, also where all places are taken', async () => {
    const { sends } = opener();
    for (const person of everybody) await sends(person, person);
    const images = photoQueue(() => new Promise(() => undefined));
    expect(await images.prepare(sponsorId, new Uint8Array())).toEqual({ problem: 'empty' });
    expect(await images.prepare(sponsorId, new Uint8Array(11 * 1024 * 1024))).toEqual({ problem: 'too-large' });
    expect(await images.prepare(sponsorId, Buffer.from('<svg/>'))).toEqual({ problem: 'not-an-image' });
  });
});
