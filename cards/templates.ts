import { Template } from 'adaptivecards-templating';
import digest from './digest.json';
import drafts from './drafts.json';
import line from './line.json';
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

const sources = {
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

export type TemplateName = keyof typeof sources;

/** Makes a card of its data. */
type Fill = (data: object) => object;

/** Every template, as Microsoft's library fills it. What is built has functions in place of this file: `functions/compile-templates.cjs`. */
export const templates = Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, filling(source)])) as Record<
  TemplateName,
  Fill
>;

/** Parsed on first use, and once only: that costs five times as much as a card of it. */
function filling(source: object): Fill {
  let parsed: Template | undefined;
  return (data) => {
    parsed ??= new Template(source);
    return parsed.expand({ $root: data }) as object;
  };
}
