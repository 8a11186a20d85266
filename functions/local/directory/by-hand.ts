import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import { typedUsername } from '../../../bot/domain/account/it-task';
import { usernameAtMost } from '../../../bot/domain/account/usernames';
import { requestIdPattern } from '../../../bot/domain/request/visitor-request';
import { usernameSentence } from '../../../bot/domain/words/words';
import { emptyFields, type LocalDirectory } from './local-directory';

const makeForm = z.object({ name: z.string(), reference: z.string().regex(requestIdPattern) });
const stepForm = z.object({ id: z.string(), step: z.string() });

/** What people in IT do to an account by hand, on this machine, so that their tasks can be played: as in Entra's own pages. */
export function byHandRoutes(directory: LocalDirectory, domain: string): Hono {
  const app = new Hono();
  app.post('/local/accounts/make', async (c) => {
    const asked = makeForm.safeParse(await c.req.parseBody());
    if (!asked.success) return c.json({ title: `The employee ID is ${referenceRule}` }, 400);
    const { name: typedName, reference } = asked.data;
    const typed = typedUsername(typedName, domain);
    if ('refused' in typed) return c.json({ title: usernameSentence(usernameAtMost) }, 400);
    const { username: name } = typed;
    const userPrincipalName = `${name}@${domain}`;
    if (directory.find(userPrincipalName)) return c.json({ title: 'This username is taken.' }, 409);
    directory.add({ ...made, userPrincipalName, mailNickname: name, displayName: name, employeeId: reference });
    return c.redirect('/local/accounts#by-hand', 303);
  });
  app.post('/local/accounts/by-hand', async (c) => {
    const asked = stepForm.safeParse(await c.req.parseBody());
    const found = asked.success ? directory.find(asked.data.id) : undefined;
    if (!asked.success || !found) return c.json({ title: 'There is no such account.' }, 404);
    const { step } = asked.data;
    if (step === 'enable' || step === 'disable') directory.change(found.id, { accountEnabled: step === 'enable' });
    else if (step === 'delete') directory.change(found.id, { deletedDateTime: new Date().toISOString() });
    else if (step === 'none' || directory.groups().some(({ id }) => id === step))
      for (const { id } of directory.groups()) directory.setMember(id, found.id, id === step);
    else return c.json({ title: 'There is no such step.' }, 400);
    return c.redirect('/local/accounts#by-hand', 303);
  });
  return app;
}

const referenceRule = 'the reference of a request, such as VR-7K3M9QXA.';

/** A username as {@link typedUsername} takes it, without its domain; a browser shows the title with its own words where it does not match. */
export function usernameInput(id: string) {
  const most = usernameAtMost;
  // A browser wants the hyphen escaped.
  const pattern = `[A-Za-z0-9]([A-Za-z0-9._\\-]{0,${most - 2}}[A-Za-z0-9])?`;
  return html`<input id="${id}" name="name" required pattern="${pattern}" title="${usernameSentence(most)}" maxlength="${most}">`;
}

/** The forms for it. */
export function byHandHtml(directory: LocalDirectory, domain: string) {
  const users = directory
    .users()
    .filter(({ deletedDateTime }) => deletedDateTime === null)
    .reverse();
  const groups = directory.groups();
  return html`<h2 id="by-hand">By hand</h2>
<p>What the IT service does in the directory for its <em>IT tasks</em>, whatever the fault. Select <em>Done</em> in the tab afterwards: the directory is then read.</p>
<form method="post" action="/local/accounts/make"><label for="made">Make the account<br>${usernameInput('made')} @${domain}</label> <label for="reference">Employee ID<br><input id="reference" name="reference" required pattern="${requestIdPattern.source}" title="The employee ID is ${referenceRule}" maxlength="11"></label><button>Make it, disabled</button></form>
${
  users.length === 0
    ? ''
    : html`<form method="post" action="/local/accounts/by-hand"><label for="who">Account<br><select id="who" name="id">${users.map(({ id, userPrincipalName }) => html`<option value="${id}">${userPrincipalName}</option>`)}</select></label><button name="step" value="enable">Enable</button><button name="step" value="disable">Disable</button><button name="step" value="delete">Delete</button>${groups.map(({ id, displayName }) => html`<button name="step" value="${id}">Put into “${displayName}”</button>`)}<button name="step" value="none">Take out of its groups</button></form>`
}`;
}

const made = { ...emptyFields, accountEnabled: false, employeeType: 'Visitor', usageLocation: 'GB' };
