import type { Asking } from '../../../../bot/channels/tab/contract';
import { verbBody } from '../../../../bot/channels/tab/contract';
import { answerBody, controlOf, type Typed } from '../../../../bot/tab/request/answer-body';

const asks = {
  confirm: { kind: 'confirm', sentence: 'Sure?' },
  words: { kind: 'words', sentence: 'Why?', label: 'Reason', most: 1_000 },
  day: { kind: 'day', sentence: 'Until?', label: 'Day', value: '2027-07-31' },
  terms: {
    kind: 'terms',
    sentence: 'What?',
    note: { label: 'Note', most: 1_000 },
    validTo: { label: 'Last day', value: '2027-06-30', least: '2027-02-01' },
    itAccess: { label: 'IT access', value: 'staff-like', options: [{ id: 'staff-like', label: 'Staff-like' }] },
    idCard: { label: 'ID card', value: true },
  },
  change: {
    kind: 'terms',
    sentence: 'What should change?',
    note: { label: 'Note', most: 1_000 },
    validFrom: { label: 'First day', value: '2027-02-01', least: '2027-02-01', most: '2027-06-30' },
    itAccess: { label: 'IT access', value: 'none', options: [{ id: 'none', label: 'No access' }] },
  },
  person: {
    kind: 'person',
    sentence: 'Whom?',
    label: 'Deputy',
    options: [
      { id: '00000000-0000-4000-8000-000000000002', label: 'One' },
      { id: '00000000-0000-4000-8000-000000000003', label: 'Other' },
    ],
    note: { label: 'Note', most: 1_000 },
  },
  colleague: { kind: 'colleague', sentence: 'Who?', label: 'Address', confirm: 'This one?' },
  correction: {
    kind: 'correction',
    sentence: 'Which?',
    fields: [
      { field: 'title', label: 'Title', value: '' },
      { field: 'lastName', label: 'Last name', value: 'Fairweather' },
    ],
  },
} as const satisfies Record<string, Asking>;
const colleague = '00000000-0000-4000-8000-000000000001';

describe('what a verb is sent with', () => {
  it.each<[string, Asking | undefined, Typed, object]>([
    ['nothing', undefined, {}, {}],
    ['a yes', asks.confirm, {}, {}],
    ['a yes to what was shown', { ...asks.confirm, was: 'A 4711' }, {}, { was: 'A 4711' }],
    ['words', asks.words, { words: 'No room.' }, { words: 'No room.' }],
    ['no words', asks.words, {}, { words: '' }],
    ['the day that was offered', asks.day, {}, { until: '2027-07-31' }],
    ['another day', asks.day, { until: '2027-08-31' }, { until: '2027-08-31' }],
    ['the terms as asked for', asks.terms, {}, { terms: { validTo: '2027-06-30', itAccess: 'staff-like', idCard: true }, words: '' }],
    [
      'less',
      asks.terms,
      { idCard: false, validTo: '2027-05-31', words: 'Until May.' },
      { terms: { validTo: '2027-05-31', itAccess: 'staff-like', idCard: false }, words: 'Until May.' },
    ],
    ['the first person', asks.person, {}, { to: asks.person.options[0].id, words: '' }],
    [
      'another person',
      asks.person,
      { to: asks.person.options[1].id, words: 'Please.' },
      { to: asks.person.options[1].id, words: 'Please.' },
    ],
    ['whoever was shown', asks.colleague, { text: 'x@y.example' }, { to: colleague }],
    ['what may change', asks.change, { validFrom: '2027-02-08' }, { terms: { validFrom: '2027-02-08', itAccess: 'none' }, words: '' }],
    ['a detail', asks.correction, { field: 'lastName', values: { lastName: 'Fayre', title: 'Dr' } }, { field: 'lastName', value: 'Fayre' }],
    ['the first detail', asks.correction, {}, { field: 'title', value: '' }],
  ])('should be %s, and what the API takes', (_what, asked, typed, expected) => {
    const body = answerBody(asked, typed, 7, asked?.kind === 'colleague' ? colleague : undefined);
    expect(body).toEqual({ revision: 7, ...expected });
    expect(verbBody.parse(body)).toEqual(body);
  });
});

describe('a problem', () => {
  it.each<[string, Asking, string | undefined, string | undefined]>([
    ['words', asks.words, 'words', 'words'],
    ['the day', asks.day, 'until', 'until'],
    ['a term', asks.terms, 'validTo', 'validTo'],
    ['a note', asks.terms, 'words', 'words'],
    ['the first day', asks.change, 'validFrom', 'validFrom'],
    ['all of a change', asks.change, 'terms', undefined],
    ['the person', asks.person, 'to', 'to'],
    ['who is looked for', asks.colleague, 'text', 'text'],
    ['the colleague, who has no field any more', asks.colleague, 'to', undefined],
    ['the value', asks.correction, 'value', 'value'],
    ['nothing in particular', asks.words, undefined, undefined],
    ['something that is not asked', asks.confirm, 'words', undefined],
  ])('should stand beside what it is about: %s', (_what, asked, field, expected) => {
    expect(controlOf(asked, {}, field)).toBe(expected);
  });
});
