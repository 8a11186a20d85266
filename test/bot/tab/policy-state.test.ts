import type { PolicyView } from '../../../bot/channels/tab/policy-contract';
import { keptTyping } from '../../../bot/tab/organisation/kept-typing';
import {
  addedIds,
  addReason,
  answered,
  beginEdit,
  resumeEdit,
  typedValue,
  typeInto,
  withoutReason,
} from '../../../bot/tab/organisation/policy-state';

const columns = [
  { name: 'label', label: 'Reason', kind: 'text' as const },
  { name: 'isOffered', label: 'Can be chosen', kind: 'flag' as const },
];
function makeView(version: number, values: Record<string, string>): PolicyView {
  const all = { photoDays: '30', draftDays: '30', helpRoute: 'ask', ...values };
  return { version, values: all, sections: [], reasons: { columns, ids: [] }, history: [] };
}

it('should hold what differs from what is saved, and nothing once it is typed back', () => {
  const edit = typeInto(beginEdit(makeView(1, {})), 'photoDays', '45');
  expect([edit.typed, typedValue(edit, 'photoDays'), typedValue(edit, 'draftDays')]).toEqual([{ photoDays: '45' }, '45', '30']);
  expect(typeInto(edit, 'photoDays', '30').typed).toEqual({});
});

it('should add reasons under ids of their own, and take back what was added', () => {
  const edit = addReason(addReason(beginEdit(makeView(1, {}))));
  expect(addedIds(edit)).toEqual(['new-1', 'new-2']);
  expect(edit.typed['reason.new-2.isOffered']).toBe('yes');
  expect(addedIds(addReason(withoutReason(edit, 'new-1')))).toEqual(['new-2', 'new-3']);
});

it('should keep what was typed beside what somebody else has saved, and take over the rest of theirs', () => {
  let edit = beginEdit(makeView(1, {}));
  edit = typeInto(typeInto(typeInto(edit, 'photoDays', '45'), 'draftDays', '14'), 'helpRoute', 'ask the library');
  const theirs = makeView(2, { photoDays: '60', draftDays: '14', shortVisitRoute: 'elsewhere' });
  const after = answered(edit, { kind: 'moved-on', view: theirs, sentence: '' });
  expect(after.typed).toEqual({ photoDays: '45', helpRoute: 'ask the library' });
  expect(after.theirs).toEqual({ photoDays: '60' });
  expect(typedValue(after, 'shortVisitRoute')).toBe('elsewhere');
  const again = answered(after, { kind: 'moved-on', view: makeView(3, { photoDays: '60' }), sentence: '' });
  expect(again.theirs).toEqual({ photoDays: '60' });
});

it('should keep everything where a value is wrong, and nothing once it is saved', () => {
  const edit = typeInto(beginEdit(makeView(1, {})), 'photoDays', 'many');
  const wrong = answered(edit, { kind: 'wrong', mistakes: [{ field: 'photoDays', text: 'Enter a number.' }] });
  expect([wrong.typed, wrong.mistakes]).toEqual([{ photoDays: 'many' }, { photoDays: 'Enter a number.' }]);
  expect(typeInto(wrong, 'photoDays', '45').mistakes).toEqual({});
  expect(answered(wrong, { kind: 'saved', view: makeView(2, {}), sentence: '' })).toEqual(beginEdit(makeView(2, {})));
});

describe('what was typed before the page was left', () => {
  /** A session's storage, or a browser that forbids it. */
  const stored = (isForbidden = false) => {
    const items = new Map<string, string>();
    return () => {
      if (isForbidden) throw new Error('forbidden');
      return {
        getItem: (key: string) => items.get(key) ?? null,
        setItem: (key: string, text: string) => void items.set(key, text),
        removeItem: (key: string) => void items.delete(key),
      };
    };
  };

  it.each([
    ['kept by the browser', false],
    ['kept by the page alone', true],
  ])('should be there again, %s', (_how, isForbidden) => {
    const kept = keptTyping('ada', stored(isForbidden));
    expect(kept.read()).toBeUndefined();
    const edit = addReason(typeInto(beginEdit(makeView(1, {})), 'photoDays', '45'));
    kept.write(edit);
    const resumed = resumeEdit(makeView(1, {}), kept.read()!);
    expect([resumed.typed, resumed.theirs, addedIds(resumed)]).toEqual([edit.typed, {}, ['new-1']]);
    kept.write(beginEdit(makeView(1, {})));
    expect(kept.read()).toBeUndefined();
  });

  it('should stand beside what somebody else has saved meanwhile, and be nothing where they saved the same', () => {
    const kept = keptTyping('ada', stored());
    kept.write(typeInto(typeInto(beginEdit(makeView(1, {})), 'photoDays', '45'), 'draftDays', '14'));
    const resumed = resumeEdit(makeView(2, { photoDays: '60', draftDays: '14' }), kept.read()!);
    expect([resumed.typed, resumed.theirs]).toEqual([{ photoDays: '45' }, { photoDays: '60' }]);
  });

  it('should be somebody’s own, and nothing where the browser holds something else', () => {
    const storage = stored();
    keptTyping('ada', storage).write(typeInto(beginEdit(makeView(1, {})), 'photoDays', '45'));
    expect(keptTyping('bo', storage).read()).toBeUndefined();
    for (const text of ['', '{', '3', '{"typed":{"a":1},"was":{}}', '{"typed":{}}']) {
      storage().setItem('alms:policy-typed:ada', text);
      expect([text, keptTyping('ada', storage).read()]).toEqual([text, undefined]);
    }
  });
});
