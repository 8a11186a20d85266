import { colleagueMail, GoldenStage, reads, tells } from './golden';
import { linkOn, uploads } from './steps';
import type { StoryBook } from './story-book';

let stage: GoldenStage;
beforeEach(async () => {
  stage = await GoldenStage.begin();
});
afterEach(async () => await stage.world.stop());

const dates = { validFrom: '2027-02-01', validTo: '2027-06-30' };

async function offers(book: StoryBook): Promise<void> {
  const { sponsor } = stage;
  await book.presses(sponsor, 'Hand over');
  await book.presses(sponsor, 'Continue', { mail: colleagueMail });
  await book.presses(sponsor, 'Ask them');
}

describe('the story of an account', () => {
  it('that expires', async () => {
    const { sponsor } = stage;
    await stage.hasVisitor('Ottoline', dates);
    const book = stage.opens('Expired unanswered');
    await reads(book, sponsor);
    await book.passTo('2027-07-02T12:00');
    tells('expired', book);
  });

  it('that is on a list with two others', async () => {
    const { sponsor } = stage;
    const [one, two] = [await stage.hasVisitor('Ottoline', dates), await stage.hasVisitor('Barnaby', dates)];
    await stage.hasVisitor('Cressida', dates);
    const book = stage.opens('Three visitors on one list');
    await book.passTo('2027-05-31T09:00');
    await book.presses(sponsor, 'Reapprove', {}, { where: { request: one } });
    await book.presses(sponsor, 'Let it expire', {}, { where: { request: two } });
    await book.passTo('2027-07-01T12:00');
    tells('reapproval-list', book);
  });

  it('that is asked about first on a day of its own, then on one day with another', async () => {
    const { sponsor } = stage;
    await stage.hasVisitor('Ottoline', { ...dates, validTo: '2027-06-23' });
    await stage.hasVisitor('Barnaby', { ...dates, validTo: '2027-06-25' });
    const book = stage.opens('The newly due first', { sponsor });
    await book.passTo('2027-06-07T09:00');
    await book.presses(sponsor, 'Reapprove all 2 …');
    await book.presses(sponsor, 'Reapprove these 2');
    tells('newly-due-first', book);
  });

  it('that the head ends', async () => {
    const { sponsor, head } = stage;
    await stage.hasVisitor('Ottoline', dates);
    const book = stage.opens('Ended by the head');
    await book.presses(head, 'End the account now');
    await book.presses(head, 'End the account now');
    stage.later({ hours: 1 });
    await reads(book, sponsor);
    tells('ended-by-the-head', book);
  });

  it('that is handed over', async () => {
    const { sponsor, head } = stage;
    const colleague = await stage.colleague();
    await stage.hasVisitor('Ottoline', dates);
    const book = stage.opens('Handed over', { sponsor, colleague, head });
    await offers(book);
    stage.later({ hours: 1 });
    await book.presses(colleague, 'Accept');
    stage.later({ hours: 1 });
    await reads(book, sponsor);
    tells('handed-over', book);
  });

  it('whose handover comes to nothing', async () => {
    const { sponsor, head } = stage;
    const colleague = await stage.colleague();
    await stage.hasVisitor('Ottoline', dates);
    const book = stage.opens('Handover declined, then not answered', { sponsor, colleague, head });
    await offers(book);
    stage.later({ hours: 1 });
    await book.presses(colleague, 'Decline');
    stage.later({ hours: 1 });
    await offers(book);
    await book.passTo('2027-02-10T12:00');
    tells('handover-unanswered', book);
  });

  it('whose sponsor leaves', async () => {
    const { sponsor, head } = stage;
    const colleague = await stage.colleague();
    const visitor = await stage.hasVisitor('Ottoline', dates);
    await stage.leaves(sponsor);
    const book = stage.opens('The sponsor has left', { head, colleague });
    await book.passTo('2027-06-01T09:00');
    await book.says(head, 'waiting for reapproval');
    await book.presses(head, 'Reapprove');
    await book.says(head, visitor);
    await book.presses(head, 'Choose a new sponsor');
    await book.presses(head, 'Continue', { mail: colleagueMail });
    await book.presses(head, 'Ask them');
    stage.later({ hours: 1 });
    await book.presses(colleague, 'Accept');
    tells('sponsor-has-left', book);
  });

  /** A placement, whose extension beyond a year has to be agreed; the sponsor has asked for it. */
  async function asksToExtend(title: string): Promise<StoryBook> {
    const { world, sponsor, head, deputy } = stage;
    await stage.hasVisitor('Ottoline', { validFrom: '2027-02-01', validTo: '2027-12-31' }, 'placement-student');
    const book = stage.opens(title, { sponsor, head, deputy });
    await book.passTo('2027-12-01T09:00');
    await book.presses(sponsor, 'Reapprove');
    await world.work();
    book.look();
    return book;
  }

  it('whose extension is agreed', async () => {
    const { sponsor, head } = stage;
    const book = await asksToExtend('Extension agreed');
    stage.later({ hours: 1 });
    await book.presses(head, 'Agree');
    stage.later({ minutes: 5 });
    await reads(book, sponsor);
    tells('extension-agreed', book);
  });

  it('whose extension is refused', async () => {
    const { sponsor, head } = stage;
    const book = await asksToExtend('Extension refused');
    stage.later({ hours: 1 });
    await book.presses(head, 'Refuse');
    await book.presses(head, 'Refuse', { words: 'The placement ends with the year.' });
    stage.later({ minutes: 5 });
    await reads(book, sponsor);
    await book.passTo('2028-01-02T12:00');
    tells('extension-refused', book);
  });

  it('whose extension nobody answers', async () => {
    const book = await asksToExtend('Extension unanswered');
    await book.passTo('2028-01-05T12:00');
    tells('extension-unanswered', book);
  });

  /** Another level, a card with its photo and a later first day. */
  async function asksToChange(title: string): Promise<StoryBook> {
    const { world, sponsor } = stage;
    await stage.hasVisitor('Ottoline', dates);
    const book = stage.opens(title);
    await book.presses(sponsor, 'Request a change');
    const typed = { validFrom: '2027-02-15', itAccess: 'student-like', idCard: 'yes', words: 'She teaches two modules.' };
    await book.presses(sponsor, 'Request a change', typed);
    await book.presses(sponsor, 'Add the photo');
    stage.later({ minutes: 5 });
    await uploads(world, linkOn(sponsor.lastCard().card));
    await world.work();
    book.look();
    stage.later({ hours: 1 });
    return book;
  }

  it('of which a change is agreed', async () => {
    const { sponsor, head } = stage;
    const book = await asksToChange('Change agreed');
    await book.presses(head, 'Agree');
    stage.later({ minutes: 5 });
    await reads(book, sponsor);
    await book.passTo('2027-02-15T12:00');
    tells('change-agreed', book);
  });

  it('of which a change is refused', async () => {
    const { sponsor, head } = stage;
    const book = await asksToChange('Change refused');
    await book.presses(head, 'Refuse');
    await book.presses(head, 'Refuse', { words: 'There is no room in the laboratories.' });
    stage.later({ minutes: 5 });
    await reads(book, sponsor);
    await book.passTo('2027-02-01T12:00');
    tells('change-refused', book);
  });
});
