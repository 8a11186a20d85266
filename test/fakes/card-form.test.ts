import { buttonsOf, inputsOf, submittedData } from './card-form';

const input = (id: string, rest: object = {}) => ({ type: 'Input.Text', id, ...rest });
const execute = (title: string, rest: object = {}) => ({
  type: 'Action.Execute',
  title,
  verb: 'go',
  data: { request: 'VR-7K3M9QXA' },
  ...rest,
});
const card = (body: object[], actions: object[] = []) => ({ type: 'AdaptiveCard', version: '1.5', body, actions });

function button(of: object, title: string) {
  const found = buttonsOf(of).find((one) => one.title === title);
  if (!found) throw new Error(title);
  return found;
}

it('should find buttons wherever a card may have them, and none that is hidden', () => {
  const body = [
    { type: 'ColumnSet', columns: [{ items: [{ type: 'ActionSet', actions: [execute('In a column')] }] }] },
    { type: 'Container', isVisible: false, items: [{ type: 'ActionSet', actions: [execute('Hidden')] }] },
    { type: 'Container', selectAction: execute('A container'), items: [] },
  ];
  const show = { type: 'Action.ShowCard', title: 'More', card: card([], [execute('Nested')]) };
  expect(buttonsOf(card(body, [show, execute('Last')])).map(({ title }) => title)).toEqual([
    'In a column',
    'A container',
    'Nested',
    'Last',
  ]);
});

it('should send the filled inputs of the same card and of those around it, over the data of the button', () => {
  const show = { type: 'Action.ShowCard', card: card([input('words')], [execute('Reject')]) };
  const whole = card([input('outer', { value: 'kept' }), { type: 'Input.Toggle', id: 'idCard' }], [show, execute('Approve')]);
  expect(submittedData(button(whole, 'Reject'), { words: 'No room' })).toEqual({
    request: 'VR-7K3M9QXA',
    outer: 'kept',
    idCard: 'false',
    words: 'No room',
  });
  expect(submittedData(button(whole, 'Approve'), { outer: '' })).toEqual({ request: 'VR-7K3M9QXA', idCard: 'false' });
  expect(submittedData(button(card([input('request')], [execute('Go')]), 'Go'), { request: 'typed' })).toEqual({ request: 'typed' });
});

it('should send no inputs where the button says none', () => {
  const whole = card([input('name', { isRequired: true })], [execute('Back', { associatedInputs: 'none' })]);
  expect(submittedData(button(whole, 'Back'), {})).toEqual({ request: 'VR-7K3M9QXA' });
});

it.each<[string, object, Record<string, string>, string]>([
  ['a required input is empty', input('x', { isRequired: true }), {}, 'is required'],
  ['a pattern does not match', input('x', { regex: '^\\d+$' }), { x: 'seven' }, 'does not match'],
  ['a text is too long', input('x', { maxLength: 2 }), { x: 'abc' }, 'more than 2'],
  ['a choice does not exist', { type: 'Input.ChoiceSet', id: 'x', choices: [{ title: 'A', value: 'a' }] }, { x: 'b' }, 'no choice b'],
  ['a date is none', { type: 'Input.Date', id: 'x' }, { x: '3 Feb' }, 'a date only'],
  ['there is no such input', input('x'), { y: '1' }, 'no input y'],
])('should not send when %s', (_, element, typed, reason) => {
  expect(() => submittedData(button(card([element], [execute('Go')]), 'Go'), typed)).toThrow(reason);
});

it('should refuse a card on which two inputs share an id', () => {
  expect(() => inputsOf(card([input('x'), input('x')]))).toThrow('called x');
});
