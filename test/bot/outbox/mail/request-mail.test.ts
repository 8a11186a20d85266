import { renderMail } from '../../../../bot/outbox/mail/mail-page';
import { people } from '../../../cards/examples/context';
import { mails } from './examples';

const said = (name: string) => {
  const content = mails[name]!();
  return { content, text: JSON.stringify(content), ...renderMail(content) };
};

describe('the mail of a request', () => {
  it('should say all that a decision needs, and how to take it', () => {
    const { text, subject } = said('ask');
    expect(subject).toMatch(/^[A-Z].*: Sam Sponsor needs your approval .* \(VR-[0-9A-Z]{8}\)$/);
    const decided = ['Mon 8 Feb 2027 to Fri 30 Jul 2027', 'Staff-like access, ID card', 'Contractor/Consultant', 'Example Robotics Ltd'];
    for (const part of ['Dr Ada', 'School of Computer Science', people.sponsor, ...decided]) expect(text).toContain(part);
    expect(text).toContain('“waiting for me”');
  });

  it('should have all of it above its one button, and below it how to get there without', () => {
    const { content, html } = said('ask, with concerns');
    const at = (part: string) => html.indexOf(part);
    const [group] = content.groups;
    const above = [group?.title, group?.top, ...(group?.rows ?? []).map(({ text }) => text), ...(content.notes?.sentences ?? [])];
    for (const part of above) expect([part, at(part ?? '') < at('Decide in Teams') && at(part ?? '') > 0]).toEqual([part, true]);
    expect(at(content.how ?? '')).toBeGreaterThan(at('Decide in Teams'));
  });

  it('should keep telephone and personal email to itself', () => {
    for (const name of Object.keys(mails)) expect(said(name).text).not.toMatch(/01632|@/);
  });

  it('should tell what is worth a look before deciding, and only then', () => {
    expect(said('ask, with concerns').content.notes?.sentences.length).toBeGreaterThan(0);
    for (const name of Object.keys(mails).filter((one) => one.startsWith('outcome'))) expect(said(name).content.notes).toBeUndefined();
  });

  it('should tell an outcome with who, when, where and why', () => {
    const { text, subject } = said('outcome, rejected');
    expect(subject).toMatch(/ rejected your request \(VR-[0-9A-Z]{8}\)$/);
    expect(text).toContain(`Rejected by ${people.head} on Wed 3 Feb 2027 at 14:05 in Teams.`);
    expect(text).toContain('Please ask again for the autumn.');
  });

  it('should tell how an approval differs from what was asked for', () => {
    const { text, subject, content } = said('outcome, approved with changes');
    expect(subject).toMatch(/ approved your request with changes; .* \(VR-[0-9A-Z]{8}\)$/);
    expect(text).toContain(`Approved by ${people.head}`);
    expect(content.words).toEqual({
      title: 'Approved with changes',
      parts: [{ text: 'Valid to Mon 31 May 2027 instead of Fri 30 Jul 2027; IT access Student-like instead of Staff-like; no ID card.' }],
    });
    expect(said('outcome, approved').content.words).toBeUndefined();
  });

  it('should tell that a decision was taken back', () => {
    expect(said('recalled').subject).toContain('reversed the decision');
    expect(said('recalled').text).toContain(`${people.head} reversed their decision`);
  });

  // A notification shows the subject and the first words of a mail, also on a locked screen.
  it('should name no visitor in its subject or where a notification reads', () => {
    for (const name of Object.keys(mails).filter((one) => one !== 'digest' && one !== 'prepared for a colleague')) {
      const { subject, html } = said(name);
      const text = html
        .slice(html.indexOf('<body'))
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ');
      for (const first of [subject, text.slice(0, 140)]) expect(first).not.toMatch(/\bAda\b|\bExample\b/);
      expect(text).toMatch(/\bAda\b/);
    }
  });
});
