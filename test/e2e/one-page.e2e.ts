import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { firstName } from '../../bot/domain/form/questions/first-name';
import { picture } from '../fakes/hostile-files';
import { isAccessible, withPage } from './page';
import { fixedNow } from './start';
import { looksOn, said, tabTest, wide } from './tab-test';

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const tab = tabTest('one-page', { hasWholePages: true });
const { keeps } = tab;
const opens = (page: Page, place = 'mine') => tab.opens(page, 'sponsor', place);

const saved = (page: Page) => said(page, 'All changes saved');
const school = (page: Page) => page.getByRole('combobox', { name: /School or service/ });
const box = (page: Page, name: RegExp | string) => page.getByRole('textbox', { name });
const make = (page: Page) => page.getByRole('button', { name: 'Make request' });
const missingName = firstName.mandatory ? firstName.mandatory.missing : '';
const today = Temporal.PlainDate.from(fixedNow().toISOString().slice(0, 10));
const from = today.add({ days: 14 }).toString();
const to = today.add({ months: 5 }).toString();

async function begins(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'New visitor' }).click();
  await school(page).waitFor();
  return new URL(page.url()).hash.slice(1);
}

async function choosesSchool(page: Page): Promise<void> {
  await school(page).click();
  await page.keyboard.type('computer');
  await page.getByRole('option', { name: 'School of Computer Science' }).click();
  await box(page, /First name/).waitFor();
}

async function fillsDates(page: Page): Promise<void> {
  await page.locator('input[name=validFrom]').fill(from);
  await page.locator('input[name=validTo]').fill(to);
}

/** All that a visiting professor without a card needs. */
async function completes(page: Page): Promise<void> {
  await choosesSchool(page);
  await page.getByRole('combobox', { name: /^Reason/ }).selectOption({ label: 'Visiting Professor (up to 36 months)' });
  await box(page, /First name/).fill('Ines');
  await box(page, /Last name/).fill('Vale');
  await fillsDates(page);
  await page.getByRole('radio', { name: 'Staff-like' }).check();
  await page
    .getByRole('radiogroup', { name: /ID card/ })
    .getByRole('radio', { name: 'No', exact: true })
    .check();
  await make(page).waitFor();
  await saved(page);
}

async function discards(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Discard draft' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

describe('the form on one page', () => {
  it('should ask the school alone, reveal the rest live, say what is missing, and make the request with a photo cut in place', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page);
      await begins(page);
      expect(await page.getByRole('textbox').count()).toBe(0);
      await isAccessible(page);
      await keeps(page, 'school-alone');
      await choosesSchool(page);
      // Filled in, and another one at a press.
      expect(await page.locator('input[name=validFrom]').inputValue()).not.toBe('');
      expect(await box(page, /employing organisation/i).count()).toBe(0);
      await page.getByRole('combobox', { name: /^Reason/ }).selectOption({ label: 'Contractor/Consultant (up to 12 months)' });
      await box(page, /employing organisation/i).fill('Fenwick Instruments Ltd');
      await box(page, /Last name/).fill('Fairweather');
      await box(page, /Personal email/).fill('ottoline@cs.bantshire.example');
      await fillsDates(page);
      await saved(page);
      await said(page, 'This is a university address.');
      expect(await make(page).count()).toBe(0);
      await keeps(page, 'still-needed');
      // What is missing leads to its field, which then says so itself.
      await page.getByRole('button', { name: missingName }).click();
      expect(await box(page, /First name/).evaluate((node) => node === document.activeElement)).toBe(true);
      expect(await page.getByText(missingName).count()).toBe(2);
      await page.keyboard.type('Ottoline');
      await box(page, /Personal email/).fill('ottoline@example.org');
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles({ name: 'o.jpg', mimeType: 'image/jpeg', buffer: await picture(900, 1600) });
      const frame = page.getByRole('group', { name: 'Fit the face into the frame' });
      await frame.waitFor();
      expect(await frame.evaluate((node) => node === document.activeElement)).toBe(true);
      const top = () => frame.locator('img').evaluate((node) => (node as HTMLElement).style.top);
      const before = await top();
      await page.keyboard.press('ArrowDown');
      expect(await top()).not.toBe(before);
      await isAccessible(page);
      await keeps(page, 'crop');
      await page.getByRole('button', { name: 'Use this photo' }).click();
      await said(page, 'The photo has been added.');
      await page.getByRole('img', { name: /photo as it will be printed/ }).waitFor();
      await make(page).waitFor();
      // Its own photo is no other device's doing.
      expect(await page.getByText('changed on another device').count()).toBe(0);
      await isAccessible(page);
      await keeps(page, 'complete');
      await make(page).click();
      await page.getByRole('heading', { level: 1, name: 'Ottoline Fairweather' }).waitFor();
      await said(page, 'Waiting for a decision');
      await page.getByRole('button', { name: 'Back', exact: true }).click();
      await page.getByRole('table').getByText('Ottoline Fairweather').waitFor();
      expect(await page.getByRole('heading', { name: 'Drafts' }).count()).toBe(0);
    });
  });

  it('should take a press that itself makes the page longer above it', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page);
      await begins(page);
      await choosesSchool(page);
      await page.getByRole('combobox', { name: /^Reason/ }).selectOption({ label: 'Contractor/Consultant (up to 12 months)' });
      await box(page, /employing organisation/i).waitFor();
      await saved(page);
      // Left by the press, it says below itself what is wrong with it, which moves the button.
      await box(page, /Personal email/).fill('nobody');
      await saved(page);
      const button = page.getByRole('button', { name: '3 months' });
      await button.scrollIntoViewIfNeeded();
      const before = await button.boundingBox();
      await page.mouse.move((before?.x ?? 0) + 5, (before?.y ?? 0) + 2);
      await page.mouse.down();
      await page.waitForTimeout(300);
      await page.mouse.up();
      await page.locator('[data-field=personalEmail]').getByText('This does not look like an email address').waitFor();
      expect(await page.locator('input[name=validTo]').inputValue()).not.toBe('');
      expect((await button.boundingBox())?.y).toBeGreaterThan(before?.y ?? Number.POSITIVE_INFINITY);
      await discards(page);
    });
  });

  it('should be filled in by the keyboard alone', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page);
      const press = async (...keys: string[]) => {
        for (const key of keys) await page.keyboard.press(key);
      };
      const tabTo = async (wanted: () => Promise<boolean>) => {
        for (let time = 0; time < 60 && !(await wanted()); time += 1) await press('Tab');
        expect(await wanted()).toBe(true);
      };
      const isOn = (name: string) => page.evaluate(`document.activeElement?.name === '${name}'`) as Promise<boolean>;
      await page.getByRole('button', { name: 'New visitor' }).focus();
      await press('Enter');
      await school(page).waitFor();
      await tabTo(() => isOn('department'));
      // It is filled in; what is typed takes its place.
      await page.keyboard.type('computer sci');
      await press('ArrowDown', 'Enter');
      await box(page, /First name/).waitFor();
      await tabTo(() => isOn('reason'));
      await page.keyboard.type('Visiting P');
      await tabTo(() => isOn('firstName'));
      await page.keyboard.type('Ines');
      await tabTo(() => isOn('lastName'));
      await page.keyboard.type('Vale');
      await tabTo(() => isOn('validFrom'));
      // The three parts of a date, in the order of the language that this Chromium speaks.
      const parts = (date: string) => date.replace(/^(\d+)-(\d+)-(\d+)$/, '$2$3$1');
      await page.keyboard.type(parts(from));
      await tabTo(() => isOn('validTo'));
      await page.keyboard.type(parts(to));
      await tabTo(() => isOn('itAccess'));
      await press('ArrowDown');
      await tabTo(() => isOn('idCard'));
      await press('ArrowDown');
      await make(page).waitFor();
      await tabTo(() => page.evaluate(`document.activeElement?.textContent === 'Make request'`) as Promise<boolean>);
      await press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Ines Vale' }).waitFor();
    });
  });

  it('should keep what is typed while the service is away, and save it when it is back', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page);
      const place = await begins(page);
      await choosesSchool(page);
      await page.route('**/api/tab/drafts/*/save', (route) => route.abort());
      await box(page, /First name/).fill('Ada');
      await said(page, 'Some of what you entered is not saved yet.');
      await isAccessible(page);
      await keeps(page, 'not-saved');
      // It goes with nobody who looks at something else meanwhile.
      await page.getByRole('button', { name: 'Back', exact: true }).click();
      await page.goBack();
      await box(page, /First name/).waitFor();
      expect(await box(page, /First name/).inputValue()).toBe('Ada');
      await page.unroute('**/api/tab/drafts/*/save');
      await page.getByRole('button', { name: 'Try again' }).click();
      await saved(page);
      await withPage(tab.browser, phone, async (other) => {
        await opens(other, place);
        await box(other, /First name/).waitFor();
        expect(await box(other, /First name/).inputValue()).toBe('Ada');
      });
      await discards(page);
    });
  });

  it('should tell one device what the other has saved, and let the person choose', async () => {
    await withPage(tab.browser, wide, async (desk) => {
      await opens(desk);
      const place = await begins(desk);
      await choosesSchool(desk);
      await saved(desk);
      await withPage(tab.browser, phone, async (hand) => {
        await opens(hand, place);
        await box(hand, /First name/).fill('Theirs');
        await box(hand, /Last name/).fill('Vale');
        await saved(hand);
        await box(desk, /First name/).fill('Mine');
        await said(desk, 'Changed on another device: Theirs.');
        expect(await box(desk, /First name/).inputValue()).toBe('Mine');
        expect(await box(desk, /Last name/).inputValue()).toBe('Vale');
        await isAccessible(desk);
        await keeps(desk, 'two-devices');
        await desk.getByRole('button', { name: 'Keep mine' }).click();
        await saved(desk);
        await hand.evaluate('window.dispatchEvent(new Event("focus"))');
        await said(hand, 'This draft has been changed on another device.');
        expect(await box(hand, /First name/).inputValue()).toBe('Mine');
      });
      await discards(desk);
    });
  });
});

describe('asking a colleague to sponsor', () => {
  const ask = (page: Page) => page.getByRole('button', { name: 'Ask a colleague' });
  const dialog = (page: Page) => page.getByRole('dialog', { name: 'Ask a colleague to sponsor' });
  const isFocused = (button: Locator) => button.evaluate((node) => node === document.activeElement);

  it('should be done by the keyboard alone, say who was asked, and be taken back', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page);
      await begins(page);
      expect(await ask(page).count()).toBe(0);
      await completes(page);
      await ask(page).focus();
      await page.keyboard.press('Enter');
      await dialog(page).waitFor();
      await page.keyboard.type('nobody-of-that-name');
      await said(page, 'Nobody of that name can be chosen here.');
      await isAccessible(page);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await dialog(page).waitFor({ state: 'detached' });
      // Fluent and the page give the focus back a moment later.
      await page.waitForTimeout(300);
      expect(await isFocused(ask(page))).toBe(true);
      await page.keyboard.press('Enter');
      await dialog(page).waitFor();
      await page.keyboard.type('gwil');
      await page.getByRole('option', { name: /Gwilym/ }).waitFor();
      await isAccessible(page);
      await keeps(page, 'ask-colleague-find');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await said(page, 'They will see everything you have entered');
      const them = dialog(page).getByRole('button', { name: 'Ask them' });
      await them.waitFor();
      expect(await isFocused(them)).toBe(true);
      await isAccessible(page);
      await keeps(page, 'ask-colleague-who');
      await page.keyboard.press('Enter');
      const waiting = page.getByRole('heading', { level: 1, name: 'Waiting for your colleague to confirm' });
      await waiting.waitFor();
      await said(page, 'You asked Gwilym');
      expect(await isFocused(waiting)).toBe(true);
      await isAccessible(page);
      await keeps(page, 'ask-colleague-waiting');
      await page.getByRole('button', { name: 'Take the draft back' }).click();
      await ask(page).waitFor();
      await discards(page);
    });
  });

  it('should be readable and fit on a telephone, and say beside the field who will not do', async () => {
    await withPage(tab.browser, phone, async (page) => {
      await opens(page);
      await begins(page);
      await completes(page);
      await ask(page).tap();
      const field = dialog(page).getByRole('combobox');
      await field.fill('marisol.okafor@bantshire.example');
      await said(page, 'To be the sponsor yourself');
      expect(await page.getByRole('listbox').count()).toBe(0);
      await isAccessible(page);
      await keeps(page, 'ask-colleague-phone-self');
      await field.fill('gwil');
      await page.getByRole('option', { name: /Gwilym/ }).tap();
      await dialog(page).getByRole('button', { name: 'Someone else' }).waitFor();
      await isAccessible(page);
      await keeps(page, 'ask-colleague-phone-who');
      await dialog(page).getByRole('button', { name: 'Cancel' }).tap();
      await dialog(page).waitFor({ state: 'detached' });
      await discards(page);
    });
  });
});

describe('a school that is filled in', () => {
  it('should be confirmed by one press', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page);
      await begins(page);
      expect(await school(page).inputValue()).toBe('School of Computer Science');
      await page.getByRole('button', { name: 'Continue', exact: true }).click();
      await box(page, /First name/).waitFor();
      await discards(page);
    });
  });
});

describe('drafts in My visitors', () => {
  it('should be continued, and discarded only after being asked, with the focus where it was', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page);
      await begins(page);
      await choosesSchool(page);
      await saved(page);
      await page.getByRole('button', { name: 'Back', exact: true }).click();
      await said(page, 'Next: Reason');
      await isAccessible(page);
      await keeps(page, 'drafts');
      const resume = page.getByRole('button', { name: 'Continue: No name yet' });
      await resume.click();
      await box(page, /Last name/).fill('Vale');
      await saved(page);
      await page.getByRole('button', { name: 'Back', exact: true }).click();
      const discard = page.getByRole('button', { name: 'Discard: Vale' });
      await discard.click();
      // Fluent lets a dialog come in, and until then its colours are between two.
      await page.waitForTimeout(500);
      await isAccessible(page);
      await keeps(page, 'discard');
      await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await discard.evaluate((node) => node === document.activeElement)).toBe(true);
      await discard.click();
      await page.getByRole('dialog').getByRole('button', { name: 'Discard', exact: true }).click();
      await discard.waitFor({ state: 'detached' });
      await said(page, 'The draft has been discarded.');
    });
  });

  it('should say of somebody else’s draft what it says of none', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page);
      const place = await begins(page);
      const told = async (at: string) => {
        await page.goto(`${tab.product.url}/tab?persona=${tab.product.persona('head').aadObjectId}#${at}`);
        return await page.getByRole('alert').filter({ hasText: /./ }).first().textContent();
      };
      expect(await told(place)).toBe(await told('draft/VR-00000001'));
    });
  });
});

describe('its looks', () => {
  it.each(looksOn({ wide, phone }))('should be readable for everybody: %s, %s', async (width, look, options) => {
    await withPage(tab.browser, options, async (page) => {
      await tab.opens(page, 'sponsor', 'mine', look);
      await begins(page);
      await isAccessible(page);
      await choosesSchool(page);
      await page.getByRole('combobox', { name: /^Reason/ }).selectOption({ index: 1 });
      await page.getByRole('radio', { name: 'Staff-like' }).check();
      await box(page, /Personal email/).fill('nobody');
      await fillsDates(page);
      await saved(page);
      await isAccessible(page);
      await keeps(page, `look-${width}-${look}`);
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles({ name: 'o.jpg', mimeType: 'image/jpeg', buffer: await picture(900, 1200) });
      await page.getByRole('group', { name: 'Fit the face into the frame' }).waitFor();
      await isAccessible(page);
      await page.getByRole('button', { name: 'Cancel' }).click();
      await discards(page);
    });
  });
});
