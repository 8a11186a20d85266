import { dropSentDraft } from '../../../bot/asking/sent-draft';
import type { Draft } from '../../../bot/domain/request/records';
import { makeDraft, makeRequest } from '../../make';

const [shown, replaced] = ['a'.repeat(32), 'b'.repeat(32)];
const withPhoto = (blob: string) => ({ ...makeRequest().answers, photo: { blob } });

function stores(fails = false) {
  const gone: string[] = [];
  return {
    gone,
    drafts: { delete: async () => void gone.push('the draft') } as never,
    photos: {
      delete: async (blob: string) => {
        if (fails) throw new Error('storage is away');
        gone.push(blob);
      },
    } as never,
  };
}

const cases: [string, Partial<Draft>, string[]][] = [
  ['keep the photo that the request shows', { answers: withPhoto(shown) }, ['the draft']],
  ['drop a photo that the request does not show', { answers: withPhoto(replaced) }, [replaced, 'the draft']],
  [
    'drop the photo that was replaced',
    { answers: withPhoto(shown), changes: { revision: 2, department: 'history', photo: replaced } },
    [replaced, 'the draft'],
  ],
  [
    'keep a photo that was sent again unchanged',
    { answers: withPhoto(shown), changes: { revision: 2, department: 'history', photo: shown } },
    ['the draft'],
  ],
];

it.each(cases)('should %s', async (_what, draft, gone) => {
  const { drafts, photos, gone: found } = stores();
  await dropSentDraft(makeDraft(draft), makeRequest({ answers: withPhoto(shown) }), { drafts, photos });
  expect(found).toEqual(gone);
});

it('should keep the draft, which knows the photo, when the photo cannot be deleted', async () => {
  const { drafts, photos, gone } = stores(true);
  await expect(dropSentDraft(makeDraft({ answers: withPhoto(replaced) }), makeRequest(), { drafts, photos })).rejects.toThrow();
  expect(gone).toEqual([]);
});
