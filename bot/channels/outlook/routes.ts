import { type Context, Hono } from 'hono';
import type { PersonId } from '../../domain/organisation/organisation';
import { wordsAtMost } from '../../domain/request/lifecycle';
import { headerText, outlookSentences } from '../../domain/words/outlook-words';
import { refusalSentence, sentences } from '../../domain/words/words';
import type { Log } from '../../ports/log-fields';
import type { Admission } from '../../ports/turn';
import { outlookPath } from '../../shown/outlook-link';
import { bodyText } from '../http/body-text';
import type { OutlookPress } from './answer';
import type { OutlookAnswer } from './outlook-answer';

/** Authenticates the caller by Outlook's token. `unknown`: no valid token; `later`: it cannot be checked now. */
export type OutlookCaller = { kind: 'person'; person: PersonId } | { kind: 'unknown' } | { kind: 'later' };

export interface OutlookRoutesOptions {
  /** The value of `Action-Authorization` or `Authorization`; null without either. */
  caller(authorization: string | null): Promise<OutlookCaller>;
  answer(press: OutlookPress): Promise<OutlookAnswer>;
  /** How much one person may ask. */
  admit(person: PersonId): Admission;
  log: Log;
  reference(): string;
}

/** More than the longest reason ever needs, in bytes. */
const bodyAtMost = 64 * 1024;

const tooLong = refusalSentence({ refused: 'words-too-long', most: wordsAtMost }, { helpRoute: '' });

/** The endpoint behind the buttons of mailed cards. Only POST does anything: scanners open every address of a mail. */
export function outlookRoutes({ caller, answer, admit, log, reference }: OutlookRoutesOptions): Hono {
  const app = new Hono();
  app.post(`${outlookPath}/*`, async (c) => {
    const who = await caller(c.req.header('action-authorization') ?? c.req.header('authorization') ?? null);
    log.info({ outcome: who.kind, ...('person' in who && { person: who.person }), ...outlookIds(c) }, 'a card in Outlook asks');
    if (who.kind === 'unknown') return c.json({}, 401, { ...statusHeaders(outlookSentences.unknownCaller), 'www-authenticate': 'Bearer' });
    if (who.kind === 'later') return c.json({}, 503, statusHeaders(outlookSentences.keysAway));
    const admission = admit(who.person);
    if (admission.kind === 'over') return c.json({}, 429, statusHeaders(sentences.tooMuch));
    try {
      const words = await bodyText(c.req.raw, bodyAtMost);
      if (words === undefined) return c.json({}, 413, statusHeaders(tooLong));
      const path = new URL(c.req.url).pathname.slice(outlookPath.length + 1);
      return replyWith(c, await answer({ person: who.person, path, words }));
    } finally {
      admission.leave();
    }
  });
  app.all(`${outlookPath}/*`, (c) => c.json({ title: 'Only POST is answered here.' }, 405, { allow: 'POST', 'cache-control': 'no-store' }));
  app.onError((error, c) => {
    const word = reference();
    log.error({ reference: word, fault: error.name, ...outlookIds(c) }, 'an action of Outlook failed');
    // No card: the one that was pressed keeps its buttons, and pressing again does no harm.
    return c.json({}, 500, statusHeaders(sentences.fault(word)));
  });
  return app;
}

function replyWith(c: Context, answer: OutlookAnswer): Response {
  switch (answer.kind) {
    case 'card':
      return c.json(answer.card, 200, replacing);
    case 'refused':
      return c.json(answer.card, 403, { ...replacing, ...statusHeaders(answer.sentence) });
    case 'stays':
      return c.json({}, 422, statusHeaders(answer.sentence));
    case 'later':
      return c.json({}, 503, statusHeaders(answer.sentence));
  }
}

const replacing = { 'CARD-UPDATE-IN-BODY': 'true', 'cache-control': 'no-store' };

/** What Outlook shows beside the buttons: one of our sentences, never anything of a person. */
function statusHeaders(sentence: string): Record<string, string> {
  return { 'CARD-ACTION-STATUS': headerText(sentence), 'cache-control': 'no-store' };
}

/** Microsoft's own ids of the card and the press, for asking them about one; whatever does not look like an id stays out of the log. */
function outlookIds(c: Context): { card?: string; action?: string } {
  const id = (header: string) => /^[\w-]{1,64}$/.exec(c.req.header(header) ?? '')?.[0];
  const [card, action] = [id('card-correlation-id'), id('action-request-id')];
  return { ...(card !== undefined && { card }), ...(action !== undefined && { action }) };
}
