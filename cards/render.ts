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

/** Parsed once at load: a new Template for every card costs five times as much. */
const templates = {
  digest: new Template(digest),
  drafts: new Template(drafts),
  line: new Template(line),
  'name-sponsor': new Template(nameSponsor),
  notice: new Template(notice),
  'outlook-digest': new Template(outlookDigest),
  'outlook-notice': new Template(outlookNotice),
  'outlook-request': new Template(outlookRequest),
  request: new Template(request),
  requests: new Template(requests),
  review: new Template(review),
  step: new Template(step),
  welcome: new Template(welcome),
} as const;

export type TemplateName = keyof typeof templates;

/**
 * Fills a template, once: a second expansion would evaluate what a person typed. The data must be complete, as a missing
 * value would show as `${name}`; each card's schema sees to that.
 */
export function render(name: TemplateName, data: object): object {
  return templates[name].expand({ $root: data }) as object;
}
