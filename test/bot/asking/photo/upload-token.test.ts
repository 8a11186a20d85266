import { Temporal } from 'temporal-polyfill';
import { addUpload, maxUploads, newUpload, openUpload } from '../../../../bot/asking/photo/upload-token';
import { parseUploadHeader, uploadLink } from '../../../../bot/domain/photo/upload-link';

const now = Temporal.ZonedDateTime.from('2027-02-03T10:00[Europe/London]');
const sponsor = '0f8b7a52-6d1c-4c1e-9a55-3b1f0e9d2c41';
const draft = 'VR-7K3M9QXA';
let count = 0;
const random = { bytes: (length: number) => Uint8Array.from({ length }, (_, index) => (index * 37 + (count += 1)) & 255) };

describe('an upload link', () => {
  it('should carry 128 bits and keep only their hash', () => {
    const { token, hash, until } = newUpload(random, now);
    expect(token).toMatch(/^[\w-]{22}$/);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(until).toBe('2027-02-03T10:30:00Z');
    expect(newUpload(random, now).token).not.toBe(token);
  });

  it('should hide everything in the fragment, and be read back from it', () => {
    const { token } = newUpload(random, now);
    const link = new URL(uploadLink('https://alms.bantshire.example/', { sponsor, draft, token }));
    expect(link.origin + link.pathname + link.search).toBe('https://alms.bantshire.example/photo');
    expect(parseUploadHeader(link.hash.slice(1))).toEqual({ sponsor, draft, token });
  });

  it('should open its own draft for thirty minutes', () => {
    const upload = newUpload(random, now);
    const uploads = [newUpload(random, now), upload, newUpload(random, now)];
    const opened = (token: string, at = now, among = uploads) => openUpload({ uploads: among }, { sponsor, draft, token }, at);
    expect(opened(upload.token)).toMatchObject({ hash: upload.hash });
    expect(opened(upload.token, now.add({ minutes: 29, seconds: 59 }))).toBeDefined();
    expect(opened(upload.token, now.add({ minutes: 30 }))).toBeUndefined();
    expect(opened(newUpload(random, now).token)).toBeUndefined();
    expect(opened(upload.hash)).toBeUndefined();
    expect(opened(upload.token, now, [])).toBeUndefined();
  });

  it('should be found by its hash too, which opens nothing for whoever has it alone', () => {
    const upload = newUpload(random, now);
    const uploads = [newUpload(random, now), upload];
    const found = (hash: string, at = now) => openUpload({ uploads }, { sponsor, draft, upload: hash }, at);
    expect(found(upload.hash)).toMatchObject({ hash: upload.hash });
    expect(found(upload.hash, now.add({ minutes: 30 }))).toBeUndefined();
    for (const wrong of ['', 'zz', upload.hash.slice(2), upload.token]) expect(found(wrong)).toBeUndefined();
  });

  it('should stand among nineteen others at most, without those that are over', () => {
    const old = newUpload(random, now.subtract({ hours: 1 }));
    let uploads = addUpload([], old, now.subtract({ hours: 1 }));
    const made = Array.from({ length: maxUploads + 1 }, () => newUpload(random, now));
    for (const upload of made) uploads = addUpload(uploads, upload, now);
    expect(uploads).toHaveLength(20);
    expect(uploads).toEqual(made.slice(1).map(({ hash, until }) => ({ hash, until })));
    expect(JSON.stringify(uploads)).not.toContain(made.at(-1)?.token);
  });
});

describe('the header of an upload', () => {
  const token = 'AAECAwQFBgcICQoLDA0ODw';
  it.each([
    '',
    token,
    `${sponsor}.${draft}.${token}x`,
    `${sponsor}.${draft}.${token.slice(1)}`,
    `${sponsor}.${draft}.AAECAwQFBgcICQoLDA0OD_`,
    `${sponsor.toUpperCase()}.${draft}.${token}`,
    `${sponsor}.VR-7K3M9QXU.${token}`,
    `${sponsor}.../../VR-7K3M9QXA.${token}`,
    `${sponsor}.${draft}' or '1' eq '1.${token}`,
    ` ${sponsor}.${draft}.${token}`,
    `${sponsor}.${draft}.${token}\n`,
  ])('should be refused as %j', (header) => {
    expect(parseUploadHeader(header)).toBeUndefined();
  });
});
