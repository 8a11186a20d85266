import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { cardScript } from '../../../bot/adapters/graph/card-script';
import type { Mailer, OutgoingMail } from '../../../bot/ports/mail';
import type { Clock } from '../../../bot/ports/system';

const storedMail = z.object({
  id: z.string(),
  person: z.string().optional(),
  to: z.string(),
  subject: z.string(),
  html: z.string(),
  card: z.record(z.string(), z.unknown()).optional(),
  /** ISO instant. */
  sentAt: z.string(),
});
export type StoredMail = z.infer<typeof storedMail>;

/** Stands in for Exchange: stores every mail, across restarts. */
export interface Mailbox extends Mailer {
  /** Newest first. */
  mails(): StoredMail[];
}

export interface MailboxOptions {
  /** Where the mails are kept. */
  file: string;
  clock: Clock;
  /** A new id: letters and digits. */
  newId(): string;
  /** How many are kept; the oldest go. */
  most?: number;
}

/** A file that cannot be read is an empty mailbox: mails of yesterday must not keep local mode from starting. */
export function openMailbox({ file, clock, newId, most = 200 }: MailboxOptions): Mailbox {
  let kept = readMails(file);

  function keep({ to, subject, html, card }: OutgoingMail): void {
    const sentAt = clock.now().toInstant().toString();
    const mail: StoredMail = {
      id: newId(),
      ...(to.person !== undefined && { person: to.person }),
      to: to.address,
      subject,
      html,
      ...(card && { card: { ...card } }),
      sentAt,
    };
    kept = [mail, ...kept].slice(0, most);
    // Whole or not at all, however the process ends.
    writeFileSync(`${file}.new`, JSON.stringify(kept), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }

  return {
    mails: () => kept,
    async send(mail) {
      keep(mail);
      return { outcome: 'delivered', hasCard: mail.card !== undefined && cardScript(mail.card) !== undefined };
    },
  };
}

function readMails(file: string): StoredMail[] {
  if (!existsSync(file)) return [];
  try {
    return z.array(storedMail).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [];
  }
}
