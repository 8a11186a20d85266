import type { FormContext } from '../../bot/domain/form/form-context';
import { messages } from '../../bot/domain/messages/table';
import type { DirectoryAccount, ItTask } from '../../bot/domain/request/directory-record';
import type { VisitorRequest } from '../../bot/domain/request/visitor-request';
import { listedRequest } from '../../bot/domain/shown/listed-request';
import { rowLines, shownRow } from '../../bot/domain/shown/request-row';
import { renderMail } from '../../bot/outbox/mail/mail-page';
import { requestMail, type TellsByMail } from '../../bot/outbox/mail/request-mail';
import { requestCard } from '../../cards/request';
import { people, context as plain } from './examples/context';
import { drawForOutlook } from './examples/outlook';
import { inStatus, shownOf } from './examples/requests';
import { ofType, richTexts } from './walk';

const context: FormContext = { ...plain, keepsAccounts: true };
const userName = 'amexample@bantshire.example';
const kept = { userName, displayName: 'Addie', level: 'staff-like', lastDay: '2027-07-30', isEnabled: true } as const;
const at = '2027-02-01T00:03:00Z';
const worked: DirectoryAccount = { userName, objectId: '1', state: 'enabled', stateAt: at, begun: { at }, kept };
const task = (steps: ItTask['steps']): ItTask => ({
  since: at,
  target: kept,
  steps,
  due: '2027-02-03',
  code: 'Authorization_RequestDenied',
});
const withAccount = (request: VisitorRequest, directory: DirectoryAccount) => ({ ...request, account: { ...request.account, directory } });
const running = inStatus('active');
const endedEarly = inStatus('ended', { validFrom: '2027-01-11', account: { end: { by: 'sponsor', at, channel: 'teams' } } });

/** What its badge says everywhere, the line of its account where there is one, what comes next, and what IT wrote. */
const cases: Record<string, { request: VisitorRequest; badge: string; line?: string; next?: string; reason?: string }> = {
  'is to come': {
    request: withAccount(inStatus('approved'), {
      userName,
      objectId: '1',
      state: 'made',
      stateAt: at,
      kept: { ...kept, isEnabled: false },
    }),
    badge: 'Approved',
    line: 'Made, and starts on Mon 8 Feb 2027',
  },
  'starts today, and is not made yet': { request: inStatus('active', { validFrom: '2027-02-03' }), badge: 'Active – account being made' },
  'starts today, and has a username alone': {
    request: withAccount(inStatus('active', { validFrom: '2027-02-03' }), { userName }),
    badge: 'Active – account being made',
    line: 'Being made',
  },
  'starts today, and is made but not enabled': {
    request: withAccount(running, { ...worked, state: 'made' }),
    badge: 'Active – account not enabled yet',
    line: 'Made, and starts on Mon 11 Jan 2027',
  },
  works: { request: withAccount(running, worked), badge: 'Active', line: 'Works since Mon 1 Feb 2027 at 00:03' },
  'is refused by the directory, so that IT is asked': {
    request: withAccount(running, { userName, task: task(['make', 'enable']) }),
    badge: 'Active – account being made',
    line: 'Being made by IT',
  },
  'is refused by the directory, with nobody but admins to see to it': {
    request: withAccount(running, { userName, needsHand: 'Authorization_RequestDenied' }),
    badge: 'Active – account needs attention',
    line: 'Needs attention from IT',
  },
  'cannot be made by IT either': {
    request: withAccount(running, { userName, needsHand: 'NotDone', task: { ...task(['make']), isRefused: true, words: 'No licence.' } }),
    badge: 'Active – account needs attention',
    line: 'IT could not make the account; the administrators are dealing with it',
    next: 'IT could not make the account; the administrators are dealing with it.',
    reason: 'IT gave this reason: “No licence.”',
  },
  'is to come, and cannot be made by IT either': {
    request: withAccount(inStatus('approved'), {
      userName,
      needsHand: 'NotDone',
      task: { ...task(['make']), isRefused: true, words: 'No licence.' },
    }),
    badge: 'Approved – account needs attention',
    line: 'IT could not make the account; the administrators are dealing with it',
    next: 'IT could not make the account; the administrators are dealing with it.',
    reason: 'IT gave this reason: “No licence.”',
  },
  'is to come, with nobody but admins to see to it': {
    request: withAccount(inStatus('approved'), { userName, needsHand: 'Authorization_RequestDenied' }),
    badge: 'Approved – account needs attention',
    line: 'Needs attention from IT',
    next: 'The account needs attention from IT before it can work.',
  },
  'works, and cannot be renamed by IT': {
    request: withAccount(running, { ...worked, needsHand: 'NotDone', task: { ...task(['rename']), isRefused: true, words: 'Not here.' } }),
    badge: 'Active',
    line: 'IT could not change the account; the administrators are dealing with it',
    next: 'The last day is Fri 30 Jul 2027.',
    reason: 'IT gave this reason: “Not here.”',
  },
  'is ended, and cannot be disabled by IT': {
    request: withAccount(endedEarly, {
      ...worked,
      needsHand: 'NotDone',
      task: { ...task(['disable', 'leave-group']), isRefused: true, words: 'Not here.' },
    }),
    badge: 'Ended – account not disabled yet',
    line: 'IT could not disable the account; the administrators are dealing with it',
    next: 'This request is closed.',
    reason: 'IT gave this reason: “Not here.”',
  },
  'is ended, and not disabled yet': {
    request: withAccount(endedEarly, worked),
    badge: 'Ended – account not disabled yet',
    line: 'Still enabled: not disabled yet',
  },
  'is ended, and IT is asked to disable it': {
    request: withAccount(endedEarly, { ...worked, task: task(['disable', 'leave-group']) }),
    badge: 'Ended – account not disabled yet',
    line: 'Being disabled by IT',
  },
  'is past its last day by minutes, before the clock has seen it': {
    request: withAccount(inStatus('active', { validFrom: '2026-09-01', validTo: '2027-02-02' }), worked),
    badge: 'Expired – account not disabled yet',
    line: 'Still enabled: not disabled yet',
  },
  'is ended': {
    request: withAccount(endedEarly, { ...worked, state: 'disabled', kept: { ...kept, level: 'none', isEnabled: false } }),
    badge: 'Ended',
    line: 'Disabled since Mon 1 Feb 2027 at 00:03',
  },
};

const mailText = (request: VisitorRequest) => {
  const { view } = shownOf(request, 'sponsor', { context });
  const { html } = renderMail(requestMail(messages.outcome as TellsByMail, view, 'Bantshire University', undefined));
  return html.replace(/<[^>]*>/g, '\n');
};

describe.each(Object.entries(cases))('the account of a request that %s', (_name, { request, badge, line, next, reason }) => {
  const shown = shownOf(request, 'sponsor', { context });
  const texts = (card: object) => [...ofType(card, 'TextBlock', 'TextRun').map(({ text }) => String(text)), ...richTexts(card)];

  it('should be called the same in the list, on the page, on the cards of Teams and Outlook, and in the mail', () => {
    const row = shownRow(listedRequest(request), people.sponsor, context);
    expect({ page: shown.view.statusLabel, list: row.statusLabel }).toEqual({ page: badge, list: badge });
    expect(rowLines('mine', row, [], 'Europe/London').state).toBe(badge);
    expect(texts(requestCard(shown).card)).toContain(badge);
    expect(texts(drawForOutlook(shown))).toContain(badge);
    expect(mailText(request).split('\n')).toContain(badge);
    expect(row.tone).toBe(shown.view.tone);
  });

  it('should have one line that agrees with it, or none', () => {
    const rows = shown.view.groups.flatMap((group) => group.rows);
    expect(rows.find(({ label }) => label === 'Account')?.text).toBe(line);
    expect(shown.view.details.find(({ label }) => label === 'Account')?.text).toBe(line);
    if (line !== undefined) expect(mailText(request)).toContain(line);
  });

  it('should say what comes next by it, and what IT wrote to its sponsor alone', () => {
    if (next !== undefined) expect(shown.view.next).toBe(next);
    expect(shown.view.handover.find((text) => text.startsWith('IT '))).toBe(reason);
    expect(JSON.stringify(shownOf(request, 'decider', { context }).view.handover)).not.toContain('IT gave');
  });
});

it('should be called by its dates alone where no accounts are made here', () => {
  const { view } = shownOf(inStatus('active'), 'sponsor', { context: plain });
  expect([view.statusLabel, shownRow(listedRequest(inStatus('active')), people.sponsor, plain).statusLabel]).toEqual(['Active', 'Active']);
});
