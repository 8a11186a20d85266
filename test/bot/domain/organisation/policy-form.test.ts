import fc from 'fast-check';
import { policyChanges } from '../../../../bot/domain/organisation/policy-changes';
import { editablePart, readPolicyForm, valuesOfPolicy } from '../../../../bot/domain/organisation/policy-form';
import { samplePolicy } from '../../../fakes/sample';

const present = editablePart(samplePolicy);
const reads = (values: Record<string, string>) => readPolicyForm(values, present);
const mistakes = (values: Record<string, string>) => {
  const read = reads(values);
  return 'mistakes' in read ? Object.fromEntries(read.mistakes.map(({ field, text }) => [field, text])) : {};
};
const policyWith = (values: Record<string, string>) => {
  const read = reads(values);
  if ('mistakes' in read) throw new Error(JSON.stringify(read.mistakes));
  return read.policy;
};

it('should be read back as it was written', () => {
  expect(policyWith(valuesOfPolicy(present))).toEqual({ ...present, closureDays: [...present.closureDays].sort() });
  expect(policyWith({})).toEqual(present);
});

it('should take what is typed, with spaces around it, and leave the rest', () => {
  const changed = policyWith({ photoDays: ' 45 ', validTo: '', validFrom: '2026-09-01', reminderDay: 'friday', reapprovalMail: 'no' });
  const { validTo: _blank, ...rest } = present;
  expect(changed).toEqual({ ...rest, photoDays: 45, validFrom: '2026-09-01', reminderDay: 'friday', reapprovalMail: false });
});

it.each([
  ['photoDays', 'soon', 'Enter a whole number from 1 to 365.'],
  ['photoDays', '0', 'Enter a whole number from 1 to 365.'],
  ['photoDays', '366', 'Enter a whole number from 1 to 365.'],
  ['maxDaysBack', '-1', 'Enter a whole number from 0 to 365.'],
  ['validTo', '31/07/2027', 'Enter a date such as 2027-07-31, or leave it blank.'],
  ['validFrom', '2027-02-29', 'Enter a date such as 2027-07-31, or leave it blank.'],
  ['shortVisit', 'perhaps', 'Choose one of the options.'],
  ['reminderDay', 'sunday', 'Choose one of the options.'],
  ['helpRoute', ' ', 'Enter a text.'],
  ['helpRoute', 'x'.repeat(1_001), 'Enter a text of at most 1,000 characters.'],
  ['helpRoute', 'ask\u202Eme', 'Enter a text on one line, without special characters.'],
  ['closureDays', '2027-12-24\n\n24 December', 'Line 3 is not a date. Enter it as 2027-12-24.'],
  ['closureDays', '03/04/2027', 'Line 1: day and month cannot be told apart. Enter it as 2027-12-24.'],
  ['closureDays', '2027-12-24\n24/12/2027', 'Line 2: this day is in the list twice.'],
  ['reason.external-examiner.maxMonths', '0', 'Enter a whole number of months from 1 to 120.'],
  ['reason.external-examiner.maxMonths', 'x', 'Enter a whole number of months from 1 to 120.'],
  ['reason.external-examiner.agreeAfterMonths', '601', 'Enter a whole number of months from 1 to 600, or leave it blank.'],
  ['reason.external-examiner.label', '', 'Enter the name of the reason.'],
  ['reason.external-examiner.label', 'volunteer', 'Enter another name: there is a reason of this name already.'],
])('should say beside %s what to enter instead of %j', (field, typed, sentence) => {
  const told = mistakes({ [field]: typed });
  expect(Object.values(told)).toEqual([sentence]);
  // Of two with one name, the second is marked.
  if (typed !== 'volunteer') expect(Object.keys(told)).toEqual([field]);
});

it('should refuse an end before the beginning, and leave at least one reason', () => {
  expect(mistakes({ validFrom: '2027-08-01', validTo: '2027-07-31' })).toEqual({
    validTo: 'Enter a day on or after the default Valid from.',
  });
  const none = Object.fromEntries(present.reasons.map(({ id }) => [`reason.${id}.isOffered`, 'no']));
  expect(Object.values(mistakes(none))).toEqual(['Leave at least one reason that can be chosen.']);
});

it('should add reasons by an id of their own, and retire one instead of taking it away', () => {
  const added = policyWith({
    'reason.new-1.label': 'Visiting Poët',
    'reason.new-1.maxMonths': '6',
    'reason.new-2.label': 'External examiner 2',
    'reason.new-2.maxMonths': '12',
    'reason.new-2.needsEmployer': 'yes',
    'reason.volunteer.isOffered': 'no',
    'reason.volunteer.agreeAfterMonths': '24',
  });
  expect(added.reasons.slice(-2)).toEqual([
    { id: 'visiting-poet', label: 'Visiting Poët', maxMonths: 6, needsEmployer: false },
    { id: 'external-examiner-2', label: 'External examiner 2', maxMonths: 12, needsEmployer: true },
  ]);
  expect(added.reasons.find(({ id }) => id === 'volunteer')).toMatchObject({ isRetired: true, agreeAfterMonths: 24 });
  expect(added.reasons).toHaveLength(present.reasons.length + 2);
  expect(mistakes({ 'reason.new-1.label': 'Poet' })).toEqual({ 'reason.new-1.maxMonths': 'Enter a whole number of months from 1 to 120.' });
});

it('should never take in anything, whatever is typed, that it does not read back the same', () => {
  const fields = Object.keys(valuesOfPolicy(present));
  const values = fc.dictionary(
    fc.constantFrom(...fields, 'reason.new-1.label', 'reason.new-1.maxMonths', 'nothing'),
    fc.string({ unit: 'grapheme' }),
  );
  fc.assert(
    fc.property(values, (typed) => {
      const read = reads(typed);
      if ('mistakes' in read) return read.mistakes.length > 0;
      expect(policyWith(valuesOfPolicy(read.policy)).reasons).toEqual(
        policyWith({}).reasons.length === read.policy.reasons.length ? read.policy.reasons : expect.anything(),
      );
      return true;
    }),
  );
});

describe('policyChanges', () => {
  it('should name what differs in the words of the form', () => {
    const after = policyWith({
      photoDays: '45',
      validTo: '',
      shortVisit: 'refuse',
      'reason.volunteer.maxMonths': '24',
      closureDays: [...present.closureDays.slice(1), '2029-12-24'].join('\n'),
    });
    expect(policyChanges(present, after)).toEqual([
      { label: 'Default Valid to (last day)', before: '2027-07-31', after: 'blank' },
      { label: 'Visits of less than a month', before: 'Warn the sponsor', after: 'Refuse the request' },
      { label: 'Closure days added', after: '2029-12-24' },
      { label: 'Closure days removed', after: '2026-12-24' },
      { label: 'Days after which a photo is deleted', before: '30', after: '45' },
      { label: 'Volunteer: Longest stay in months', before: '12', after: '24' },
    ]);
    expect(policyChanges(after, after)).toEqual([]);
  });

  it('should fit into a row, however much is changed', () => {
    const before = {
      ...present,
      reasons: Array.from({ length: 60 }, (_, place) => ({ id: `r${place}`, label: 'a'.repeat(80), needsEmployer: false, maxMonths: 1 })),
    };
    const after = {
      ...before,
      reasons: before.reasons.map((one) => ({ ...one, label: 'b'.repeat(80), needsEmployer: true, maxMonths: 2 })),
    };
    const changes = policyChanges(before, after);
    expect(JSON.stringify(changes).length).toBeLessThan(25_000);
    expect(changes.at(-1)).toEqual({ label: 'Other values', after: expect.stringMatching(/^\d+ more changed$/) });
  });
});
