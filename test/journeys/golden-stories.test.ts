import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deputyId, headId } from '../make';
import { GoldenStage, reads, storiesFolder, tells } from './golden';
import { fillsIn, requestIn } from './steps';

let stage: GoldenStage;
beforeEach(async () => {
  stage = await GoldenStage.begin();
});
afterEach(async () => await stage.world.stop());

describe('the story of a request', () => {
  it('that is approved', async () => {
    const { world, sponsor, head, deputy } = stage;
    await fillsIn(world, sponsor, { access: { itAccess: 'staff-like', idCard: 'yes' } });
    const book = stage.opens('Asked and approved', { sponsor, head, deputy });
    await book.presses(sponsor, 'Make request');
    stage.later({ hours: 2 });
    await book.presses(head, 'Approve');
    stage.later({ minutes: 5 });
    await reads(book, sponsor);
    await book.passTo('2027-02-01T12:00');
    tells('asked-approved', book);
  });

  it('that is returned, answered, approved and reapproved', async () => {
    const { world, sponsor, head } = stage;
    await fillsIn(world, sponsor);
    const book = stage.opens('Asked, returned, answered, approved, reapproved');
    await book.presses(sponsor, 'Make request');
    stage.later({ hours: 1 });
    await book.presses(head, 'Return with a question');
    await book.presses(head, 'Return with a question', { words: 'Which project is this for?' });
    stage.later({ hours: 1 });
    await reads(book, sponsor);
    await book.presses(sponsor, 'Answer', { words: 'The robotics one.' });
    stage.later({ hours: 1 });
    await book.presses(head, 'Approve');
    stage.later({ hours: 1 });
    await reads(book, sponsor);
    await book.passTo('2027-05-31T09:00');
    await book.presses(sponsor, 'Reapprove');
    tells('asked-returned-answered-approved-reapproved', book);
  });

  it('that is edited while it waits', async () => {
    const { world, sponsor, head } = stage;
    await fillsIn(world, sponsor);
    const book = stage.opens('Edited while it waits');
    await book.presses(sponsor, 'Make request');
    stage.later({ hours: 1 });
    await book.presses(sponsor, 'Edit');
    await book.presses(sponsor, 'Edit visit');
    await book.presses(sponsor, 'Next', { validTo: '2027-05-31' });
    await book.presses(sponsor, 'Resubmit');
    stage.later({ hours: 1 });
    await book.presses(head, 'Approve');
    tells('edited-while-waiting', book);
  });

  it('that is rejected by mistake', async () => {
    const { world, sponsor, head } = stage;
    await fillsIn(world, sponsor);
    const book = stage.opens('Rejected and undone');
    await book.presses(sponsor, 'Make request');
    stage.later({ hours: 1 });
    await book.presses(head, 'Reject');
    await book.presses(head, 'Reject', { words: 'There is no room this term.' });
    stage.later({ minutes: 4 });
    await reads(book, sponsor);
    await book.presses(head, 'Undo my decision');
    stage.later({ minutes: 4 });
    await reads(book, sponsor);
    await book.presses(head, 'Approve');
    tells('rejected-and-undone', book);
  });

  it('that is approved with changes and a note', async () => {
    const { world, sponsor, head } = stage;
    await fillsIn(world, sponsor);
    const book = stage.opens('Approved with changes');
    await book.presses(sponsor, 'Make request');
    stage.later({ hours: 1 });
    await book.presses(head, 'Approve with changes');
    await book.presses(head, 'Approve with changes', { validTo: '2027-05-31', itAccess: 'student-like', words: 'Until the term ends.' });
    stage.later({ hours: 1 });
    await reads(book, sponsor);
    tells('approved-with-changes', book);
  });

  it('that a colleague prepares', async () => {
    const { world, sponsor, head } = stage;
    const colleague = await stage.colleague();
    await fillsIn(world, sponsor);
    const book = stage.opens('Prepared by a colleague', { 'who prepares it': sponsor, sponsor: colleague, head });
    await book.presses(sponsor, 'Ask a colleague');
    await book.presses(sponsor, 'Continue', { mail: 'xavier.iqbal@bantshire.example' });
    await book.presses(sponsor, 'Ask them');
    stage.later({ hours: 1 });
    await book.presses(colleague, 'Confirm as sponsor');
    stage.later({ hours: 1 });
    await book.presses(head, 'Approve');
    stage.later({ hours: 1 });
    await reads(book, colleague);
    tells('prepared-by-a-colleague', book);
  });

  it('that the head passes on', async () => {
    const { world, sponsor, head, deputy } = stage;
    await fillsIn(world, sponsor);
    const book = stage.opens('Passed on to the deputy', { sponsor, head, deputy });
    await book.presses(sponsor, 'Make request');
    stage.later({ hours: 1 });
    await book.presses(head, 'Ask my deputy');
    await book.presses(head, 'Ask them', { to: deputyId, words: 'You know the project.' });
    stage.later({ hours: 1 });
    await book.presses(deputy, 'Approve', { words: 'Room 4.12 is free.' });
    stage.later({ minutes: 5 });
    await reads(book, sponsor);
    tells('passed-on', book);
  });

  it('that comes while the head is away, and is reminded of', async () => {
    const { world, sponsor, head, deputy } = stage;
    world.away.set(headId, { until: '2027-02-03' });
    await fillsIn(world, sponsor);
    const book = stage.opens('The head is away', { sponsor, head, deputy });
    await book.presses(sponsor, 'Make request');
    await book.passTo('2027-01-19T12:00');
    await book.says(sponsor, requestIn(world).id);
    await book.presses(sponsor, 'Send a reminder');
    stage.later({ hours: 1 });
    await book.presses(deputy, 'Approve');
    tells('head-away', book);
  });

  it('whose question nobody answers', async () => {
    const { world, sponsor, head } = stage;
    await fillsIn(world, sponsor, { dates: { validFrom: '2027-02-01', validTo: '2027-03-12' } });
    const book = stage.opens('Returned, reminded of, lapsed');
    await book.presses(sponsor, 'Make request');
    stage.later({ hours: 1 });
    await book.presses(head, 'Return with a question');
    await book.presses(head, 'Return with a question', { words: 'Which project is this for?' });
    await book.passTo('2027-03-14T12:00');
    tells('returned-lapsed', book);
  });

  it('that is withdrawn', async () => {
    const { world, sponsor, head } = stage;
    await fillsIn(world, sponsor);
    const book = stage.opens('Withdrawn');
    await book.presses(sponsor, 'Make request');
    stage.later({ hours: 1 });
    await book.presses(head, 'Return with a question');
    await book.presses(head, 'Return with a question', { words: 'Which project is this for?' });
    stage.later({ hours: 1 });
    await book.presses(sponsor, 'Withdraw');
    await book.presses(sponsor, 'Withdraw');
    tells('withdrawn', book);
  });

  it('to an approver who wants one list a day', async () => {
    const { world, sponsor, head } = stage;
    await fillsIn(world, sponsor);
    const book = stage.opens('One list a day', { head });
    await book.says(head, 'notifications');
    await book.presses(head, 'One list a day at eight');
    await sponsor.presses('Make request');
    await world.work();
    book.look();
    await book.passTo('2027-01-19T09:00');
    await book.presses(head, 'Open');
    await book.presses(head, 'Approve');
    await world.work(60);
    book.look();
    tells('one-list-a-day', book);
  });
});

it('should be told in no file that no story writes', () => {
  const tests = readdirSync(__dirname).filter((name) => /^golden-.*\.test\.ts$/.test(name));
  const told = tests.flatMap((name) => [...readFileSync(join(__dirname, name), 'utf8').matchAll(/tells\('([a-z-]+)', /g)]);
  expect(readdirSync(storiesFolder).sort()).toEqual(told.map(([, name = '']) => `${name}.txt`).sort());
});
