import type { z } from 'zod';
import { inOutlook, inTeams, withRows } from './button-rows';
import { looks } from './looks';
import { type TemplateName, templates } from './templates';

/**
 * Fills a template, once: a second time would evaluate what a person typed. The data must be complete, as a missing
 * value would show as `${name}`; each card's schema sees to that.
 *
 * @param order the titles of the card's own buttons, where the template draws them by kind.
 */
export function render<Schema extends z.ZodType>(
  name: TemplateName,
  schema: Schema,
  data: z.input<Schema>,
  order?: readonly string[],
): object {
  const card = templates[name]((looks.atValues ? schema.parse(data) : data) as object) as Drawn;
  const { actions } = card;
  const sorted = order && actions ? { ...card, actions: order.flatMap((title) => actions.filter((one) => one.title === title)) } : card;
  return withRows(sorted, name.startsWith('outlook') ? inOutlook : inTeams);
}

type Drawn = Record<string, unknown> & { actions?: { title: string }[] };
