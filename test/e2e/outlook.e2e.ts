import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { localAppId, localTenantId } from '../../bot/data/local-organisation';
import { localPeople } from '../../functions/local/storage/seed';
import { type FakeTeams, startTeams, type TeamsPerson } from '../fakes/teams-client';
import { fillsIn } from '../journeys/steps';
import { deputyId, headId } from '../make';
import { isAccessible, looks, withPage } from './page';
import { chatOf, makesRequest, presses, sees } from './playground';
import { type LocalProduct, startBrowser, startProduct } from './start';

const pictures = join(__dirname, '..', '..', '.pictures', 'outlook');
const employer = 'Fenwick *Instruments* [Ltd] <b>${x}</b>';
const deciding = ['Approve', 'Approve with changes', 'Reject', 'Return with a question', 'Ask my deputy', 'Open in Teams'];
/** Head of the Business School, who is away all year. */
const awayHead = localPeople.find(({ awayUntil }) => awayUntil !== undefined)!;
const theirDeputy = localPeople.find(({ id }) => id === 'bd929b4d-24c2-4bf8-932a-233536fdaf90')!;

let product: LocalProduct;
let browser: Browser;
let sponsor: Page;
let head: Page;
/** Makes the requests whose making is no part of the story. */
let colleague: TeamsPerson;
let teams: FakeTeams;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [product, browser] = await Promise.all([startProduct(), startBrowser()]);
  [sponsor, head] = [await chatOf('sponsor', { product, browser }), await chatOf('head', { product, browser })];
  const endpoint = `${product.url}/api/messages`;
  teams = await startTeams({ tenantId: localTenantId, appId: localAppId, endpoint, send: (request) => fetch(request) });
  const { aadObjectId: id, name } = product.persona('stranger');
  colleague = teams.person({ id, name });
  await colleague.installs();
});
afterAll(async () => {
  await teams?.stop();
  await browser?.close();
  expect(await product?.stop()).toBe(0);
});

interface Mail {
  to: string;
  subject: string;
  html: string;
  card?: { originator: string };
  sentAt: string;
}

async function mailsTo(person: string): Promise<Mail[]> {
  const to = localPeople.find(({ id }) => id === person)?.mail ?? '';
  return (await (await fetch(`${product.url}/local/mail?to=${encodeURIComponent(to)}`)).json()) as Mail[];
}

/** Waits until so many mails of this person are there; newest first. */
async function mailed(person: string, count: number): Promise<Mail[]> {
  for (let tries = 0; tries < 100; tries += 1) {
    const mails = await mailsTo(person);
    if (mails.length >= count) return mails;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`${person} has not got ${count} mails.`);
}

/** Opens a mail of this person as from their inbox, `place` 0 being the newest. */
async function opens(page: Page, person: string, place = 0): Promise<Locator> {
  await page.goto(`${product.url}/local/mailbox?person=${person}`);
  const settled = page.waitForResponse((answer) => answer.url().includes('/api/outlook/show/'));
  await page.getByRole('navigation', { name: 'Mails' }).getByRole('link').nth(place).click();
  await settled;
  return page.locator('#drawn');
}

const reason = (drawn: Locator) => drawn.getByRole('textbox', { name: /^Reason/ });
const question = (drawn: Locator) => drawn.getByRole('textbox', { name: /^Your question/ });
const buttonsOf = async (drawn: Locator) => await drawn.getByRole('button').or(drawn.getByRole('link')).allInnerTexts();

async function tellsOutcome(): Promise<void> {
  for (let look = 0; look < 100; look += 1) {
    if (colleague.messages().some(({ summary }) => / approved your request/.test(summary ?? ''))) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error('The colleague has not heard of the decision.');
}

async function asksFor(department: string): Promise<void> {
  const soon = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const dates = { validFrom: soon(3), validTo: soon(93) };
  await fillsIn({ work: async () => undefined } as never, colleague, { department, dates });
  await colleague.presses('Make request');
}

describe('a request asked for in the Playground and answered in the mailbox', () => {
  it('should come to the head as a mail with its card', async () => {
    await makesRequest(sponsor, { department: 'School of Computer Science', employer, firstName: 'Zoë', lastName: 'O’Malley-Ito' });
    await sees(head, 'A visitor request for your decision');
    const [mail, ...others] = await mailed(headId, 1);
    expect(others).toEqual([]);
    expect(mail).toEqual({
      to: 'eleanor.brightwater@bantshire.example',
      subject: expect.stringMatching(/needs your approval .* \(VR-.{8}\)$/),
      html: expect.stringContaining('O’Malley-Ito'),
      card: expect.objectContaining({ type: 'AdaptiveCard', version: '1.0', hideOriginalBody: true }),
      sentAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
  });

  it.each(looks)('should be shown there as Outlook would, in %s', async (look, options) => {
    await withPage(browser, options, async (page) => {
      const drawn = await opens(page, headId);
      await drawn.getByText(employer, { exact: true }).waitFor();
      expect(await buttonsOf(drawn)).toEqual(deciding);
      expect(await page.locator('iframe').isVisible()).toBe(false);
      await page.screenshot({ path: join(pictures, `question-${look}.png`), fullPage: true });
      await isAccessible(page);
      await drawn.getByRole('button', { name: 'Reject' }).click();
      await reason(drawn).waitFor();
      await page.screenshot({ path: join(pictures, `reason-${look}.png`), fullPage: true });
      await isAccessible(page);
      await page.getByText('Without its card').click();
      const body = page.frameLocator('iframe');
      for (const text of ['Zoë O’Malley-Ito', employer, 'Marisol Okafor']) await body.getByText(text).first().waitFor();
      expect(await body.getByRole('link').count()).toBe(1);
      await page.screenshot({ path: join(pictures, `mail-${look}.png`), fullPage: true });
      await isAccessible(page);
    });
  });

  it('should be returned with a question, once there is one that will do', async () => {
    await withPage(browser, looks[0]![1], async (page) => {
      const drawn = await opens(page, headId);
      const asks = async () => await drawn.getByRole('button', { name: 'Return with a question' }).last().click();
      await asks();
      await question(drawn).waitFor();
      await asks();
      await drawn.getByText('Please write a few words: the sponsor will read them.').waitFor();
      const long = 'Which **room** is it? '.repeat(60);
      await question(drawn).fill(long);
      await asks();
      await drawn.getByText('That is too long: please use at most 1000 characters.').waitFor();
      expect(await question(drawn).inputValue()).toBe(long);
      await page.screenshot({ path: join(pictures, 'too-long.png'), fullPage: true });
      await isAccessible(page);
      await question(drawn).fill('Which **room** is "it"?');
      await asks();
      await drawn.getByText('Which **room** is "it"?').waitFor();
      expect(await buttonsOf(drawn)).toEqual(['Open in Teams']);
    });
    await sees(sponsor, /has a question; please answer/);
    await presses(sponsor, 'Open');
    await sponsor.getByRole('button', { name: 'Open', exact: true }).waitFor({ state: 'hidden' });
    await sees(sponsor, 'Which **room** is "it"?');
    await sees(head, /in Outlook\./);
    expect(await head.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
  });

  it('should be approved by keyboard in the mail that comes when it is sent again', async () => {
    const answer = sponsor.getByLabel(/Your answer/).last();
    await answer.fill('Room 4.12.');
    // The worker closes the card before, and leaves the opened one with what is typed in it.
    await sees(sponsor, 'You made this request.');
    expect(await answer.inputValue()).toBe('Room 4.12.');
    await presses(sponsor, 'Answer');
    await mailed(headId, 2);
    await head.getByRole('button', { name: 'Approve', exact: true }).last().waitFor();
    await withPage(browser, looks[0]![1], async (page) => {
      const drawn = await opens(page, headId);
      await drawn.getByRole('button', { name: 'Approve', exact: true }).focus();
      await page.keyboard.press('Enter');
      await drawn.getByText(/^Approved by Eleanor Brightwater on .* in Outlook\.$/).waitFor();
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('drawn');
    });
    await sees(sponsor, /^Approved by Eleanor Brightwater on .* in Outlook\./);
    await sponsor.screenshot({ path: join(pictures, 'sponsor-told.png') });
    await sees(head, /^Approved by Eleanor Brightwater on .* in Outlook\./);
    expect(await head.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
    await head.screenshot({ path: join(pictures, 'head-closed.png') });
  });

  it.each(looks)('should be shown as it is by then in both mails when they are opened later, in %s', async (look, options) => {
    await withPage(browser, options, async (page) => {
      for (const place of [0, 1]) {
        const drawn = await opens(page, headId, place);
        await drawn.getByText(/^Approved by Eleanor Brightwater on .* in Outlook\.$/).waitFor();
        expect(await buttonsOf(drawn)).toEqual(['Undo my decision', 'Open in Teams']);
      }
      await page.screenshot({ path: join(pictures, `answered-${look}.png`), fullPage: true });
      await isAccessible(page);
    });
  });
});

describe('a request decided before its mail is opened', () => {
  it('should leave a head who has decided in Teams nothing but to think again', async () => {
    await asksFor('computer-science');
    await mailed(headId, 3);
    await head.getByRole('button', { name: 'Approve', exact: true }).last().waitFor();
    await presses(head, 'Approve');
    await sees(head, /^Approved by Eleanor Brightwater on .* in Teams\./);
    await withPage(browser, {}, async (page) => {
      const drawn = await opens(page, headId);
      await drawn.getByText(/^Approved by Eleanor Brightwater on .* in Teams\.$/).waitFor();
      expect(await buttonsOf(drawn)).toEqual(['Undo my decision', 'Open in Teams']);
    });
    expect(await mailsTo(deputyId)).toEqual([]);
  });

  it('should be rejected in the deputy’s mail where the head is away, and closed in the head’s', async () => {
    // What became of the last request comes a moment after it was decided, and would stand over the draft.
    await tellsOutcome();
    await asksFor('business');
    await mailed(awayHead.id, 1);
    await mailed(theirDeputy.id, 1);
    await withPage(browser, {}, async (page) => {
      const drawn = await opens(page, theirDeputy.id);
      await drawn.getByRole('button', { name: 'Reject' }).click();
      await reason(drawn).fill('No desk is free.');
      await drawn.getByRole('button', { name: 'Reject' }).last().click();
      await drawn.getByText('No desk is free.').waitFor();
      expect(await buttonsOf(drawn)).toEqual(['Undo my decision', 'Open in Teams']);
      const heads = await opens(page, awayHead.id);
      await heads.getByText(`Rejected by ${theirDeputy.name}`).waitFor();
      expect(await buttonsOf(heads)).toEqual(['Open in Teams']);
    });
  });
});
