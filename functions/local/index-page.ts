import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import type { LocalPerson } from '../../bot/data/load';
import { localTenantId } from '../../bot/data/local-organisation';
import type { Clock } from '../../bot/ports/system';
import type { AccountDays } from './clock/account-days';
import { type AskedDay, clockRoutes } from './clock/clock-routes';
import { clockSection } from './clock/clock-section';
import type { Timeline } from './clock/timeline';
import { localPageHeaders, notStored } from './page-headers';
import type { LocalIssuer } from './tab/issuer';

export interface IndexOptions {
  personas: LocalPerson[];
  /** Whose mailboxes may have mails, and so who may have a token: the personas, and everybody else who gets a question. */
  everybody: LocalPerson[];
  /** Address of a person’s chat, by id. */
  chats: Map<string, string>;
  departmentName(id: string): string;
  issuer: LocalIssuer;
  clock: Clock;
  timeline: Pick<Timeline, 'moveTo'>;
  /** The days of the accounts that lie ahead. */
  days(): Promise<AccountDays>;
  dataFolder: string;
  /** ` --data FOLDER` where commands need it to find that folder. */
  dataOption: string;
  /** What shows the tab in a plain browser. */
  tab: { css: string; script: string };
}

const tokenRequest = z.object({ persona: z.string(), for: z.enum(['tab', 'outlook']) });

const roleNames: Record<string, string> = {
  sponsor: 'sponsor, who requests accounts',
  head: 'head, who decides',
  deputy: 'deputy of the head',
  stranger: 'member of staff elsewhere',
  admin: 'admin',
  cardoffice: 'card office',
  itservice: 'IT service, for accounts by hand',
};

/** What only local mode has: the page that links all of it, and the same for programs. */
export function indexRoutes({
  personas,
  everybody,
  chats,
  departmentName,
  issuer,
  clock,
  timeline,
  days,
  dataFolder,
  dataOption,
  tab,
}: IndexOptions): Hono {
  const app = new Hono();
  app.use('*', notStored, localPageHeaders);
  app.get('/local.css', (c) => c.body(pageStyle, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/local/tab-bar.css', (c) => c.body(tab.css, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/local/tab-host.js', (c) => c.body(tab.script, 200, { 'content-type': 'text/javascript; charset=utf-8' }));
  app.get('/local.json', (c) =>
    c.json({
      tenantId: localTenantId,
      today: clock.now().toPlainDate().toString(),
      personas: personas.map(({ id, name, role, department }) => ({
        name,
        role,
        aadObjectId: id,
        department,
        ...(chats.has(id) && { playground: chats.get(id) }),
      })),
      paths: { bot: '/api/messages', upload: '/photo', tab: '/tab', directory: '/local/directory' },
      data: dataFolder,
    }),
  );
  app.get('/local/issuer/jwks', (c) => c.json(issuer.jwks));
  app.post('/local/token', async (c) => {
    const asked = tokenRequest.safeParse(await c.req.json().catch(() => undefined));
    const person = everybody.find(({ id }) => id === asked.data?.persona);
    if (!asked.success || !person) return c.json({ title: 'Name a persona of /local.json, and "tab" or "outlook".' }, 400);
    return c.json({ token: await issuer.token(person, asked.data.for) });
  });
  app.route('/', clockRoutes({ timeline, page: async (asked) => await page(asked) }));
  app.get('/', async () => await page());
  async function page(asked?: AskedDay): Promise<Response> {
    const section = clockSection({ today: clock.now().toPlainDate(), days: await days(), ...(asked && { asked }) });
    const withChat = storyOrder(personas.filter(({ id }) => chats.has(id)));
    const head = personas.find(({ role }) => role === 'head');
    const markup = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>ALMS for Teams on this machine</title><link rel="stylesheet" href="/local.css"></head>
<body><main>
<h1>ALMS for Teams</h1>
<p class="lead">Visitor accounts of Bantshire University, an invented one. Everything here runs on this machine: no account, no cloud.</p>
<h2>Start here</h2>
${
  withChat.length > 0
    ? html`<ol class="chats">${withChat.map(
        ({ id, name, role, department }, place) =>
          html`<li><a href="${chats.get(id) ?? ''}" target="_blank" rel="noopener"><strong>${place + 1}. Open the chat of ${name}</strong><span>${roleNames[role ?? ''] ?? ''}, ${departmentName(department ?? '')}</span></a></li>`,
      )}</ol>`
    : html`<p>Started without chat windows. Send activities to <code>/api/messages</code> yourself.</p>`
}
<h2>The first story</h2>
<ol>
<li>The bot greets you in both chats; if it does not, write <em>hello</em>.</li>
<li>As the sponsor, select <strong>New visitor</strong> and choose the <em>School of Computer Science</em>. Answer card by card; the photo is given on a page of its own. On the last card, select <strong>Make request</strong>.</li>
<li>As the head, answer the card that arrives, or the mail in <a href="/local/mailbox${head ? `?person=${head.id}` : ''}">the head’s mailbox</a>. The sponsor’s chat shows the outcome.</li>
<li>Move the day below, with <strong>First day of the next account</strong>, and open <a href="/local/accounts">the directory</a>: the account is there, and the sponsor’s chat has its username. With <strong>Day after the end</strong> it is disabled.</li>
</ol>
${section}
<h2>The tab</h2>
<p>What Teams shows as a tab, in this browser: lists, requests, and for admins everything. A bar above it says who you are.</p>
<ul class="chats">${personas.map(
      ({ id, name, role, department }) =>
        html`<li><a href="/tab?persona=${id}" target="_blank" rel="noopener"><strong>${name}</strong><span>${roleNames[role ?? ''] ?? ''}, ${departmentName(department ?? '')}</span></a></li>`,
    )}</ul>
<h2>Accounts</h2>
<p>An approved visitor with IT access gets an account ten minutes after the approval. It works from its first day to its last; move the day above to see it begin and end. <a href="/local/accounts">The directory</a> shows it, and plays its faults. What it refuses, the IT service does by hand: <em>IT tasks</em> in its tab.</p>
<h2>People</h2>
<table class="people"><thead><tr><th scope="col">Name</th><th scope="col">Part</th><th scope="col">Address</th><th scope="col">Mails</th></tr></thead>
<tbody>${personas.map(({ id, name, role, department, mail }) => html`<tr><td>${name}</td><td>${roleNames[role ?? ''] ?? ''}, ${departmentName(department ?? '')}</td><td>${mail}</td><td><a href="/local/mailbox?person=${id}" aria-label="Mailbox of ${name}">Mailbox</a></td></tr>`)}</tbody></table>
<p><a href="/accessibility">Accessibility statement</a> of the product’s pages.</p>
<p class="small">Data is kept in <code>${dataFolder}</code>; start with <code>npm start -- --fresh${dataOption}</code> to drop it. For programs: <a href="/local.json">/local.json</a>, <a href="/local/mail">/local/mail</a> and <a href="/local/directory">/local/directory</a>. The chat windows are Microsoft’s 365 Agents Playground, whose licence is for evaluation only.</p>
</main></body></html>`;
    return new Response(String(await markup), { status: asked ? 400 : 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
  }
  return app;
}

/** Chats in the order of the story: sponsor, head, then the others. */
function storyOrder(people: readonly LocalPerson[]): LocalPerson[] {
  const turnOf = ({ role }: LocalPerson) => (role === 'sponsor' ? 0 : role === 'head' ? 1 : 2);
  return [...people].sort((one, other) => turnOf(one) - turnOf(other));
}

/** Of the pages of this machine without a style of their own. */
export const pageStyle = `:root{color-scheme:light dark;--ink:#242424;--soft:#616161;--paper:#f5f5f5;--card:#fff;--line:#d1d1d1;--edge:#707070;--accent:#5b5fc7;--wrong:#b10e1c;--good:#0e700e}
@media (prefers-color-scheme:dark){:root{--ink:#fff;--soft:#c4c4c4;--paper:#1f1f1f;--card:#292929;--line:#525252;--edge:#adadad;--accent:#a3a6ff;--wrong:#f1bbbc;--good:#9fd89f}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 "Segoe UI",system-ui,sans-serif}
main{max-width:44rem;margin:0 auto;padding:2rem 1.25rem 3rem}
h1{font-size:1.75rem;margin:0 0 .25rem}h2{font-size:1.125rem;margin:2rem 0 .5rem}
.lead{color:var(--soft);margin:0}.small{color:var(--soft);font-size:.875rem;margin-top:2rem}
a{color:var(--accent)}a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.chats{list-style:none;margin:0;padding:0;display:grid;gap:.75rem;grid-template-columns:repeat(auto-fit,minmax(min(16rem,100%),1fr))}
.chats a{display:block;padding:1rem 1.125rem;background:var(--card);border:1px solid var(--line);border-left:4px solid var(--accent);border-radius:6px;text-decoration:none;color:inherit}
.chats span{display:block;color:var(--soft);font-size:.875rem}
table{border-collapse:collapse;width:100%;background:var(--card)}th,td{text-align:left;padding:.375rem .625rem;border:1px solid var(--line);font-size:.875rem}
.people td:first-child{font-weight:600}
@media (max-width:40rem){main{padding:1rem 1rem 2rem}.people thead{position:absolute;clip-path:inset(50%)}.people,.people tbody,.people tr,.people td{display:block}.people td{border:0}.people tr{padding:.25rem 0;border:1px solid var(--line);border-top:0}.people tr:first-child{border-top:1px solid var(--line)}td{overflow-wrap:anywhere}td:last-child{overflow-wrap:normal}th,td{padding:.25rem .375rem}form button{flex:1 1 100%}}
code{font-size:.875em;overflow-wrap:anywhere}li{margin:.25rem 0}
form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end;margin:.75rem 0}
.days{display:grid;align-items:stretch;grid-template-columns:repeat(auto-fit,minmax(min(16rem,100%),1fr))}
button,input{font:inherit;padding:.375rem .75rem;border:1px solid var(--edge);border-radius:4px;background:var(--card);color:inherit}
button{cursor:pointer;text-align:left}button span{display:block;color:var(--soft);font-size:.875rem}
button:focus-visible,input:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
label{display:block}form+.small{margin-top:0}.problem{flex-basis:100%;margin:0;color:var(--wrong)}`;
