import { tidy } from '../../../../bot/domain/form/form';
import { messages } from '../../../../bot/domain/messages/table';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { statuses } from '../../../../bot/domain/statuses/table';
import type { MailContent } from '../../../../bot/outbox/mail/mail-content';
import { askedMail } from '../../../../bot/outbox/mail/prepared-mail';
import { requestMail, type TellsByMail } from '../../../../bot/outbox/mail/request-mail';
import { corrected } from '../../../cards/examples/account';
import { complete, context, makeRequest, people, policy, today } from '../../../cards/examples/context';
import { approvedChanged, inStatus } from '../../../cards/examples/requests';
import { type Look, viewFor } from '../../../cards/examples/shown';

export const chatLink = 'https://teams.microsoft.com/l/chat/0/0?users=28:07b2de9f-2640-4c74-838a-a3cf3608219a';

function mail(kind: keyof typeof messages, request: VisitorRequest, more: Look = {}): MailContent {
  const names = {
    sponsor: people.sponsor,
    waitsFor: request.status === 'pending' ? [people.head] : [],
    ...(request.decision && { decidedBy: people.head }),
    ...(request.recalled && { recalledBy: people.head }),
  };
  const viewer = kind === 'ask' || kind === 'corrected' ? 'decider' : 'sponsor';
  const organisation = (more.context ?? context).policy.organisation;
  return requestMail(messages[kind] as TellsByMail, viewFor(request, viewer, { names, ...more }), organisation, chatLink);
}

const recalled = { revision: 5, recalled: { by: 'head', at: '2027-02-03T14:08:00Z', revision: 5 } };
const { preferredName: _p, middleNames: _m, employer: _e, ...plain } = makeRequest().answers;

/** A digest as a sweep would send it: of several visitors, not one. */
const digest: MailContent = {
  subject: 'Two of your visitors’ accounts end soon',
  preview: 'Open this mail to see when each ends.',
  organisation: 'Bantshire University',
  title: 'Visitors for you to reapprove',
  sentences: ['Their accounts end unless you reapprove them.'],
  groups: [
    { title: 'Ada Example', rows: [{ label: 'Last day', text: 'Fri 5 Mar 2027' }] },
    { title: 'Bo Example', rows: [{ label: 'Last day', text: 'Sat 6 Mar 2027' }] },
  ],
  link: { title: 'Open in Teams', url: chatLink },
  footer: 'Visitor accounts, Bantshire University.',
};

/** Every mail, of every state. */
export const mails: Record<string, () => MailContent> = {
  ask: () => mail('ask', inStatus('pending')),
  'ask, taken back': () => mail('ask', inStatus('pending', recalled)),
  'ask, with concerns': () => mail('ask', inStatus('pending', { answers: plain, validFrom: '2027-01-30', validTo: '2027-02-12' })),
  recalled: () => mail('recalled', inStatus('pending', recalled)),
  ...Object.fromEntries(
    statuses.filter((status) => status !== 'pending').map((status) => [`outcome, ${status}`, () => mail('outcome', inStatus(status))]),
  ),
  'outcome, approved with changes': () => mail('outcome', approvedChanged),
  corrected: () => mail('corrected', corrected),
  'outcome, longest question': () =>
    mail('outcome', inStatus('returned', { decision: { ...inStatus('returned').decision!, words: '語'.repeat(5_000) } })),
  digest: () => digest,
  'prepared for a colleague': () =>
    askedMail(
      {
        id: 'VR-7K3M9QXA',
        preparer: 'Sam Sponsor',
        news: 'Contractor, 8 Feb to 30 Jul: Sam Sponsor asks you to be the sponsor',
        organisation: policy.organisation,
      },
      chatLink,
    ),
};

/** Every mail with one text in every place where a person's (or an admin's) text can come in. */
export function hostileMails(text: string): Record<string, () => MailContent> {
  const typed = tidy(text);
  const names = ['employer', 'title', 'firstName', 'middleNames', 'lastName', 'preferredName'];
  const answers = { ...complete, ...Object.fromEntries(names.map((field) => [field, typed])) } as VisitorRequest['answers'];
  const request = makeRequest({ answers });
  const there = {
    today,
    policy: { ...policy, organisation: typed, reasons: policy.reasons.map((reason) => ({ ...reason, label: typed })) },
    departments: [{ id: 'computer-science', name: typed, kind: 'school' as const, deputies: [] }],
  };
  const view = { context: there, names: { sponsor: typed, decidedBy: typed, recalledBy: typed, waitsFor: [typed] } };
  const decision = { ...inStatus('returned').decision!, words: text };
  return {
    ask: () => mail('ask', { ...request, ...recalled }, view),
    outcome: () => mail('outcome', { ...request, status: 'returned', decision }, view),
    digest: () => ({
      subject: text,
      preview: text,
      title: text,
      status: { label: text, tone: 'accent', line: text },
      sentences: [text],
      words: { title: text, parts: [{ label: text, text }, { text }] },
      groups: [{ title: text, top: text, rows: [{ label: text, text }] }],
      notes: { title: text, sentences: [text] },
      link: { title: text, url: `https://teams.example/?q=${text}` },
      organisation: text,
      how: text,
      footer: text,
    }),
  };
}
