import { Template } from 'adaptivecards-templating';
import type { z } from 'zod';
import { inOutlook, inTeams, withRows } from './button-rows';
import digest from './digest.json';
import drafts from './drafts.json';
import line from './line.json';
import { looks } from './looks';
import nameSponsor from './name-sponsor.json';
import notice from './notice.json';
import outlookDigest from './outlook-digest.json';
import outlookNotice from './outlook-notice.json';
import outlookRequest from './outlook-request.json';
import request from './request.json';
import requests from './requests.json';
import review from './review.json';
import step from './step.json';
import welcome from './welcome.json';

const templates = {
  digest,
  drafts,
  line,
  'name-sponsor': nameSponsor,
  notice,
  'outlook-digest': outlookDigest,
  'outlook-notice': outlookNotice,
  'outlook-request': outlookRequest,
  request,
  requests,
  review,
  step,
  welcome,
} as const;

export type TemplateName = keyof typeof templates;

/** Parsed on first use: all of them take a third of a cold start. Once only, as parsing one costs five times as much as a card of it. */
const parsed = new Map<TemplateName, Template>();

function templateOf(name: TemplateName): Template {
  const known = parsed.get(name);
  if (known) return known;
  const template = new Template(templates[name]);
  parsed.set(name, template);
  return template;
}

/**
 * Fills a template, once: a second expansion would evaluate what a person typed. The data must be complete, as a missing
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
  const card = templateOf(name).expand({ $root: looks.atValues ? schema.parse(data) : data }) as Drawn;
  const { actions } = card;
  const sorted = order && actions ? { ...card, actions: order.flatMap((title) => actions.filter((one) => one.title === title)) } : card;
  return withRows(sorted, name.startsWith('outlook') ? inOutlook : inTeams);
}

type Drawn = Record<string, unknown> & { actions?: { title: string }[] };
