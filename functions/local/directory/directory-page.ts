import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import { typedUsername } from '../../../bot/domain/account/it-task';
import { usernameAtMost } from '../../../bot/domain/account/usernames';
import { dateOf } from '../../../bot/domain/dates/dates';
import { day as inWords } from '../../../bot/domain/dates/day-words';
import { usernameSentence } from '../../../bot/domain/words/words';
import { localPageHeaders, notStored } from '../page-headers';
import { byHandHtml, byHandRoutes, usernameInput } from './by-hand';
import { type DirectoryUser, directoryFaults, emptyFields, type LocalDirectory, wholeAccount } from './local-directory';
import type { OldAccount } from './present-accounts';

export interface DirectoryPageOptions {
  directory: LocalDirectory;
  domain: string;
  /** IANA zone of the first and last days. */
  zone: string;
  css: string;
  /** What may be put in as if it had always been there. */
  present: readonly OldAccount[];
  /** ` --data FOLDER` where commands need it to find the data. */
  dataOption: string;
}

/** An account as programs get it; `from` and `to` are the ISO dates of its first and last day. */
export interface ListedAccount {
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
const takenForm = z.object({ name: z.string() });

const faultTitles: Record<(typeof directoryFaults)[number] | 'none', string> = {
  none: 'Works normally',
  away: 'Away: answers nobody',
  busy: 'Busy: asks to come back later',
  refusing: 'Refusing: no permission to change anything',
  lost: 'Does as asked, but its answer gets lost',
  slow: 'Slow: takes seconds',
  late: 'Late: does not find new accounts for a minute',
  taken: 'Full: takes no new username',
};

/** The accounts of this machine in place of Entra, the faults that it plays, and the same accounts for programs. */
export function directoryPageRoutes({ directory, domain, zone, css, present, dataOption }: DirectoryPageOptions): Hono {
  const app = new Hono();
  app.use('*', notStored, localPageHeaders);
  app.get('/local/directory', (c) => c.json(listAccounts(directory, zone)));
  app.post('/local/directory', async (c) => {
    const asked = z.array(wholeAccount).safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return c.json({ title: 'These are no accounts.' }, 400);
    directory.addAll(asked.data);
    return c.json({});
  });
  app.get('/local/accounts', (c) => c.html(directoryHtml(directory, domain, zone, present.length, dataOption)));
  app.get('/local/accounts.css', (c) => c.body(css, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.post('/local/accounts/fault', async (c) => {
    const asked = faultForm.safeParse(await c.req.parseBody());
    if (!asked.success) return c.json({ title: 'There is no such fault.' }, 400);
    const { kind } = asked.data;
    directory.fault = kind === 'none' ? undefined : { kind };
    return c.redirect('/local/accounts#faults', 303);
  });
  app.post('/local/accounts/taken', async (c) => {
    const asked = takenForm.safeParse(await c.req.parseBody());
    const typed = typedUsername(asked.data?.name ?? '', domain);
    if ('refused' in typed) return c.json({ title: usernameSentence(usernameAtMost) }, 400);
    const userPrincipalName = `${typed.username}@${domain}`;
    if (!directory.find(userPrincipalName)) directory.add(somebody(userPrincipalName));
    return c.redirect('/local/accounts', 303);
  });
  app.route('/', byHandRoutes(directory, domain));
  app.post('/local/accounts/present', (c) => {
    for (const { username, ...names } of present) {
      const userPrincipalName = `${username}@${domain}`;
      if (!directory.find(userPrincipalName)) directory.add({ ...somebody(userPrincipalName), ...names, employeeType: 'Visitor' });
    }
    return c.redirect('/local/accounts', 303);
  });
  return app;
}

export function listAccounts(directory: LocalDirectory, zone: string): ListedAccount[] {
  const dayOf = (instant: string | null) => (instant === null ? null : dateOf(instant, zone).toString());
  const groupsOfUser = new Map<string, string[]>();
  for (const { displayName, members } of directory.groups())
    for (const id of members) groupsOfUser.set(id, [...(groupsOfUser.get(id) ?? []), displayName]);
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
      groups: groupsOfUser.get(one.id) ?? [],
      from: dayOf(one.employeeHireDate),
      to: dayOf(one.employeeLeaveDateTime),
    }));
}

function directoryHtml(directory: LocalDirectory, domain: string, zone: string, present: number, dataOption: string) {
  const accounts = listAccounts(directory, zone);
  // A page takes no thousands of rows, which the sample may have; the newest are those that somebody waits for.
  const left = Math.max(0, accounts.length - mostShown);
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
    : html`<p class="small">Newest first. Below them: <a href="#faults">Faults</a>, <a href="#by-hand">By hand</a>${present === 0 ? '' : html`, <a href="#before">Visitors of before</a>`}.</p>
<div class="scroll" role="region" aria-label="Accounts" tabindex="0"><table role="table"><thead role="rowgroup"><tr role="row">${columns.map((name) => html`<th scope="col" role="columnheader">${name}</th>`)}</tr></thead>
<tbody role="rowgroup">${accounts.slice(left).reverse().map(accountRow)}</tbody></table></div>
${left === 0 ? '' : html`<p class="small">The newest ${mostShown} of ${accounts.length} accounts. All of them are under <a href="/local/directory">/local/directory</a>.</p>`}`
}
<h2 id="faults">Faults</h2>
<p>Now: <strong>${faultTitles[now]}</strong></p>
<form method="post" action="/local/accounts/fault">${kinds.map((kind) => html`<button name="kind" value="${kind}"${kind === now ? html` aria-pressed="true"` : ''}>${faultTitles[kind]}</button>`)}</form>
<p>What has to be done meanwhile is tried again every few minutes, or when you move the day. While the directory does not answer, admins find it in the tab under <em>Needs attention</em>. What it refuses, the IT service finds under <em>IT tasks</em>, and admins under <em>Needs attention</em> too.</p>
<form method="post" action="/local/accounts/taken"><label for="name">Let somebody else have this username<br>${usernameInput('name')} @${domain}</label><button>Take it</button></form>
${byHandHtml(directory, domain)}
${
  present === 0
    ? ''
    : html`<h2 id="before">Visitors of before</h2>
<p>A university has visitors already when it starts with this product. Add the accounts of the sample register, then take them over in a terminal, where the first command only shows what the second does:</p>
<p><code>ALMS_MODE=local npm run import -- bot/data/visitors.csv${dataOption}</code><br><code>ALMS_MODE=local npm run import -- bot/data/visitors.csv${dataOption} --write</code></p>
<form method="post" action="/local/accounts/present"><button>Add the ${present} accounts of the sample register</button></form>`
}
<p class="small">For programs: <a href="/local/directory">/local/directory</a>.</p>
</main></body></html>`;
}

const mostShown = 200;

/** On a phone each account is a block, with the names of the columns before its values. */
const columns = ['Username', 'Name', 'State', 'Groups', 'First day', 'Last day', 'Request', 'Department', 'Company'] as const;

function accountRow({ userName, displayName, enabled, employeeId, department, company, groups, from, to }: ListedAccount) {
  const date = (iso: string | null) => (iso === null ? '' : inWords(iso));
  const state = html`<span class="${enabled ? 'on' : 'off'}">${enabled ? 'Enabled' : 'Disabled'}</span>`;
  const cells = [displayName, state, groups.join(', '), date(from), date(to), employeeId ?? '', department ?? '', company ?? ''];
  return html`<tr role="row"><th scope="row" role="rowheader">${userName}</th>${cells.map((cell, place) =>
    cell === '' ? html`<td role="cell" class="blank"></td>` : html`<td role="cell" data-label="${columns[place + 1] ?? ''}">${cell}</td>`,
  )}</tr>`;
}

/** An employee of that name, who is none of ours. */
function somebody(userPrincipalName: string): Parameters<LocalDirectory['add']>[0] & Pick<DirectoryUser, 'employeeType'> {
  return {
    ...emptyFields,
    userPrincipalName,
    mailNickname: userPrincipalName.split('@')[0] ?? '',
    displayName: 'Somebody Else',
    accountEnabled: true,
    employeeType: 'Employee',
  };
}

/** Beside the style that the pages of this machine share. */
export const directoryStyle = `main{max-width:80rem}th,td:nth-child(3),td:nth-child(5),td:nth-child(6),td:nth-child(7){white-space:nowrap}
.scroll{overflow-x:auto;margin:1rem 0}.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.on,.off{display:inline-block;padding:0 .5rem;border:1px solid currentColor;border-radius:1rem}.on{color:var(--good)}.off{color:var(--soft)}
[aria-pressed]{border-color:var(--accent);outline:1px solid var(--accent)}
@media (max-width:48rem){thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tbody,tr,th,td{display:block;border:0}table{background:none}tr{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.5rem;margin-bottom:.75rem}
tbody th,tbody td:nth-child(n){white-space:normal;overflow-wrap:anywhere;padding:.125rem .375rem}.blank{display:none}
td::before{content:attr(data-label);display:inline-block;width:6.5rem;color:var(--soft)}}`;
