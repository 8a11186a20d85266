import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OutgoingMail } from '../../../../bot/ports/mail';
import { openMailbox } from '../../../../functions/local/mailbox/mailbox';
import { StoryClock } from '../../../fakes/story-clock';
import { headId, sponsorId } from '../../../make';

let folder: string;
let clock: StoryClock;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'alms-mail-'));
  clock = new StoryClock();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

let ids = 0;
const open = (most?: number) =>
  openMailbox({ file: join(folder, 'mailbox.json'), clock, newId: () => `id${(ids += 1)}`, ...(most !== undefined && { most }) });
const mail = (subject: string, more: Partial<OutgoingMail> = {}): OutgoingMail => ({
  to: { person: headId, address: 'head@bantshire.example' },
  subject,
  html: '<p>x</p>',
  ...more,
});

describe('the mailbox of local mode', () => {
  it('should keep every mail, newest first, also after a restart', async () => {
    await open().send(mail('one', { card: { type: 'AdaptiveCard' } }));
    clock.pass({ minutes: 5 });
    expect(await open().send(mail('two', { to: { person: sponsorId, address: 'sponsor@bantshire.example' } }))).toEqual({
      outcome: 'delivered',
      hasCard: false,
    });
    expect(open().mails()).toEqual([
      {
        id: expect.any(String),
        person: sponsorId,
        to: 'sponsor@bantshire.example',
        subject: 'two',
        html: '<p>x</p>',
        sentAt: '2027-01-18T10:20:00Z',
      },
      {
        id: expect.any(String),
        person: headId,
        to: 'head@bantshire.example',
        subject: 'one',
        html: '<p>x</p>',
        card: { type: 'AdaptiveCard' },
        sentAt: '2027-01-18T10:15:00Z',
      },
    ]);
    expect(readdirSync(folder)).toEqual(['mailbox.json']);
  });

  it('should let the oldest go where there are too many', async () => {
    const mailbox = open(3);
    for (const subject of ['1', '2', '3', '4', '5']) await mailbox.send(mail(subject));
    expect(mailbox.mails().map(({ subject }) => subject)).toEqual(['5', '4', '3']);
    expect(JSON.parse(readFileSync(join(folder, 'mailbox.json'), 'utf8'))).toHaveLength(3);
  });

  it.each(['', '{', '[{"id":1}]', 'null'])('should begin empty where its file holds “%s”', async (text) => {
    writeFileSync(join(folder, 'mailbox.json'), text);
    const mailbox = open();
    expect(mailbox.mails()).toEqual([]);
    await mailbox.send(mail('one'));
    expect(open().mails()).toHaveLength(1);
  });

  it('should say as Exchange’s adapter does that a card was too large to go', async () => {
    expect(await open().send(mail('one', { card: { text: 'x'.repeat(40_000) } }))).toEqual({ outcome: 'delivered', hasCard: false });
    expect(await open().send(mail('two', { card: { text: 'x' } }))).toEqual({ outcome: 'delivered', hasCard: true });
  });
});
