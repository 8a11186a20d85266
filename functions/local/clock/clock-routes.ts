import { Hono } from 'hono';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { readDate } from '../../../bot/domain/dates/dates';
import { day as inWords } from '../../../bot/domain/dates/day-words';
import type { Moved, Timeline } from './timeline';

/** An invalid day in a request, with the reason. */
export interface AskedDay {
  typed: string;
  problem: string;
}

export interface ClockRoutesOptions {
  timeline: Pick<Timeline, 'moveTo'>;
  /** The page with the form, drawn anew. */
  page(asked: AskedDay): Promise<Response>;
}

const command = z.object({ today: z.string() });
const form = z.object({ today: z.string().max(100) });

/**
 * Moves the day: for programs as JSON, and for people by a form, which needs no script and works by keys. Who may call is
 * the guard's business: a form of another page has a foreign Origin.
 */
export function clockRoutes({ timeline, page }: ClockRoutesOptions): Hono {
  const app = new Hono();
  app.post('/local/clock', async (c) => {
    if (!hasContentType(c.req.raw, 'application/json')) return problemResponse(415, 'Send JSON, with content-type application/json.');
    const asked = command.safeParse(await c.req.json().catch(() => undefined));
    const day = asked.success ? readDate(asked.data.today) : undefined;
    if (!day) return problemResponse(400, 'Send the day as {"today":"2027-03-01"}.');
    const moved = await timeline.moveTo(day);
    return 'refused' in moved ? problemResponse(400, clockRefusalSentence(moved)) : c.json(moved);
  });
  app.post('/local/day', async (c) => {
    if (!hasContentType(c.req.raw, 'application/x-www-form-urlencoded')) return problemResponse(415, 'Send a form.');
    const typed = form.safeParse(await c.req.parseBody()).data?.today ?? '';
    const sentence = await moveOrSay(readDate(typed), timeline);
    // Found again by its heading, and not posted again when the page is loaded anew.
    return sentence === undefined ? c.redirect('/#time', 303) : await page({ typed, problem: sentence });
  });
  return app;
}

async function moveOrSay(day: Temporal.PlainDate | undefined, timeline: Pick<Timeline, 'moveTo'>): Promise<string | undefined> {
  if (!day) return 'Please give a day, such as 2027-03-01.';
  const moved = await timeline.moveTo(day);
  return 'refused' in moved ? clockRefusalSentence(moved) : undefined;
}

function clockRefusalSentence(refusal: Extract<Moved, { refused: string }>): string {
  switch (refusal.refused) {
    case 'past':
      return `Time does not go back, and it is ${inWords(refusal.today)} already. To begin again: npm start -- --fresh`;
    case 'too-far':
      return `That is too far ahead: choose a day up to ${inWords(refusal.latest)}.`;
  }
}

function hasContentType({ headers }: Request, type: string): boolean {
  return headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() === type;
}

function problemResponse(status: 400 | 415, title: string): Response {
  return Response.json({ title, status }, { status, headers: { 'content-type': 'application/problem+json' } });
}
