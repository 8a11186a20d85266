import { z } from 'zod';
import type { MailDelivery, Mailer, OutgoingMail } from '../../ports/mail';
import { cardScript, withCard } from './card-script';
import type { Graph, GraphLimits } from './graph-client';
import { GraphFault } from './graph-fault';

/**
 * One try: what may have arrived is repeated by the worker, which keeps count. Shorter than four steps of the pace, so that
 * no more than four are on their way.
 */
export const mailLimits: GraphLimits = { milliseconds: 9_000, tries: 1, mayWait: false };
/** Bytes of the document with its card. Graph takes four megabytes; mail clients cut long before. */
export const mostMailBytes = 200 * 1024;

export interface OutlookMailOptions {
  /** With {@link mailLimits}. */
  graph: Graph;
  /** The mailbox that sends: an address or an object id. */
  from: string;
}

/** Sends by Microsoft Graph from one mailbox, by `Mail.Send`. */
export function outlookMail({ graph, from }: OutlookMailOptions): Mailer {
  const path = `/users/${encodeURIComponent(from)}/sendMail`;

  async function send(mail: OutgoingMail): Promise<MailDelivery> {
    if (!isRecipient(mail.to.address)) return { outcome: 'unreachable', code: 'BadAddress' };
    const { html, hasCard } = documentOf(mail);
    if (Buffer.byteLength(html) > mostMailBytes) return { outcome: 'unreachable', code: 'MailTooLarge' };
    const message = {
      subject: mail.subject,
      body: { contentType: 'HTML', content: html },
      toRecipients: [{ emailAddress: { address: mail.to.address } }],
    };
    // Answered with nothing; nothing at all means that there is no such mailbox.
    const sent = await graph.ask(path, { message, saveToSentItems: false }, anything);
    return sent === undefined ? { outcome: 'unreachable', code: 'NoSuchMailbox' } : { outcome: 'delivered', hasCard };
  }

  return { send: (mail) => send(mail).catch(mailDeliveryOf) };
}

const anything = z.unknown().transform(() => true);

/** A card that is too large or broken is left out: the document does alone. */
function documentOf({ html, card }: OutgoingMail): { html: string; hasCard: boolean } {
  const script = card && cardScript(card);
  const carrying = script === undefined ? undefined : withCard(html, script);
  return carrying === undefined ? { html, hasCard: false } : { html: carrying, hasCard: true };
}

/** Only ever one: a list of several would tell each of the others. */
function isRecipient(text: string): boolean {
  return text.length <= 320 && /^[^\s@<>,;:"()[\]\\]{1,64}@[^\s@<>,;:"()[\]\\]{1,255}$/.test(text);
}

/**
 * What Exchange refuses stays refused, but for what passes. A 503 says that it was not taken; after any other fault of
 * the server, or none at all, nobody knows.
 */
function mailDeliveryOf(fault: unknown): MailDelivery {
  if (!(fault instanceof GraphFault)) throw fault;
  const { code, status, afterSeconds } = fault;
  const isRefused = status !== undefined && status >= 400 && status < 500 && ![401, 408, 429].includes(status);
  if (isRefused) return { outcome: 'unreachable', code };
  const isAmbiguous =
    status === undefined ? ['NoAnswer', 'Unreachable'].includes(code) : status === 408 || (status >= 500 && status !== 503);
  // Without Retry-After this counts as an outage rather than throttling, and ends on the admins' list.
  const isBusy = status === 429 || (status === 503 && afterSeconds !== undefined);
  return { outcome: 'later', code, isAmbiguous, ...(afterSeconds !== undefined && { afterSeconds }), ...(isBusy && { isRefused: true }) };
}
