import fc from 'fast-check';
import type { DraftField } from '../../../../bot/channels/tab/draft-contract';
import {
  type DraftEvent,
  type DraftState,
  draftFields,
  draftState,
  fieldText,
  hasToSave,
  maySend,
  noDraft,
  problemAt,
  saveBodyOf,
  savingStateOf,
} from '../../../../bot/tab/draft/draft-state';
import { draft, field, view } from './fields';

const after = (events: DraftEvent[], from: DraftState = noDraft) => events.reduce(draftState, from);
const opened = (values: Record<string, string> = { first: 'Ada', last: '' }): DraftEvent => ({
  is: 'answered',
  answer: draft(view(3, values)),
  isOwn: false,
});
const types = (name: string, text: string): DraftEvent => ({ is: 'typed', field: name, text, isWhole: false });
const shown = (state: DraftState) => Object.fromEntries(draftFields(state.view).map((one) => [one.field, fieldText(state, one)]));
const away = { title: 'Away.', status: 0, code: 'offline' };

describe('what was typed on the page of a draft', () => {
  it('should stand in its field, and be sent with what the page knows of what is saved there', () => {
    const state = after([opened(), types('first', 'Ada M'), types('first', 'Ada Mary'), { is: 'saving' }]);
    expect(shown(state)).toMatchObject({ first: 'Ada Mary', last: '' });
    expect(saveBodyOf(state)).toEqual({ fields: { first: { was: ['Ada', 'Ada Mary'], is: 'Ada Mary' } } });
    const saved = after([{ is: 'saved', answer: draft(view(4, { first: 'Ada Mary', last: '' })) }], state);
    expect([hasToSave(saved), savingStateOf(saved), saved.notice]).toEqual([false, 'saved', undefined]);
  });

  it('should keep its spaces while it is typed, though it is saved without them', () => {
    const state = after([
      opened(),
      types('first', 'Ada '),
      { is: 'saving' },
      { is: 'saved', answer: draft(view(4, { first: 'Ada', last: '' })) },
    ]);
    expect([shown(state).first, hasToSave(state)]).toEqual(['Ada ', false]);
  });

  it('should be saved again where more was typed meanwhile', () => {
    const state = after([
      opened(),
      types('first', 'A'),
      { is: 'saving' },
      types('first', 'AB'),
      types('last', 'C'),
      { is: 'saved', answer: draft(view(4, { first: 'A', last: '' })) },
      { is: 'saving' },
    ]);
    expect(saveBodyOf(state)).toEqual({ fields: { first: { was: ['A', 'AB'], is: 'AB' }, last: { was: ['', 'C'], is: 'C' } } });
  });

  it('should be told from another device’s where the answer to its own saving was lost', () => {
    const state = after([
      opened(),
      types('first', 'A'),
      { is: 'saving' },
      { is: 'not-saved', problem: away },
      types('first', 'AB'),
      { is: 'saving' },
    ]);
    expect(saveBodyOf(state).fields.first).toEqual({ was: ['Ada', 'A', 'AB'], is: 'AB' });
    const failing = after([{ is: 'not-saved', problem: away }], state);
    expect([savingStateOf(failing), failing.trouble, shown(failing).first]).toEqual(['failed', away, 'AB']);
  });

  it('should never be lost, whatever is answered in whatever order', () => {
    const event = fc.oneof(
      fc.string({ maxLength: 3 }).map((text) => types('first', text)),
      fc.constant<DraftEvent>({ is: 'saving' }),
      fc.constant<DraftEvent>({ is: 'not-saved', problem: away }),
      fc
        .tuple(fc.integer({ min: 1, max: 9 }), fc.string({ maxLength: 3 }))
        .map(([revision, first]): DraftEvent => ({ is: 'answered', answer: draft(view(revision, { first, last: '' })), isOwn: false })),
    );
    fc.assert(
      fc.property(fc.array(event), fc.string({ minLength: 1, maxLength: 5 }), fc.array(event), (before, text, between) => {
        // Nothing is typed after it, and no saving of it has been answered.
        const quiet = between.filter(({ is }) => is !== 'typed');
        const state = after([opened(), ...before, types('first', text), ...quiet]);
        expect(shown(state).first).toBe(text);
        expect(hasToSave(state)).toBe(true);
      }),
    );
  });
});

describe('another device', () => {
  const conflict = after([
    opened(),
    types('first', 'Mine'),
    { is: 'saving' },
    { is: 'saved', answer: draft(view(5, { first: 'Theirs', last: '' }), { savedElsewhere: { first: 'Theirs' } }) },
  ]);

  it('should be told beside the field, while it holds what was typed here, and nothing be sent until one is chosen', () => {
    expect([shown(conflict).first, conflict.savedElsewhere, hasToSave(conflict)]).toEqual(['Mine', { first: 'Theirs' }, false]);
    expect([savingStateOf(conflict), maySend(conflict)]).toEqual(['undecided', false]);
    expect(after([types('first', 'Mine too')], conflict).savedElsewhere).toEqual({ first: 'Theirs' });
  });

  it('should be overruled, or given way to', () => {
    const mine = after([{ is: 'decided', field: 'first', keeps: 'mine' }, { is: 'saving' }], conflict);
    expect(saveBodyOf(mine)).toEqual({ fields: { first: { was: ['Theirs', 'Mine'], is: 'Mine' } } });
    const theirs = after([{ is: 'decided', field: 'first', keeps: 'theirs' }], conflict);
    expect([shown(theirs).first, hasToSave(theirs), maySend(theirs)]).toEqual(['Theirs', false, true]);
  });

  it('should show in a field that was not touched since it was saved, and be named', () => {
    const saved = after([
      opened(),
      types('first', 'Ada '),
      { is: 'saving' },
      { is: 'saved', answer: draft(view(4, { first: 'Ada', last: '' })) },
    ]);
    const read = after([{ is: 'answered', answer: draft(view(5, { first: 'Bea', last: '' })), isOwn: false }], saved);
    expect([shown(read).first, read.notice]).toEqual(['Bea', { intent: 'info', text: 'changedElsewhere' }]);
    // The same brought about by this page, as a photo is, and a look that finds nothing new.
    expect(after([{ is: 'answered', answer: draft(view(5, { first: 'Bea', last: '' })), isOwn: true }], saved).notice).toBeUndefined();
    expect(after([{ is: 'answered', answer: draft(view(4, { first: 'Ada', last: '' })), isOwn: false }], saved).notice).toBeUndefined();
  });

  it('should not be named for what the page’s own saving fills in', () => {
    const state = after([opened(), types('first', 'A'), { is: 'saving' }]);
    const answer = (revision: number) => ({ is: 'saved', answer: draft(view(revision, { first: 'A', last: 'filled' })) }) as const;
    expect(after([answer(4)], state).notice).toBeUndefined();
    expect(after([answer(5)], state).notice).toBeDefined();
  });

  it('should not bring back an older answer', () => {
    const state = after([opened(), { is: 'answered', answer: draft(view(2, { first: 'Old', last: '' })), isOwn: false }]);
    expect(shown(state).first).toBe('Ada');
  });
});

describe('what is said on the page of a draft', () => {
  it('should name what is wrong once somebody has been there, not before', () => {
    const missing = field('last', '', { problem: 'Please give the last name.' });
    const state = after([opened()]);
    expect([problemAt(state, missing), problemAt(after([{ is: 'left', field: 'last' }], state), missing)]).toEqual([
      undefined,
      missing.problem,
    ]);
    // What was filled in before is wrong at first sight.
    expect(problemAt(state, field('first', 'Ada', { problem: 'Too short.' }))).toBe('Too short.');
    // Nobody has touched it, and its problem comes with another answer.
    const option: DraftField['input'] = { kind: 'option', options: [{ id: 'none', title: 'No access' }] };
    expect(problemAt(state, field('level', 'none', { problem: 'Choose one.', input: option }))).toBe('Choose one.');
    expect(problemAt(state, field('level', '', { problem: 'Choose one.', input: option }))).toBeUndefined();
  });

  it('should offer to send only what is complete, and once', () => {
    const complete = after([opened()]);
    expect([maySend(complete), maySend(after([{ is: 'sending' }], complete)), maySend(noDraft)]).toEqual([true, false, false]);
    const open = { ...view(4, {}), missing: [{ field: 'last', sentence: 'Please give it.' }] };
    expect(maySend(after([{ is: 'answered', answer: draft(open), isOwn: true }], complete))).toBe(false);
    const alone = { ...view(4, {}), sections: view(4, {}).sections.slice(0, 1) };
    expect(maySend(after([{ is: 'answered', answer: draft(alone), isOwn: true }], complete))).toBe(false);
  });

  it('should lead to the request that the draft has become, and show nothing of one that is gone', () => {
    expect(after([opened(), { is: 'answered', answer: { kind: 'request', request: 'VR-00000042' }, isOwn: false }]).became).toBe(
      'VR-00000042',
    );
    expect(after([{ is: 'not-opened', problem: { ...away, code: 'forbidden' } }]).stage).toBe('absent');
    expect(after([{ is: 'not-opened', problem: away }]).stage).toBe('failed');
  });
});
