import { dropPreparersDraft, dropSentDraft, type SentDraftPorts } from '../../../bot/asking/sent-draft';
import { draftVersion } from '../../../bot/domain/request/lifecycle';
import type { Draft } from '../../../bot/domain/request/records';
import type { VisitorRequest } from '../../../bot/domain/request/visitor-request';
import { makeDraft, makeRequest, sponsorId, strangerId } from '../../make';

const [shown, replaced, added] = ['a'.repeat(32), 'b'.repeat(32), 'c'.repeat(32)];
const withPhoto = (blob: string) => ({ ...makeRequest().answers, photo: { blob } });
const made = makeRequest({ answers: withPhoto(shown), sent: { round: 0, revision: 1 } });

/** Of one row: `then` is what other devices have made of it before each attempt to write it. */
function stores({ fails = false, then = [] }: { fails?: boolean; then?: Draft[] } = {}) {
  const did: string[] = [];
  const others = [...then];
  const saved: Draft[] = [];
  let row: { value: Draft; etag: string } | undefined;
  const isLost = (etag: string | undefined) => {
    const value = others.shift();
    if (value) row = { value, etag: `of ${value.revision}` };
    return value !== undefined || etag !== row?.etag;
  };
  const ports = {
    drafts: {
      read: async (_person: string, id: string) => (id === row?.value.id ? row : undefined),
      save: async (draft: Draft, etag?: string) => {
        if (draft.id === row?.value.id && isLost(etag)) return 'lost';
        saved.push(draft);
        did.push(`kept ${draft.id}`);
        return 'saved';
      },
      delete: async (_person: string, _id: string, etag?: string) => {
        if (isLost(etag)) return false;
        did.push('the draft');
        return true;
      },
    },
    photos: {
      get: async () => new Uint8Array(1),
      put: async () => void did.push('a copy'),
      delete: async (blob: string) => {
        if (fails) throw new Error('storage is away');
        did.push(blob);
      },
    },
    queue: { enqueue: async ({ kind }: { kind: string }, delay: number) => void did.push(`${kind} in ${delay}`) },
    random: { bytes: (count: number) => new Uint8Array(count) },
    log: { warn: () => undefined },
  } as unknown as SentDraftPorts;
  const drop = (draft: Draft, request: VisitorRequest = made) => {
    row = { value: draft, etag: `of ${draft.revision}` };
    return dropSentDraft(row, request, request.sent, ports);
  };
  return { did, saved, ports, drop };
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

it.each(cases)('should %s', async (_what, changed, gone) => {
  const { did, drop } = stores();
  const draft = makeDraft(changed);
  await drop(draft, { ...made, revision: 3, sent: draftVersion(draft) });
  expect(did).toEqual(gone);
});

it('should keep the draft, which knows the photo, when the photo cannot be deleted', async () => {
  const { did, drop } = stores({ fails: true });
  await expect(drop(makeDraft({ answers: withPhoto(replaced) }))).rejects.toThrow();
  expect(did).toEqual([]);
});

it('should drop the draft of whoever prepared the request, and its photo', async () => {
  const { did, ports } = stores();
  await dropPreparersDraft(makeDraft({ sponsor: strangerId, answers: withPhoto(replaced) }), made, ports);
  expect(did[0]).toBe(replaced);
});

describe('a draft that another device has changed since it was sent', () => {
  const sent = makeDraft({ answers: withPhoto(shown) });
  const typed = (revision: number, telephone: string, more: Partial<Draft> = {}): Draft => ({
    ...sent,
    revision,
    answers: { ...sent.answers, telephone },
    touched: { ...sent.touched, visit: revision, telephone: revision },
    cardActivity: '7',
    ...more,
  });

  it('should be an edit of the request, with a card of its own', async () => {
    const { did, saved, drop } = stores({ then: [typed(2, '01632 960 199')] });
    const kept = await drop(sent);
    expect(kept).toMatchObject({ changes: { revision: 1, isLate: true }, answers: { telephone: '01632 960 199', photo: { blob: shown } } });
    expect(saved).toEqual([kept]);
    expect(did).toEqual([`kept ${sent.id}`, 'draft in 0']);
  });

  it('should keep what a third device types meanwhile', async () => {
    const { saved, drop } = stores({ then: [typed(2, '01632 960 199'), typed(3, '01632 960 198')] });
    await drop(sent);
    expect(saved.map(({ answers }) => answers.telephone)).toEqual(['01632 960 198']);
  });

  it('should keep a photo that was added since, and drop the one that the request had replaced', async () => {
    const changes = { revision: 2, department: 'history', photo: replaced };
    const late = typed(2, '01632 960 199', { changes, answers: withPhoto(added) });
    const { did, drop } = stores();
    const kept = await drop({ ...late, touched: { ...late.touched, photo: 2 } }, { ...made, revision: 3, sent: { round: 2, revision: 1 } });
    expect(kept).toMatchObject({ answers: { photo: { blob: added } }, changes: { revision: 3, photo: shown } });
    expect(did).toEqual([replaced, `kept ${sent.id}`, 'draft in 0']);
  });

  it('should have its card looked for once more where another process has kept it, until there is one', async () => {
    const { did, drop } = stores();
    const kept = typed(3, '01632 960 199', { changes: { revision: 1, department: 'history', isLate: true } });
    const { cardActivity: _none, ...withoutCard } = kept;
    expect(await drop(withoutCard)).toBe(withoutCard);
    expect(await drop(kept)).toBeUndefined();
    expect(did).toEqual(['draft in 15']);
  });

  it('should be an edit under the id that the request got, with a copy of the photo that was added', async () => {
    const other = { ...made, id: 'VR-00000009' };
    const late = typed(2, '01632 960 199', { answers: { ...withPhoto(added), telephone: '01632 960 199' } });
    const { did, drop } = stores();
    const kept = await drop({ ...late, touched: { ...late.touched, photo: 2 } }, other);
    expect(kept).toMatchObject({
      id: other.id,
      sponsor: sponsorId,
      answers: { telephone: '01632 960 199', photo: { blob: '0'.repeat(32) } },
    });
    expect(did).toEqual(['photo in 600', 'a copy', added, `kept ${other.id}`, 'the draft', 'draft in 0']);
  });

  it('should be left for a repeat where devices never stop', async () => {
    const { drop } = stores({ then: [2, 3, 4, 5, 6].map((revision) => typed(revision, `01632 960 19${revision}`)) });
    await expect(drop(sent)).rejects.toThrow('kept changing');
  });
});
