import type { PersonId } from '../domain/organisation/organisation';
import type { RequestId } from '../domain/request/visitor-request';
import type { LinkPlace } from '../domain/shown/teams-link';
import type { MailChannel, MailDelivery, Recipient } from '../ports/mail';
import type { Ports } from '../ports/ports';
import type { MailContent } from './mail/mail-content';
import { renderMail } from './mail/mail-page';

export type SendMailPorts = Pick<Ports, 'people' | 'log'> & { mail: MailChannel };

/** What to say, given the address that its link leads to: none for a reader who is not in Teams. */
export type SayMail = (link: string | undefined) => MailContent;

export interface MailAbout {
  request?: RequestId;
  place?: LinkPlace;
  card?: object;
}

/**
 * Sends one mail to one reader, of whichever kind: a question, an outcome, a digest. `card` is what Outlook shows in its
 * place; the link leads to the request, or to the place. One attempt, for `deliver` to judge.
 */
export async function sendMail(to: Recipient, say: SayMail, ports: SendMailPorts, about: MailAbout = {}): Promise<MailDelivery> {
  const { request, place, card } = about;
  const address = 'address' in to ? to.address : await mailAddressOf(to.person, ports);
  if (address === undefined) return { outcome: 'later', code: 'directory', isAmbiguous: false };
  if (address === '') return { outcome: 'unreachable', code: 'no-address' };
  const person = 'person' in to && { person: to.person };
  const link = person ? ports.mail.link(person.person, request === undefined ? place : `request/${request}`) : undefined;
  const { subject, html } = renderMail(say(link));
  const delivery = await ports.mail.mailer.send({ to: { ...person, address }, subject, html, ...(card && { card }) });
  const { outcome } = delivery;
  const isWithoutCard = card !== undefined && outcome === 'delivered' && !delivery.hasCard;
  // An address identifies a person, so it is not logged.
  ports.log.info(
    {
      ...(request && { request }),
      ...person,
      outcome,
      ...('code' in delivery && { code: delivery.code }),
      ...(isWithoutCard && { isWithoutCard }),
    },
    'mail',
  );
  return delivery;
}

/** Undefined where the directory does not answer; empty for a person whom it does not have. */
async function mailAddressOf(person: PersonId, { people }: SendMailPorts): Promise<string | undefined> {
  try {
    const known = await people.person(person);
    // The mailbox of a disabled account is not read.
    return known?.isEnabled ? known.mail : '';
  } catch {
    return undefined;
  }
}
