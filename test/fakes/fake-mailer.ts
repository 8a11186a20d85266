import type { MailChannel, MailDelivery, Mailer, OutgoingMail } from '../../bot/ports/mail';

/** Records every mail. `answers` sets the outcome; default is delivered. */
export class FakeMailer implements Mailer {
  /** All attempts, delivered or not. */
  readonly tried: OutgoingMail[] = [];
  /** Delivered mails. */
  readonly arrived: OutgoingMail[] = [];
  answers?: (mail: OutgoingMail) => MailDelivery | Promise<MailDelivery> | undefined;

  async send(mail: OutgoingMail): Promise<MailDelivery> {
    this.tried.push(mail);
    const answer = await this.answers?.(mail);
    if (answer && answer.outcome !== 'delivered') return answer;
    this.arrived.push(mail);
    return answer ?? { outcome: 'delivered', hasCard: mail.card !== undefined };
  }

  /** Returns the card of the person's newest mail about a request. */
  cardFor(person: string, request: string): object | undefined {
    return this.arrived.findLast(({ to, subject, card }) => to.person === person && subject.includes(request) && card)?.card;
  }

  /** Returns the subjects of the person's mails, oldest first. */
  subjectsFor(person: string): string[] {
    return this.arrived.filter(({ to }) => to.person === person).map(({ subject }) => subject);
  }
}

export const linkInMails = 'https://teams.example/chat?a=1&b="2"';

export function channelOf(mailer: Mailer): MailChannel {
  return { mailer, link: () => linkInMails };
}
