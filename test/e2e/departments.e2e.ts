import { readFileSync } from 'node:fs';
import { isAccessible, withPage } from './page';
import { looksOn, said, tabTest, wide } from './tab-test';

const tab = tabTest('departments');
const { opens, keeps } = tab;

describe('the policy', () => {
  it('should be changed by the keyboard alone, refuse a bad value beside its field, and tell the second of two admins', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'admin', 'policy');
      const days = page.getByRole('textbox', { name: 'Days after which a photo is deleted' });
      await days.fill('many');
      await days.press('Enter');
      await said(page, 'Enter a whole number from 1 to 365.');
      expect(await page.evaluate('document.activeElement?.getAttribute("name")')).toBe('photoDays');
      await keeps(page, 'wrong');
      await withPage(tab.browser, wide, async (other) => {
        await opens(other, 'admin', 'policy');
        await other.getByRole('textbox', { name: 'Days after which a photo is deleted' }).fill('60');
        await other.getByRole('button', { name: 'Save policy' }).press('Enter');
        await said(other, 'Policy saved. It applies everywhere within a minute.');
        await said(other, 'Days after which a photo is deleted: 30 → 60');
      });
      await days.fill('45');
      await days.press('Enter');
      await said(page, /^Someone else has saved the policy/);
      await said(page, 'Someone else has saved: 60');
      expect(await days.inputValue()).toBe('45');
      await keeps(page, 'moved-on');
      await page.getByRole('button', { name: 'Save policy' }).press('Enter');
      await said(page, 'Days after which a photo is deleted: 60 → 45');
    });
  });

  it('should take a new reason, and stop offering another', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'admin', 'policy');
      await page.getByRole('button', { name: 'Add a reason' }).press('Enter');
      await page.getByRole('textbox', { name: 'Reason: New reason' }).fill('Visiting Poet');
      await page.getByRole('textbox', { name: 'Longest stay in months: Visiting Poet' }).fill('6');
      await page.getByRole('checkbox', { name: 'Can be chosen: Volunteer' }).press('Space');
      await keeps(page, 'reason');
      // Another page is looked at in the meantime, and the whole tab is loaded again.
      await page.evaluate("location.hash = '#departments'");
      await page.getByRole('button', { name: 'Add a department' }).waitFor();
      await opens(page, 'admin', 'policy');
      await said(page, /^\d+ changes not saved yet\.$/);
      expect(await page.getByRole('textbox', { name: 'Longest stay in months: Visiting Poet' }).inputValue()).toBe('6');
      await page.getByRole('button', { name: 'Save policy' }).press('Enter');
      await said(page, 'Volunteer: Can be chosen: Yes → No');
      await keeps(page, 'saved');
    });
  });
});

describe('the departments', () => {
  it('should be edited by the keyboard alone, with people found by name or work address', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'admin', 'departments');
      await page.getByRole('searchbox', { name: 'Find a department' }).fill('chemistry');
      await page.getByRole('button', { name: 'Edit School of Chemistry' }).press('Enter');
      const dialog = page.getByRole('dialog');
      const head = dialog.getByRole('combobox', { name: 'Name or work email of the new head' });
      await head.pressSequentially('nobody');
      await page.getByRole('option', { name: /^Nobody of that name/ }).waitFor();
      await isAccessible(page);
      await keeps(page, 'edit-nobody');
      // Whoever was not found is still typed, and nothing was saved.
      await page.keyboard.press('Enter');
      expect(await head.inputValue()).toBe('nobody');
      await dialog.waitFor();
      await head.fill('');
      await head.pressSequentially('gwil rhys');
      await page.getByRole('option', { name: /^Gwilym Ap-Rhys.*gwilym\.ap-rhys@bantshire\.example.*School of History/ }).waitFor();
      await isAccessible(page);
      await keeps(page, 'edit-found');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await dialog.getByRole('button', { name: /^Remove Gwilym/ }).waitFor();
      await keeps(page, 'edit');
      // An address as it is pasted, and a key at once.
      const deputy = dialog.getByRole('combobox', { name: 'Name or work email of another deputy' });
      await deputy.fill('xavier.iqbal@bantshire.example');
      await page.keyboard.press('Enter');
      await dialog.getByRole('button', { name: /^Remove Xavier/ }).waitFor();
      await dialog.getByRole('button', { name: 'Save', exact: true }).press('Enter');
      await said(page, 'School of Chemistry saved. It applies everywhere within five minutes.');
      await said(page, /^Head: Gwilym/);
      await keeps(page, 'edited');
    });
  });

  it('should be merged by the keyboard alone, after what would follow was shown', async () => {
    await withPage(tab.browser, wide, async (page) => {
      await opens(page, 'admin', 'departments');
      await page.getByRole('button', { name: 'Merge or rename School of Drama and Film' }).press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('radio', { name: 'Give it a new id' }).press('Space');
      await dialog.getByRole('textbox', { name: 'New id' }).fill('english');
      await page.keyboard.press('Enter');
      await said(page, 'Enter another id: there is a department with this one already.');
      await isAccessible(page);
      await dialog.getByRole('radio', { name: 'Merge it into another department' }).press('Space');
      await dialog.getByRole('combobox', { name: 'Merge into' }).selectOption('School of English');
      await dialog.getByRole('button', { name: 'See what will change' }).press('Enter');
      await said(page, /Requests that are over keep the old name\. This cannot be undone\.$/);
      await isAccessible(page);
      await keeps(page, 'merge');
      await dialog.getByRole('button', { name: 'Merge', exact: true }).press('Enter');
      await said(page, /^School of Drama and Film has been merged into School of English\./);
      await said(page, 'Merged into: School of English (english)');
      await page.getByRole('checkbox', { name: 'Show closed departments' }).press('Space');
      await said(page, 'Merged into School of English');
      await keeps(page, 'merged');
    });
  });

  it('should be told of by a file before it is imported, and be exported', async () => {
    await withPage(tab.browser, { ...wide, acceptDownloads: true }, async (page) => {
      await opens(page, 'admin', 'departments');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Export as CSV' }).press('Enter'),
      ]);
      const text = readFileSync(await download.path(), 'utf8');
      expect(text.split('\r\n')[0]).toBe('\uFEFFid,name,kind,head,deputies,validFrom,validTo');
      await page.getByRole('button', { name: 'Import from CSV' }).press('Enter');
      const input = page.locator('input[type="file"]');
      const file = (content: string) => ({ name: 'departments.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
      await input.setInputFiles(file(`${text}Poetry!,,house,,,,\r\n`));
      await said(page, /^3 mistakes in the file\./);
      await keeps(page, 'import-wrong');
      await input.setInputFiles(file(`${text.replace('Academic Registry', 'Registry')}poetry,School of Poetry,school,,,,\r\n`));
      await said(page, '1 department would be added and 1 changed.');
      await isAccessible(page);
      await keeps(page, 'import');
      await page.getByRole('button', { name: 'Import 2 departments' }).press('Enter');
      await said(page, '2 departments imported. They apply everywhere within five minutes.');
      await page.getByRole('searchbox', { name: 'Find a department' }).fill('poetry');
      await page.getByRole('button', { name: 'Edit School of Poetry' }).waitFor();
    });
  });
});

describe('its looks', () => {
  it.each(looksOn())('should be there for everybody, by axe: %s, %s', async (width, look, options) => {
    await withPage(tab.browser, options, async (page) => {
      await opens(page, 'admin', 'policy', look);
      await page.getByRole('button', { name: 'Save policy' }).waitFor();
      await isAccessible(page);
      await page.getByRole('textbox', { name: 'Days after which a photo is deleted' }).fill('many');
      await page.getByRole('button', { name: 'Save policy' }).click();
      await said(page, 'Enter a whole number from 1 to 365.');
      await isAccessible(page);
      await keeps(page, `policy-${width}-${look}`);
      await page.goto(`${page.url().split('#')[0]}#departments`);
      await page.reload();
      await page.getByRole('button', { name: 'Edit Careers and Employability' }).waitFor();
      await isAccessible(page);
      await keeps(page, `departments-${width}-${look}`);
      await page.getByRole('button', { name: 'Edit Careers and Employability' }).click();
      await page.getByRole('dialog').waitFor();
      await isAccessible(page);
      await keeps(page, `department-${width}-${look}`);
      await page.getByRole('combobox', { name: 'Name or work email of the new head' }).pressSequentially('ma');
      await page.getByRole('listbox').getByRole('option').nth(1).waitFor();
      await isAccessible(page);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      await keeps(page, `people-${width}-${look}`);
    });
  });
});
