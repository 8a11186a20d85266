import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { pageHeaders } from '../../../bot/channels/http/page-headers';
import type { LocalPerson } from '../../../bot/data/load';
import { counted } from '../../../bot/domain/dates/day-words';
import { moment } from '../../../bot/domain/words/words';
import { notStored } from '../page-headers';
import type { Mailbox, StoredMail } from './mailbox';
import { plainText } from './plain-text';

export interface MailboxPageOptions {
  mailbox: Pick<Mailbox, 'mails'>;
  personas: LocalPerson[];
  /** The product’s address, which the buttons of cards call. */
  url: string;
  /** IANA name, for the times shown. */
  zone: string;
  /** The page’s own files as text. */
  files: { css: string; script: string };
}

const ofPage = pageHeaders({
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  connectSrc: ["'self'"],
  frameSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
});
/** A mail runs no script and loads nothing; its link opens a new window. */
const ofMail = pageHeaders({
  sandbox: ['allow-popups', 'allow-popups-to-escape-sandbox'],
  defaultSrc: ["'none'"],
  styleSrc: ["'unsafe-inline'"],
  imgSrc: ['data:'],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'self'"],
});

/** The mailbox of each person of this machine in place of Outlook, and the same mails for programs. */
export function mailboxRoutes({ mailbox, personas, url, zone, files }: MailboxPageOptions): Hono {
  const app = new Hono();
  app.use('*', notStored, (c, next) => (c.req.path.endsWith('/body') ? ofMail : ofPage)(c, next));
  const find = (c: Context) => mailbox.mails().find(({ id }) => id === c.req.param('id'));
  const gone = (c: Context) => c.json({ title: 'There is no such mail.' }, 404);

  app.get('/local/mail', (c) => {
    const address = c.req.query('to')?.toLowerCase();
    const wanted = mailbox.mails().filter(({ to }) => address === undefined || to.toLowerCase() === address);
    return c.json(wanted.map(({ to, subject, html: body, card, sentAt }) => ({ to, subject, html: body, ...(card && { card }), sentAt })));
  });
  app.get('/local/mailbox.css', (c) => c.body(files.css, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/local/mailbox.js', (c) => c.body(files.script, 200, { 'content-type': 'text/javascript; charset=utf-8' }));
  app.get('/local/mailbox/:id/body', (c) => {
    const mail = find(c);
    return mail ? c.html(mail.html) : gone(c);
  });
  app.get('/local/mailbox/:id/card', (c) => {
    const mail = find(c);
    return mail?.card ? c.json({ card: mail.card, person: mail.person }) : gone(c);
  });
  app.get('/local/mailbox', (c) => {
    // By another name of this machine, the page may not call where its cards point to.
    const { origin, search } = new URL(c.req.url);
    if (origin !== url) return c.redirect(`${url}/local/mailbox${search}`);
    const owner = c.req.query('person') ?? personas[0]?.id ?? '';
    const theirs = mailbox.mails().filter((mail) => ownerOf(mail) === owner);
    const open = theirs.find(({ id }) => id === c.req.query('mail'));
    return c.html(mailboxHtml({ owner, theirs, open, owners: ownersOf(mailbox.mails(), personas), zone }));
  });
  return app;
}

interface Owner {
  id: string;
  name: string;
  /** How many mails are in it. */
  count: number;
}

/** The owner of its mailbox; the address itself for an unknown person. */
function ownerOf({ person, to }: StoredMail): string {
  return person ?? to;
}

/** The personas, and everybody else who has got a mail. */
function ownersOf(mails: StoredMail[], personas: LocalPerson[]): Owner[] {
  const others = new Map(mails.map((mail) => [ownerOf(mail), mail.to]));
  for (const { id } of personas) others.delete(id);
  const everybody = [...personas.map(({ id, name }) => ({ id, name })), ...[...others].map(([id, name]) => ({ id, name }))];
  return everybody.map((one) => ({ ...one, count: mails.filter((mail) => ownerOf(mail) === one.id).length }));
}

interface Shown {
  owner: string;
  theirs: StoredMail[];
  open: StoredMail | undefined;
  owners: Owner[];
  zone: string;
}

const mailboxUrl = (person: string, mail?: string) =>
  `/local/mailbox?${new URLSearchParams({ person, ...(mail !== undefined && { mail }) }).toString()}`;

function mailboxHtml({ owner, theirs, open, owners, zone }: Shown) {
  const name = owners.find(({ id }) => id === owner)?.name ?? 'Nobody';
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${open ? open.subject : 'Mails'}: ${name}</title><link rel="stylesheet" href="/local/mailbox.css"><script src="/local/mailbox.js" defer></script></head>
<body>
<header><p class="back"><a href="/">ALMS for Teams</a></p><h1>Mails of ${name}</h1>
<p class="lead">In place of Outlook, on this machine only: nothing was sent to anybody.</p>
<form action="/local/mailbox"><label for="person">Mailbox of</label> <select id="person" name="person">${owners.map(
    (one) =>
      html`<option value="${one.id}"${one.id === owner ? html` selected` : ''}>${one.name}${one.count > 0 ? ` (${counted(one.count, 'mail')})` : ''}</option>`,
  )}</select> <button>Open</button></form></header>
<div class="panes">
<nav aria-label="Mails" class="mails">${theirs.length === 0 ? html`<p>No mails yet.</p>` : ''}<ul>${theirs.map(
    (mail) =>
      html`<li><a href="${mailboxUrl(owner, mail.id)}"${mail.id === open?.id ? html` aria-current="true"` : ''}><strong>${mail.subject}</strong><span>${moment(mail.sentAt, zone)}</span></a></li>`,
  )}</ul></nav>
<main>${open ? mailHtml(open, zone) : html`<p>${theirs.length === 0 ? 'Mails come here as soon as they are sent. Load this page again to see them.' : 'Select a mail.'}</p>`}</main>
</div>
</body></html>`;
}

/** A card is shown instead of the mail’s own words, which are what a client without cards shows. */
function mailHtml({ id, subject, to, sentAt, card, html: sent }: StoredMail, zone: string) {
  const body = html`<iframe title="The mail as it was sent" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/local/mailbox/${encodeURIComponent(id)}/body"></iframe>`;
  return html`<h2>${subject}</h2><p class="soft">To ${to}, ${moment(sentAt, zone)}</p>
${
  card
    ? html`<section aria-label="Card" id="card" data-mail="${id}"><p id="status" role="status">Drawing the card…</p><div id="drawn" tabindex="-1"></div></section>
<details id="plain"><summary>Without its card</summary>${body}</details>`
    : body
}
<details id="text"><summary>Plain text</summary><pre tabindex="0" aria-label="The mail as plain text">${plainText(sent)}</pre></details>`;
}
