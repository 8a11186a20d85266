import type { MailChannel, MailDelivery, Mailer, OutgoingMail } from '../../bot/ports/mail';

/** A mailbox in which every mail is noted and answered as told; delivered unless told otherwise. */
export class FakeMailer implements Mailer {
  /** Each attempt, delivered or not. */
  readonly tried: OutgoingMail[] = [];
  /** What has arrived. */
  readonly arrived: OutgoingMail[] = [];
  answers?: (mail: OutgoingMail) => MailDelivery | Promise<MailDelivery> | undefined;

  async send(mail: OutgoingMail): Promise<MailDelivery> {
    this.tried.push(mail);
    const answer = await this.answers?.(mail);
    if (answer && answer.outcome !== 'delivered') return answer;
    this.arrived.push(mail);
    return answer ?? { outcome: 'delivered', hasCard: mail.card !== undefined };
  }

  /** The card of the newest mail about a request that has come to this person. */
  cardFor(person: string, request: string): object | undefined {
    return this.arrived.findLast(({ to, subject, card }) => to.person === person && subject.includes(request) && card)?.card;
  }

  /** Subjects of what has arrived for this person, oldest first. */
  subjectsFor(person: string): string[] {
    return this.arrived.filter(({ to }) => to.person === person).map(({ subject }) => subject);
  }
}

export const linkInMails = 'https://teams.example/chat?a=1&b="2"';

export function channelOf(mailer: Mailer): MailChannel {
  return { mailer, link: () => linkInMails };
}
