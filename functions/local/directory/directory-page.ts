import { Hono } from 'hono';
import { html } from 'hono/html';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { day as inWords } from '../../../bot/domain/dates/day-words';
import { pageHeaders } from '../page-headers';
import { type DirectoryUser, directoryFaults, type LocalDirectory } from './local-directory';

export interface DirectoryPageOptions {
  directory: LocalDirectory;
  domain: string;
  /** IANA name, in which first and last days are told. */
  zone: string;
  css: string;
}

/** An account as programs get it; `from` and `to` are the ISO dates of its first and last day. */
interface ListedAccount {
  userName: string;
  displayName: string;
  enabled: boolean;
  employeeId: string | null;
  department: string | null;
  company: string | null;
  groups: string[];
  from: string | null;
  to: string | null;
}

const faultForm = z.object({ kind: z.enum([...directoryFaults, 'none']) });
const takenForm = z.object({ name: z.string().regex(/^[a-z0-9.]{1,20}$/) });

const faultTitles: Record<(typeof directoryFaults)[number] | 'none', string> = {
  none: 'Well',
  away: 'Away: answers nobody',
  busy: 'Busy: asks to come back later',
  refusing: 'Refusing: no permission',
  lost: 'Does as asked, and loses the answer',
  slow: 'Slow: takes seconds',
  late: 'Late: does not find new accounts for a minute',
};

/** The accounts of this machine in place of Entra, the faults that it plays, and the same accounts for programs. */
export function directoryPageRoutes({ directory, domain, zone, css }: DirectoryPageOptions): Hono {
  const app = new Hono();
  app.use('*', pageHeaders);
  app.get('/local/directory', (c) => c.json(listAccounts(directory, zone)));
  app.get('/local/accounts', (c) => c.html(directoryHtml(directory, domain, zone)));
  app.get('/local/accounts.css', (c) => c.body(css, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.post('/local/accounts/fault', async (c) => {
    const asked = faultForm.safeParse(await c.req.parseBody());
    if (!asked.success) return c.json({ title: 'There is no such fault.' }, 400);
    const { kind } = asked.data;
    directory.fault = kind === 'none' ? undefined : { kind };
    return c.redirect('/local/accounts', 303);
  });
  app.post('/local/accounts/taken', async (c) => {
    const asked = takenForm.safeParse(await c.req.parseBody());
    if (!asked.success) return c.json({ title: 'A username has letters, digits and dots, at most 20.' }, 400);
    const userPrincipalName = `${asked.data.name}@${domain}`;
    if (!directory.find(userPrincipalName)) directory.add(somebody(userPrincipalName));
    return c.redirect('/local/accounts', 303);
  });
  return app;
}

function listAccounts(directory: LocalDirectory, zone: string): ListedAccount[] {
  const dateOf = (instant: string | null) =>
    instant === null ? null : Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
  return directory
    .users()
    .filter(({ deletedDateTime }) => deletedDateTime === null)
    .map((one) => ({
      userName: one.userPrincipalName,
      displayName: one.displayName,
      enabled: one.accountEnabled,
      employeeId: one.employeeId,
      department: one.department,
      company: one.companyName,
      groups: directory
        .groups()
        .filter(({ members }) => members.includes(one.id))
        .map(({ displayName }) => displayName),
      from: dateOf(one.employeeHireDate),
      to: dateOf(one.employeeLeaveDateTime),
    }));
}

function directoryHtml(directory: LocalDirectory, domain: string, zone: string) {
  const accounts = listAccounts(directory, zone);
  const now = directory.fault?.kind ?? 'none';
  const kinds = ['none', ...directoryFaults] as const;
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Directory on this machine</title><link rel="stylesheet" href="/local/accounts.css"></head>
<body><main>
<p class="small"><a href="/">ALMS for Teams</a></p>
<h1>Directory</h1>
<p class="lead">In place of Entra, on this machine only. An account is made ten minutes after the approval, works from its first day and is disabled on the day after its last.</p>
${
  accounts.length === 0
    ? html`<p>No accounts yet. Approve a request with IT access, then move the day on <a href="/#time">the index page</a>, or wait ten minutes.</p>`
    : html`<div class="scroll" role="region" aria-label="Accounts" tabindex="0"><table><thead><tr><th scope="col">Username</th><th scope="col">Name</th><th scope="col">State</th><th scope="col">Groups</th><th scope="col">First day</th><th scope="col">Last day</th><th scope="col">Request</th><th scope="col">Department</th><th scope="col">Company</th></tr></thead>
<tbody>${accounts.map(accountRow)}</tbody></table></div>`
}
<h2>Faults</h2>
<p>The directory is: <strong>${faultTitles[now]}</strong></p>
<form method="post" action="/local/accounts/fault">${kinds.map((kind) => html`<button name="kind" value="${kind}"${kind === now ? html` aria-pressed="true"` : ''}>${faultTitles[kind]}</button>`)}</form>
<p>What has to be done meanwhile is tried again every five minutes, or when the day is moved. Admins find it in the tab under <em>Needs attention</em>.</p>
<form method="post" action="/local/accounts/taken"><label for="name">Let somebody else have this username<br><input id="name" name="name" required pattern="[a-z0-9.]{1,20}" maxlength="20"> @${domain}</label><button>Take it</button></form>
<p class="small">For programs: <a href="/local/directory">/local/directory</a>.</p>
</main></body></html>`;
}

function accountRow({ userName, displayName, enabled, employeeId, department, company, groups, from, to }: ListedAccount) {
  const date = (iso: string | null) => (iso === null ? '' : inWords(iso));
  return html`<tr><th scope="row">${userName}</th><td>${displayName}</td><td>${enabled ? 'Enabled' : 'Disabled'}</td><td>${groups.join(', ')}</td><td>${date(from)}</td><td>${date(to)}</td><td>${employeeId ?? ''}</td><td>${department ?? ''}</td><td>${company ?? ''}</td></tr>`;
}

/** An employee of that name, who is none of ours. */
function somebody(userPrincipalName: string): Parameters<LocalDirectory['add']>[0] & Pick<DirectoryUser, 'employeeType'> {
  return {
    userPrincipalName,
    mailNickname: userPrincipalName.split('@')[0] ?? '',
    displayName: 'Somebody Else',
    givenName: null,
    surname: null,
    accountEnabled: true,
    employeeId: null,
    employeeType: 'Employee',
    department: null,
    companyName: null,
    employeeHireDate: null,
    employeeLeaveDateTime: null,
    usageLocation: null,
    onPremisesSyncEnabled: null,
  };
}

/** Beside the style that the pages of this machine share. */
export const directoryStyle = `main{max-width:80rem}td,th{white-space:nowrap}
.scroll{overflow-x:auto;margin:1rem 0}.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
[aria-pressed]{border-color:var(--accent);outline:1px solid var(--accent)}`;
