import type { PersonId } from '../domain/organisation/organisation';
import type { RequestId } from '../domain/request/visitor-request';
import type { LinkPlace } from '../domain/shown/teams-link';
import type { MailChannel, MailDelivery } from '../ports/mail';
import type { Ports } from '../ports/ports';
import type { MailContent } from './mail/mail-content';
import { mailOf } from './mail/mail-page';

export type SendMailPorts = Pick<Ports, 'people' | 'log'> & { mail: MailChannel };

/** What to say, given the address that its link leads to. */
export type SayMail = (link: string) => MailContent;

/**
 * Sends one mail to one person, of whichever kind: a question, an outcome, a digest. `card` is what Outlook shows in its
 * place; the link leads to the request, or to the list. One attempt: when to try again is the caller's to decide.
 */
export async function sendMail(
  person: PersonId,
  say: SayMail,
  ports: SendMailPorts,
  about: { request?: RequestId; list?: LinkPlace; card?: object } = {},
): Promise<MailDelivery> {
  const address = await addressOf(person, ports);
  if (address === undefined) return { outcome: 'later', code: 'directory', isAmbiguous: false };
  if (address === '') return { outcome: 'unreachable', code: 'no-address' };
  const place = about.request === undefined ? about.list : (`request/${about.request}` as const);
  const { subject, html } = mailOf(say(ports.mail.link(person, place)));
  const delivery = await ports.mail.mailer.send({
    to: { person, address },
    subject,
    html,
    ...(about.card && { card: about.card }),
  });
  const { request } = about;
  const { outcome } = delivery;
  const isWithoutCard = about.card !== undefined && outcome === 'delivered' && !delivery.hasCard;
  ports.log.info(
    {
      ...(request && { request }),
      person,
      outcome,
      ...('code' in delivery && { code: delivery.code }),
      ...(isWithoutCard && { isWithoutCard }),
    },
    'mail',
  );
  return delivery;
}

/** Undefined where the directory does not answer; empty for somebody whom it does not know. */
async function addressOf(person: PersonId, { people }: SendMailPorts): Promise<string | undefined> {
  try {
    const known = await people.person(person);
    // Nobody reads the mails of a disabled account.
    return known?.isEnabled ? known.mail : '';
  } catch {
    return undefined;
  }
}
